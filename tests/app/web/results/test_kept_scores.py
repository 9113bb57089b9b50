"""Tests that cached figures are never out of date: after any change, the next page shows it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.answering.attachments import attach, detach
from app.answering.history import Answerer
from app.answering.saving import ANSWERS, SYMPTOMS, Submitted, save, stored
from app.assessments import scores
from app.assessments.consensus import ConsensusChange, consensus_rows, set_consensus
from app.assessments.scores import CachedFigures, fresh_scores, scores_of
from app.running.cache import StateCache
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.attachments import Attachment
from app.storage.database import Database
from app.storage.organizations import OrganizationRow
from app.web.organizations import portfolio_view as module
from app.web.organizations.portfolio_view import PortfolioLine, latest_views, portfolio
from questionnaires.answers.model import Answer, Consensus
from questionnaires.model import Rating
from questionnaires.scoring.model import Scores
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.sql_counter import counted

FIRST, SECOND = "service-desk.1", "service-desk.2"


@pytest.fixture
def northfield(app: Flask, make: Make) -> Northfield:
    """Northfield with answers by Erik and Mia, a consensus, a symptom and a file."""
    northfield = Northfield.founded(app, make)
    for name, rating in (("Erik", "F"), ("Mia", "L")):
        northfield.answers(make.respondent(northfield.assessment, name=name), service_desk_1=rating, service_desk_2="L")
    settle_on("P", SECOND)(northfield)
    feel(1)(northfield)
    give_file("minutes.txt")(northfield)
    return northfield


def person(northfield: Northfield, name: str = "Erik") -> RespondentRow:
    with northfield.database.reading() as session:
        query = select(RespondentRow).where(
            RespondentRow.assessment_id == northfield.assessment.id, RespondentRow.name == name
        )
        return session.scalars(query).one()


def by(northfield: Northfield, name: str = "Erik") -> Answerer:
    with northfield.database.reading() as session:
        return Answerer.of(session.get_one(AssessmentRow, northfield.assessment.id), person(northfield, name))


Change = Callable[[Northfield], None]


def say(answer: Answer, statement: str = FIRST, name: str = "Erik") -> Change:
    def change(northfield: Northfield) -> None:
        who = by(northfield, name)
        with northfield.database.writing() as session:
            before = stored(session, ANSWERS, who.respondent_id).get(statement)
            save(session, ANSWERS, who, [Submitted(statement, before.version if before else 0, answer)])

    return change


def feel(value: int | None) -> Change:
    def change(northfield: Northfield) -> None:
        who = by(northfield)
        with northfield.database.writing() as session:
            before = stored(session, SYMPTOMS, who.respondent_id).get("repeat-incidents")
            save(session, SYMPTOMS, who, [Submitted("repeat-incidents", before.version if before else 0, value)])

    return change


def settle_on(rating: str | None, statement: str = FIRST) -> Change:
    def change(northfield: Northfield) -> None:
        with northfield.database.writing() as session:
            assessment = session.get_one(AssessmentRow, northfield.assessment.id)
            row = consensus_rows(session, assessment).get(statement)
            wanted = Consensus(Rating(rating), "agreed") if rating else None
            set_consensus(
                session, assessment, northfield.lead, ConsensusChange(statement, row.version if row else 0, wanted)
            )

    return change


def give_file(name: str) -> Change:
    def change(northfield: Northfield) -> None:
        who = by(northfield)
        with northfield.database.writing() as session:
            attach(session, who, FIRST, name, b"hi")

    return change


def take_file(northfield: Northfield) -> None:
    who, file = by(northfield), northfield.all(Attachment.id)[0]
    with northfield.database.writing() as session:
        detach(session, who, FIRST, file)


def erase(answers: str) -> Change:
    def change(northfield: Northfield) -> None:
        way = f"{northfield.pages}/people/{person(northfield).id}/erase"
        northfield.client.post(way, {"answers": answers})

    return change


def set_row(table: type[AssessmentRow | OrganizationRow | RespondentRow], **values: object) -> Change:
    def change(northfield: Northfield) -> None:
        ids = {AssessmentRow: northfield.assessment.id, OrganizationRow: northfield.organization.id}
        row_id = ids.get(table) or person(northfield).id
        with northfield.database.writing() as session:
            row = session.get_one(table, row_id)
            for name, value in values.items():
                setattr(row, name, value)

    return change


def add_person(northfield: Northfield) -> None:
    northfield.answers(northfield.make.respondent(northfield.assessment, name="Zoe"), service_desk_1="N")


def add_later_assessment(northfield: Northfield) -> None:
    later = northfield.make.assessment(northfield.organization, "Autumn")
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, later.id).assessed_on = date(2026, 9, 1)


def save_in_another_process(northfield: Northfield) -> None:
    """Save through separate connections, as another process would."""
    with closing(Database(northfield.database.url)) as elsewhere, elsewhere.writing() as session:
        who = Answerer.of(session.get_one(AssessmentRow, northfield.assessment.id), person(northfield))
        save(session, ANSWERS, who, [Submitted(FIRST, 1, Answer(Rating.N))])


CHANGES: dict[str, Change] = {
    "a rating": say(Answer(Rating.N)),
    "a rating of another statement": say(Answer(Rating.F), "incident-management.1"),
    "evidence": say(Answer(Rating.F, evidence="seen")),
    "a comment": say(Answer(Rating.F, comment="at night")),
    "a removed answer": say(Answer(None)),
    "an answer by another process": save_in_another_process,
    "a symptom": feel(3),
    "a removed symptom": feel(None),
    "a consensus": settle_on("N"),
    "another consensus": settle_on("N", SECOND),
    "a withdrawn consensus": settle_on(None, SECOND),
    "a file": give_file("photo.png"),
    "a removed file": take_file,
    "a respondent": add_person,
    "an erased respondent": erase("keep"),
    "erased answers": erase("delete"),
    "the name of a respondent": set_row(RespondentRow, name="Erik O."),
    "a practice out of scope": set_row(AssessmentRow, left_out={"service-desk": "outsourced"}),
    "the method": set_row(AssessmentRow, method="itil-self"),
    "the day": set_row(AssessmentRow, assessed_on=date(2026, 4, 1)),
    "the name of the assessment": set_row(AssessmentRow, name="Summer"),
    "anonymity": set_row(AssessmentRow, anonymous=True),
    "the name of the organization": set_row(OrganizationRow, name="Southfield"),
    "its size": set_row(OrganizationRow, it_staff=12),
    "a later assessment": add_later_assessment,
}
AGAIN = ("a rating", "a removed answer", "evidence", "a symptom", "a consensus", "a withdrawn consensus", "a file")
ON_THE_ROW = ("a rating", "a consensus", "a practice out of scope", "the name of the assessment", "a later assessment")


def shown(northfield: Northfield) -> tuple[PortfolioLine, Scores]:
    """Return the organization's row of the portfolio, and the figures of its first assessment."""
    content = northfield.make.content
    with northfield.database.reading() as session:
        (line,) = portfolio(session, content, session.get_one(User, northfield.lead.id)).lines
        return line, scores_of(session, content, session.get_one(AssessmentRow, northfield.assessment.id))


