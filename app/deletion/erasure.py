"""Erasing a person's data from an organization: name and email address, and the answers too if someone chooses so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from app.answering.history import OWN_WORDS
from app.assessments import anonymity
from app.assessments.anonymity import anonymous_respondents
from app.assessments.scores import fresh_scores, scores_of_all
from app.people.directory import Person
from app.running.content import Content
from app.storage.accounts import SignIn
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, Invitation, RespondentRow
from app.storage.history import HistoryEntry
from app.storage.jobs import Job
from app.storage.roadmaps import RoadmapRow, TrackedStep
from app.storage.uploads import Upload
from questionnaires.answers.text import fold
from questionnaires.scoring.model import PracticeScore

ERASED = "Erased person"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A practice before and after deleting a person's answers."""

    practice: str
    before: PracticeScore
    after: PracticeScore


@dataclass(frozen=True, slots=True)
class ErasureEffect:
    """What deleting a person's answers changes in an assessment; `changes` is None if it would reveal their ratings."""

    assessment: AssessmentRow
    answers: int
    changes: tuple[FigureChange, ...] | None


def effects(session: Session, content: Content, person: Person) -> list[ErasureEffect]:
    """Return what deleting a person's answers changes in each assessment that they answered."""
    counts = _answers_of(session, person)
    rows = session.scalars(select(AssessmentRow).where(AssessmentRow.id.in_(counts))).all()
    ids = {each.id for each in person.respondents}
    anonymous = anonymous_respondents(session, rows)
    # The change in a figure would reveal what an anonymous respondent answered.
    hidden = {each.assessment_id for each in person.respondents if each.id in anonymous}
    shown = [row for row in rows if row.id not in hidden]
    now, then = scores_of_all(session, content, shown), fresh_scores(session, content, shown, without=ids)
    return [
        ErasureEffect(
            row,
            counts[row.id],
            None if row.id in hidden else _changes(now[row.id].practices, then[row.id].practices),
        )
        for row in sorted(rows, key=lambda row: (row.assessed_on, row.id))
    ]


def erase(session: Session, organization_id: str, person: Person, *, with_answers: bool) -> None:
    """Erase a person's name and email address from an organization's data, and, if `with_answers`, the answers.

    History entries stay, without the name. Finished reports of the assessments are deleted, because they contain it.
    """
    assessments = select(AssessmentRow.id).where(AssessmentRow.organization_id == organization_id)
    # A report requested in the meantime would contain the name, so requesting one has to wait.
    ours = session.scalars(assessments.order_by(AssessmentRow.id).with_for_update()).all()
    respondents = [each.id for each in person.respondents]
    _forget_in_history(session, ours, person, with_answers=with_answers)
    _forget_in_roadmaps(session, ours, person)
    _forget_account(session, ours, person)
    session.execute(delete(Job).where(Job.assessment_id.in_({each.assessment_id for each in person.respondents})))
    session.execute(delete(SignIn).where(SignIn.respondent_id.in_(respondents)))
    session.execute(delete(Invitation).where(Invitation.respondent_id.in_(respondents)))
    session.execute(delete(Upload).where(Upload.respondent_id.in_(respondents)))
    if with_answers:
        session.execute(delete(RespondentRow).where(RespondentRow.id.in_(respondents)))
    else:
        session.execute(
            update(RespondentRow)
            .where(RespondentRow.id.in_(respondents))
            .values(name=ERASED, role="", email="", email_key=None, user_id=None, version=RespondentRow.version + 1)
        )


def _answers_of(session: Session, person: Person) -> dict[str, int]:
    query = select(AnswerRow.assessment_id).where(
        AnswerRow.respondent_id.in_([each.id for each in person.respondents]), AnswerRow.rating.is_not(None)
    )
    counts: dict[str, int] = {}
    for assessment_id in session.scalars(query):
        counts[assessment_id] = counts.get(assessment_id, 0) + 1
    return counts


def _changes(before: Iterable[PracticeScore], after: Iterable[PracticeScore]) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(was.practice, was, becomes)
        for was, becomes in zip(before, after, strict=True)
        if _figures(was) != _figures(becomes)
    )


def _figures(score: PracticeScore) -> tuple[object, ...]:
    return score.status, score.level, score.level_upper, score.level_evidenced, score.index, score.index_upper


def _forget_in_history(session: Session, ours: Sequence[str], person: Person, *, with_answers: bool) -> None:
    respondents = [each.id for each in person.respondents]
    theirs: ColumnElement[bool] = HistoryEntry.respondent_id.in_(respondents)
    if with_answers:
        own_words = theirs & HistoryEntry.kind.in_(OWN_WORDS)
        session.execute(update(HistoryEntry).where(own_words).values(before="", after=""))
    if person.user:
        theirs = or_(theirs, HistoryEntry.user_id == person.user.id)
    session.execute(
        update(HistoryEntry)
        .where(HistoryEntry.assessment_id.in_(ours), theirs)
        .values(who=ERASED, user_id=None, respondent_id=None)
    )
    pattern = _any_of(person.names)
    plans = select(HistoryEntry).where(
        HistoryEntry.assessment_id.in_(ours), HistoryEntry.kind.not_in((*OWN_WORDS, "consensus", anonymity.KIND))
    )
    # Entries about steps quote their owners and notes.
    for entry in session.scalars(plans):
        entry.before, entry.after = pattern.sub(ERASED, entry.before), pattern.sub(ERASED, entry.after)


def _forget_in_roadmaps(session: Session, ours: Sequence[str], person: Person) -> None:
    """Remove the person as the owner of steps; among several owners, and in notes, replace only the name."""
    roadmaps = select(RoadmapRow.id).where(RoadmapRow.assessment_id.in_(ours))
    pattern, names = _any_of(person.names), {fold(name) for name in person.names}
    for step in session.scalars(select(TrackedStep).where(TrackedStep.roadmap_id.in_(roadmaps))):
        step.owner = "" if fold(step.owner) in names else pattern.sub(ERASED, step.owner)
        step.reason, step.notes = pattern.sub(ERASED, step.reason), pattern.sub(ERASED, step.notes)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the names as whole words, preferring the longest."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))


def _forget_account(session: Session, ours: Sequence[str], person: Person) -> None:
    """Remove references to the account. The account itself doesn't belong to the organization, and stays."""
    if person.user is None:
        return
    user_id = person.user.id
    where = ((ConsensusRow, "set_by"), (RoadmapRow, "saved_by"), (Job, "requested_by"))
    for table, column in where:
        named = table.assessment_id.in_(ours) & (getattr(table, column) == user_id)
        session.execute(update(table).where(named).values({column: None}))
    created = AssessmentRow.id.in_(ours) & (AssessmentRow.created_by == user_id)
    session.execute(update(AssessmentRow).where(created).values(created_by=None))
    if person.membership:
        session.execute(delete(type(person.membership)).where(type(person.membership).id == person.membership.id))
