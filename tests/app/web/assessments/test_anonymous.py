"""FL-031: anonymous answers can't be traced to a person, even after anonymity is turned off again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from app.answering.history import Answerer
from app.answering.saving import ANSWERS, SYMPTOMS, Submitted, save
from app.assessments.anonymity import AnonymousPeriod, anonymous_respondents, periods_of
from app.assessments.anonymization import without_names
from app.assessments.loading import assessment_of
from app.people.invitations import make_invitation
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.attachments import Attachment
from app.storage.history import HistoryEntry
from questionnaires.answers.model import Answer, Respondent, Response
from questionnaires.model import Rating
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient
from tests.support.reading_pages import text_of


def turn(northfield: Northfield, *, anonymous: bool) -> None:
    """Turn anonymity on or off on the settings page."""
    version = northfield.one(AssessmentRow.version, id=northfield.assessment.id)
    sent: dict[str, Any] = {
        "version": version,
        "name": "Spring 2026",
        "assessed_on": "2026-03-02",
        "method": "iso-33020",
        "scope": [each.id for each in northfield.make.content.catalogue.practices],
    }
    northfield.client.post(f"{northfield.top}/settings", sent | ({"anonymous": "y"} if anonymous else {}))


def respondents(northfield: Northfield, *names: str) -> list[RespondentRow]:
    """Add respondents and return them."""
    return [northfield.make.respondent(northfield.assessment, name=name) for name in names]


def said_by(northfield: Northfield) -> set[tuple[str, str]]:
    """Return who answered what, as results, reports and exports see it."""
    with northfield.database.reading() as session:
        found = assessment_of(session, session.get_one(AssessmentRow, northfield.assessment.id))
    return {(each.respondent.name, key) for each in found.responses for key in each.answers}


def withheld(northfield: Northfield) -> set[str]:
    """Return the statements with anonymous answers that are too few to show."""
    with northfield.database.reading() as session:
        return set(assessment_of(session, session.get_one(AssessmentRow, northfield.assessment.id)).withheld)


def test_anonymous_answers_stay_anonymous_after_anonymity_is_turned_off(northfield: Northfield) -> None:
    """Turning anonymity on or off affects only later answers."""
    early, during, late = respondents(northfield, "Early", "During", "Late")
    northfield.answers(early, service_desk_1="F")
    turn(northfield, anonymous=True)
    northfield.answers(during, service_desk_2="F")
    turn(northfield, anonymous=False)
    northfield.answers(late, service_desk_3="F")

    assert said_by(northfield) == {
        ("Early", "service-desk.1"),
        ("Late", "service-desk.3"),
    }
    assert withheld(northfield) == {"service-desk.2"}


def test_anonymous_answers_have_no_id_and_no_role(northfield: Northfield) -> None:
    """The id appears in URLs that the lead sees, so it would identify the person."""
    turn(northfield, anonymous=True)
    people = respondents(northfield, "A", "B", "C")
    for each in people:
        northfield.answers(each, service_desk_1="F", service_desk_2="P")

    with northfield.database.reading() as session:
        found = assessment_of(session, session.get_one(AssessmentRow, northfield.assessment.id))

    assert {each.respondent.id for each in found.responses} == {"anonymous-1", "anonymous-2", "anonymous-3"}
    assert {(each.respondent.name, each.respondent.role) for each in found.responses} == {("Anonymous", "")}


def test_one_stand_in_mixes_answers_of_several_people() -> None:
    """Answers of a stand-in to different statements come from different people."""
    low, high = Answer(Rating.N), Answer(Rating.F)
    subjects = [f"service-desk.{level}" for level in range(1, 6)] + [
        f"risk-management.{level}" for level in range(1, 6)
    ]
    responses = [
        Response("quick-scan", Respondent("a", "A"), answers=dict.fromkeys(subjects, low)),
        Response("quick-scan", Respondent("b", "B"), answers=dict.fromkeys(subjects, high)),
    ]

    dealt = without_names(responses, {"a", "b"})

    for one in dealt:
        assert {answer.rating for answer in one.answers.values()} == {Rating.N, Rating.F}
    assert all({one.answers[key].rating for one in dealt} == {Rating.N, Rating.F} for key in subjects)
    assert without_names(list(reversed(responses)), {"a", "b"}) == dealt


def test_only_as_many_stand_ins_rate_as_people_did() -> None:
    """Two people rated statements; the third reported only symptoms."""
    rated = [Response("q", Respondent(f"r{n}"), answers={f"a.{i}": Answer(Rating.L) for i in range(9)}) for n in (1, 2)]
    told = Response("q", Respondent("r3"), triage={"outages": 2})

    stand_ins = without_names([*rated, told], {"r1", "r2", "r3"})

    assert sum(bool(each.answers) for each in stand_ins) == 2
    assert [each.triage for each in stand_ins if each.triage] == [{"outages": 2}]


def test_named_answers_do_not_change() -> None:
    """Without anonymous respondents, nothing is mixed."""
    responses = (Response("quick-scan", Respondent("a", "A"), answers={"service-desk.1": Answer(Rating.F)}),)

    assert without_names(responses, set()) == responses


def test_the_history_shows_a_day_and_no_name(northfield: Northfield) -> None:
    """The list, the filter and the order of entries reveal nothing."""
    turn(northfield, anonymous=True)
    (erik,) = respondents(northfield, "Erik Olsen")
    northfield.answers(erik, service_desk_2="F", service_desk_1="N")

    page = northfield.client.get(f"{northfield.top}/history").text

    assert "Erik Olsen" not in page
    assert page.index("Service desk 1") < page.index("Service desk 2")
    assert {(e.user_id, e.respondent_id) for e in _answers(northfield)} == {(None, None)}


def test_the_history_hides_the_content_of_anonymous_answers(northfield: Northfield) -> None:
    """Otherwise, all answers of a day could belong to its only respondent."""
    turn(northfield, anonymous=True)
    (erik,) = respondents(northfield, "Erik Olsen")
    northfield.answers(erik, service_desk_2="P", service_desk_1="N")

    page = text_of(northfield.client.get(f"{northfield.top}/history?who=A respondent").text)

    assert page.count("A respondent Answer: Service desk") == 2
    assert page.count("hidden hidden") == 2


def test_the_history_hides_the_earlier_answers_of_anonymous_respondents(northfield: Northfield) -> None:
    """Names on earlier answers would reveal who gave the anonymous ones."""
    erik, mia = respondents(northfield, "Erik Olsen", "Mia Lund")
    northfield.answers(erik, service_desk_1="F")
    northfield.answers(mia, service_desk_1="P")
    turn(northfield, anonymous=True)
    northfield.answers(erik, service_desk_2="N")

    whole = northfield.client.get(f"{northfield.top}/history").text
    by_name = northfield.client.get(f"{northfield.top}/history?who=Erik Olsen").text
    by_nobody = text_of(northfield.client.get(f"{northfield.top}/history?who=A respondent").text)

    assert "Erik Olsen" not in whole
    assert "Mia Lund" in whole
    assert "No matching changes" in by_name
    assert by_nobody.count("hidden hidden") == 2


def test_the_invitation_explains_anonymity(northfield: Northfield, app: Flask) -> None:
    """What is hidden, what can't be hidden, and which earlier answers stay hidden."""
    (erik,) = respondents(northfield, "Erik")
    with northfield.database.writing() as session:
        link = f"/invitations/{make_invitation(session, erik.id)}"
    named = PageClient(app).get(link).text
    turn(northfield, anonymous=True)
    anonymous = PageClient(app).get(link).text
    turn(northfield, anonymous=False)
    named_again = PageClient(app).get(link).text

    assert "see your name and role beside your answers" in named
    assert "while the assessment was anonymous" not in named
    assert "Your answers are anonymous." in anonymous
    assert "What you write in comments and evidence may still reveal who you are." in anonymous
    assert "Answers given while the assessment was anonymous stay anonymous" in named_again