@contextmanager
def keeping_nothing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scores, "_SCORES", CachedFigures(fresh_scores, StateCache(0)))
        patched.setattr(module, "_SHOWN", CachedFigures(latest_views, StateCache(0)))
        yield


def made_anew(northfield: Northfield) -> tuple[PortfolioLine, Scores]:
    with keeping_nothing():
        return shown(northfield)


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_shows_at_once(northfield: Northfield, what: str) -> None:
    """The portfolio and the shared figures of all results pages are checked."""
    before = shown(northfield)

    CHANGES[what](northfield)

    now = made_anew(northfield)
    assert shown(northfield) == now
    assert now != before
    if what in ON_THE_ROW:
        assert now[0] != before[0]


def test_changes_in_any_order_show_at_once(northfield: Northfield) -> None:
    """Changes go back and forth, so that earlier answers return with other versions."""
    chance = random.Random(7)  # noqa: S311 - an order, and no secret

    for _ in range(25):
        CHANGES[chance.choice(AGAIN)](northfield)
        say(Answer(chance.choice((*Rating, None)), reason="R"), name=chance.choice(("Erik", "Mia")))(northfield)
        assert shown(northfield) == made_anew(northfield)


def test_what_is_rolled_back_is_never_cached(northfield: Northfield) -> None:
    """A session that writes sees its own changes; if it fails, nobody else does."""
    content, row_id, before = northfield.make.content, northfield.assessment.id, shown(northfield)
    row = consensus_of(northfield, SECOND)

    def fail() -> None:
        with northfield.database.writing() as session:
            assessment = session.get_one(AssessmentRow, row_id)
            set_consensus(session, assessment, northfield.lead, ConsensusChange(SECOND, row, Consensus(Rating.F, "no")))
            session.flush()
            assert scores_of(session, content, assessment) != before[1]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert shown(northfield) == before == made_anew(northfield)


def consensus_of(northfield: Northfield, statement: str) -> int:
    with northfield.database.reading() as session:
        return consensus_rows(session, northfield.assessment)[statement].version


def test_a_page_seen_again_reads_no_answer(northfield: Northfield) -> None:
    """It checks for changes with five statements and reads no answers."""
    shown(northfield)

    with counted(northfield.database) as sent:
        shown(northfield)

    assert not [each for each in sent if "answer.rating" in each or "questionnaire FROM" in each]


def test_a_copy_of_the_database_has_figures_of_its_own(northfield: Northfield, tmp_path: Path) -> None:
    """The same versions of the same rows can have other content there."""
    content, before = northfield.make.content, shown(northfield)[1]
    northfield.database.close()
    copy = shutil.copy(northfield.database.url.removeprefix("sqlite:///"), tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("UPDATE answer SET rating = 'N'")

    with closing(Database(f"sqlite:///{copy}")) as other, other.reading() as session:
        scores = scores_of(session, content, session.get_one(AssessmentRow, northfield.assessment.id))

    assert scores.practice["service-desk"].level == 0
    assert scores != before


def test_content_of_ones_own_has_figures_of_its_own(northfield: Northfield) -> None:
    """An overlay of the catalogue changes readiness and recommendations."""
    content = northfield.make.content
    shown(northfield)

    catalogue = replace(content.catalogue, frameworks=content.catalogue.frameworks[:1])
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        scores = scores_of(session, replace(content, catalogue=catalogue), row)

    assert len(scores.frameworks) == 1
