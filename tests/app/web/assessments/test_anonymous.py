"""FL-031: nothing leads from an anonymous answer to a person, also after the switch was turned back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Flask

from app.assessments.anonymity import AnonymousPeriod, anonymous_respondents, periods_of
from app.assessments.anonymization import without_names
from app.assessments.loading import assessment_of
from app.people.invitations import make_invitation
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.history import HistoryEntry
from questionnaires.answers.model import Answer, Respondent, Response
from questionnaires.model import Rating
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient
from tests.support.reading_pages import text_of


def turn(northfield: Northfield, *, anonymous: bool) -> None:
    """Turn the switch on the page of the settings."""
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
    """Return new respondents."""
    return [northfield.make.respondent(northfield.assessment, name=name) for name in names]


def said_by(northfield: Northfield) -> set[tuple[str, str]]:
    """Return who said what, as results, reports and exports learn it."""
    with northfield.database.reading() as session:
        found = assessment_of(session, session.get_one(AssessmentRow, northfield.assessment.id))
    return {(each.respondent.name, key) for each in found.responses for key in each.answers}


def test_answers_given_while_it_is_on_stay_nameless_after_it_is_turned_off(northfield: Northfield) -> None:
    """It counts for later answers only, in both directions."""
    early, during, late = respondents(northfield, "Early", "During", "Late")
    northfield.answers(early, service_desk_1="F")
    turn(northfield, anonymous=True)
    northfield.answers(during, service_desk_2="F")
    turn(northfield, anonymous=False)
    northfield.answers(late, service_desk_3="F")

    assert said_by(northfield) == {
        ("Early", "service-desk.1"),
        ("Anonymous", "service-desk.2"),
        ("Late", "service-desk.3"),
    }


def test_no_id_and_no_role_goes_out_with_a_nameless_answer(northfield: Northfield) -> None:
    """The id stands in addresses that the lead sees, so it would name the person."""
    turn(northfield, anonymous=True)
    people = respondents(northfield, "A", "B", "C")
    for each in people:
        northfield.answers(each, service_desk_1="F", service_desk_2="P")

    with northfield.database.reading() as session:
        found = assessment_of(session, session.get_one(AssessmentRow, northfield.assessment.id))

    assert {each.respondent.id for each in found.responses} == {"anonymous-1", "anonymous-2", "anonymous-3"}
    assert {(each.respondent.name, each.respondent.role) for each in found.responses} == {("Anonymous", "")}


def test_one_stand_in_is_not_one_person() -> None:
    """What a stand-in says of one statement comes from somebody else than what it says of another."""
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


def test_no_more_stand_ins_rate_than_people_did() -> None:
    """Two rated many statements; the third told of symptoms alone."""
    rated = [Response("q", Respondent(f"r{n}"), answers={f"a.{i}": Answer(Rating.L) for i in range(9)}) for n in (1, 2)]
    told = Response("q", Respondent("r3"), triage={"outages": 2})

    stand_ins = without_names([*rated, told], {"r1", "r2", "r3"})

    assert sum(bool(each.answers) for each in stand_ins) == 2
    assert [each.triage for each in stand_ins if each.triage] == [{"outages": 2}]


def test_the_named_are_left_as_they_are() -> None:
    """Nothing is dealt where nobody is nameless."""
    responses = (Response("quick-scan", Respondent("a", "A"), answers={"service-desk.1": Answer(Rating.F)}),)

    assert without_names(responses, set()) == responses


def test_the_history_tells_a_day_and_no_name(northfield: Northfield) -> None:
    """Neither in the list, nor in the filter, nor by the order of entries."""
    turn(northfield, anonymous=True)
    (erik,) = respondents(northfield, "Erik Olsen")
    northfield.answers(erik, service_desk_2="F", service_desk_1="N")

    page = northfield.client.get(f"{northfield.top}/history").text

    assert "Erik Olsen" not in page
    assert page.index("Service desk 1") < page.index("Service desk 2")
    assert {(e.user_id, e.respondent_id) for e in _answers(northfield)} == {(None, None)}


def test_the_history_tells_that_something_was_said_and_not_what(northfield: Northfield) -> None:
    """What one day holds would else be all that its only respondent said, one answer beside the other."""
    turn(northfield, anonymous=True)
    (erik,) = respondents(northfield, "Erik Olsen")
    northfield.answers(erik, service_desk_2="P", service_desk_1="N")

    page = text_of(northfield.client.get(f"{northfield.top}/history?who=A respondent").text)

    assert page.count("A respondent Answer: Service desk") == 2
    assert page.count("hidden hidden") == 2


def test_what_somebody_said_before_with_a_name_is_nameless_in_the_history_too(northfield: Northfield) -> None:
    """As everywhere else in the assessment; a name on the rest would give it away by what is left."""
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
    assert "Nothing of that yet" in by_name
    assert by_nobody.count("hidden hidden") == 2


def test_respondents_are_told_beforehand(northfield: Northfield, app: Flask) -> None:
    """What is hidden, what cannot be, and what stays hidden of before."""
    (erik,) = respondents(northfield, "Erik")
    with northfield.database.writing() as session:
        link = f"/invitations/{make_invitation(session, erik.id)}"
    named = PageClient(app).get(link).text
    turn(northfield, anonymous=True)
    anonymous = PageClient(app).get(link).text
    turn(northfield, anonymous=False)
    named_again = PageClient(app).get(link).text

    assert "Your name and role stand beside your answers" in named
    assert "while the assessment was anonymous" not in named
    assert "Your answers show no name." in anonymous
    assert "Your own words in comments and evidence may still tell who you are." in anonymous
    assert "What was answered while the assessment was anonymous stays without a name" in named_again


def test_one_that_began_anonymous_needs_no_turn(northfield: Northfield) -> None:
    """Rows of before the history are taken by their switch."""
    with northfield.database.writing() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        row.anonymous = True
    (erik,) = respondents(northfield, "Erik")
    northfield.answers(erik, service_desk_1="F")

    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        assert periods_of(session, [row])[row.id] == (AnonymousPeriod(row.created_at),)
        assert anonymous_respondents(session, [row]) == {erik.id}


def test_a_period_ends_where_the_next_begins(northfield: Northfield) -> None:
    """Turned on twice is on once."""
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