def test_an_assessment_can_start_anonymous(northfield: Northfield) -> None:
    """Without history entries, the setting of the assessment decides."""
    with northfield.database.writing() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        row.anonymous = True
    (erik,) = respondents(northfield, "Erik")
    northfield.answers(erik, service_desk_1="F")

    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        assert periods_of(session, [row])[row.id] == (AnonymousPeriod(row.created_at),)
        assert anonymous_respondents(session, [row]) == {erik.id}


def test_a_period_ends_when_anonymity_is_turned_off(northfield: Northfield) -> None:
    """Turning it on twice makes one period."""
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2, 3, 4)]
    with northfield.database.writing() as session:
        for at, after in zip(days, ("anonymous", "anonymous", "named", "anonymous"), strict=True):
            session.add(
                HistoryEntry(
                    assessment_id=northfield.assessment.id, at=at, who="", kind="anonymity", subject="", after=after
                )
            )
            session.flush()

    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        assert periods_of(session, [row])[row.id] == (AnonymousPeriod(days[0], days[2]), AnonymousPeriod(days[3]))


def _answers(northfield: Northfield) -> list[HistoryEntry]:
    with northfield.database.reading() as session:
        return session.query(HistoryEntry).filter_by(kind="answer").all()


def test_the_list_of_anonymous_respondents_promises_nothing_about_each(northfield: Northfield) -> None:
    """It offers no workbooks, which only the respondents may download, and no page offers to see who has answered."""
    erik, *_ = respondents(northfield, "Erik")
    northfield.answers(erik, service_desk_1="F")
    assert f"{northfield.top}/workbooks" in northfield.client.get(f"{northfield.top}/respondents").text
    assert "See who has answered" in northfield.client.get(f"{northfield.top}/agreement").text

    turn(northfield, anonymous=True)

    assert f"{northfield.top}/workbooks" not in northfield.client.get(f"{northfield.top}/respondents").text
    page = northfield.client.get(f"{northfield.top}/agreement").text
    assert "See who has answered" not in page
    assert "See how much has been answered" in page


@pytest.mark.parametrize("kind", ["symptom", "file"])
def test_other_anonymous_words_keep_a_person_anonymous_who_answers_again_with_a_name(
    northfield: Northfield, kind: str
) -> None:
    """The lead can't open the symptoms, and no page shows the name beside the file."""
    turn(northfield, anonymous=True)
    (erik,) = respondents(northfield, "Erik Olsen")
    northfield.answers(erik, service_desk_1="F")
    whose = {"assessment_id": northfield.assessment.id, "respondent_id": erik.id}
    with northfield.database.writing() as session:
        by = Answerer.of(session.get_one(AssessmentRow, northfield.assessment.id), erik)
        if kind == "symptom":
            save(session, SYMPTOMS, by, [Submitted("repeat-incidents", 0, 3)])
        else:
            file = {"name": "f.txt", "media_type": "text/plain", "size": 1, "content": b"x"}
            session.add(Attachment(**whose, statement_id="service-desk.1", **file))
    turn(northfield, anonymous=False)
    with northfield.database.writing() as session:
        save(session, ANSWERS, replace(by, anonymous=False), [Submitted("service-desk.1", 1, Answer(Rating.L))])

    northfield.client.get(f"/answer/{erik.id}/symptoms", 403)
    assert said_by(northfield) == set()


def test_symptoms_with_a_name_stay_named_after_a_period_of_anonymity(northfield: Northfield) -> None:
    """Nothing that this respondent said is anonymous."""
    (erik,) = respondents(northfield, "Erik Olsen")
    with northfield.database.writing() as session:
        by = Answerer.of(session.get_one(AssessmentRow, northfield.assessment.id), erik)
        save(session, SYMPTOMS, by, [Submitted("repeat-incidents", 0, 3)])
    turn(northfield, anonymous=True)
    turn(northfield, anonymous=False)

    northfield.client.get(f"/answer/{erik.id}/symptoms")
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        assert anonymous_respondents(session, [row]) == set()
