"""The states of an assessment: what may change in each, for everyone who writes, and how pages show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.answering.history import Answerer
from app.answering.saving import ANSWERS, SYMPTOMS, Submitted, save
from app.assessments.consensus import ConsensusChange, set_consensus
from app.assessments.naming import Names
from app.assessments.states import Frozen, status_on_cover
from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow, AssessmentState, ConsensusRow, RespondentRow, SymptomRow
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, Role
from questionnaires.answers.model import Answer, Consensus
from questionnaires.model import Rating
from tests.support.files import upload_of
from tests.support.northfield import Northfield, new_assessment
from tests.support.page_client import PageClient
from tests.support.reading_pages import text_of

LOCKED = 423
STATEMENT = "service-desk.1"


def put(northfield: Northfield, *states: str, reason: str = "", status: int = 303) -> str:
    """Change the state as the lead's page does, and return the last page."""
    for to in states:
        version = northfield.one(AssessmentRow.version, id=northfield.assessment.id)
        sent = {"version": str(version), "to": to, "reason": reason}
        answer = northfield.client.post(f"{northfield.top}/state", sent, status)
    return text_of(answer.text)


@pytest.fixture
def erik(northfield: Northfield) -> RespondentRow:
    """A respondent by link, with an answer."""
    erik = northfield.make.respondent(northfield.assessment, name="Erik")
    northfield.answers(erik, service_desk_1="L", service_desk_2="F")
    return erik


@pytest.fixture
def by_link(app: Flask, erik: RespondentRow) -> PageClient:
    """Erik's browser."""
    client = PageClient(app)
    client.come_by_link(erik)
    return client


def everything(northfield: Northfield) -> list[Any]:
    """Return everything that is frozen."""
    columns = (AnswerRow.rating, SymptomRow.value, ConsensusRow.rating, RespondentRow.id, RespondentRow.practices)
    settings = (AssessmentRow.left_out, AssessmentRow.targets, AssessmentRow.method, AssessmentRow.anonymous)
    return [sorted(map(str, northfield.all(each))) for each in (*columns, *settings)]


def writes(erik: RespondentRow) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return what a respondent can send, by name."""
    top = f"/answer/{erik.id}"
    return {
        "an answer": (f"{top}/statements/{STATEMENT}", {"version": "1", "rating": "N"}),
        "a practice": (f"{top}/service-desk", {f"{STATEMENT}:version": "1", f"{STATEMENT}:rating": "N"}),
        "a symptom": (f"{top}/symptoms/repeat-incidents", {"version": "0", "value": "2"}),
        "all symptoms": (f"{top}/symptoms", {"repeat-incidents:version": "0", "repeat-incidents:value": "2"}),
        "finished": (f"{top}/finish", {}),
        "not finished": (f"{top}/resume", {}),
        "a file removed": (f"{top}/statements/{STATEMENT}/files/x/remove", {}),
    }


@pytest.mark.parametrize("states", [("in-review",), ("in-review", "closed")])
@pytest.mark.parametrize(
    "what", ["an answer", "a practice", "a symptom", "all symptoms", "finished", "not finished", "a file removed"]
)
def test_after_collecting_no_respondent_can_write(
    northfield: Northfield, erik: RespondentRow, by_link: PageClient, what: str, states: tuple[str, ...]
) -> None:
    """The server refuses each way of writing, says whom to ask, and saves nothing."""
    put(northfield, *states)
    before = everything(northfield)
    url, sent = writes(erik)[what]

    page = by_link.post(url, sent, LOCKED).text

    assert "ask Dana Fischer to reopen the assessment" in page
    assert everything(northfield) == before
    assert northfield.one(RespondentRow.finished_at, id=erik.id) is None


def test_a_script_gets_the_refusal_as_json(northfield: Northfield, erik: RespondentRow, by_link: PageClient) -> None:
    """The wording is the same."""
    put(northfield, "in-review")

    reply = by_link.post(
        f"/answer/{erik.id}/statements/{STATEMENT}", {"version": "1"}, LOCKED, headers={"Accept": "application/json"}
    )

    assert reply.get_json()["error"] == "Answers are no longer being collected"


def test_an_upload_from_before_the_review_cannot_be_saved(
    northfield: Northfield, erik: RespondentRow, by_link: PageClient
) -> None:
    """Uploading another file is refused too."""
    seen = {"answers": {STATEMENT: 1, "service-desk.2": 1}, "symptoms": {}}
    upload = upload_of(northfield.make, erik, {STATEMENT: Answer(Rating.N)}, seen=seen)
    put(northfield, "in-review")

    by_link.post(f"/answer/{erik.id}/upload/{upload.id}", status=LOCKED)
    by_link.post(f"/answer/{erik.id}/upload/{upload.id}/compare", status=LOCKED)

    assert northfield.all(AnswerRow.rating) == ["L", "F"]


def test_members_are_refused_like_people_with_a_link(northfield: Northfield) -> None:
    """A lead who answers has no way around the state either."""
    own = northfield.make.respondent(northfield.assessment, northfield.lead, "Dana")
    put(northfield, "in-review", "closed")

    northfield.client.post(f"/answer/{own.id}/statements/{STATEMENT}", {"version": "0", "rating": "F"}, LOCKED)
    northfield.client.post(f"{northfield.top}/own-symptoms", status=LOCKED)

    assert northfield.all(AnswerRow.rating) == []


def test_the_rules_hold_below_the_pages(northfield: Northfield, erik: RespondentRow) -> None:
    """Saving checks the state in its own transaction, no matter what calls it."""
    put(northfield, "in-review", "closed")
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        by = Answerer.of(row, erik)
    wanted = ConsensusChange(STATEMENT, 0, Consensus(Rating.F, "Seen"))
    changes: list[Callable[[Any], Any]] = [
        lambda session: save(session, ANSWERS, by, [Submitted(STATEMENT, 1, Answer(Rating.N))]),
        lambda session: save(session, SYMPTOMS, by, [Submitted("repeat-incidents", 0, 1)]),
        lambda session: set_consensus(session, row, northfield.lead, wanted),
    ]

    for change in changes:
        with pytest.raises(Frozen), northfield.database.writing() as session:
            change(session)


def test_in_review_the_assessor_sets_consensus_and_closing_ends_it(northfield: Northfield, erik: RespondentRow) -> None:
    """Once the assessment is closed, the same form is refused."""
    del erik
    put(northfield, "in-review")
    sent = {"version": "0", "rating": "F", "note": "Seen together"}
    northfield.client.post(f"{northfield.top}/workshop/{STATEMENT}", sent)
    put(northfield, "closed")

    northfield.client.post(f"{northfield.top}/workshop/{STATEMENT}", {**sent, "version": "1", "rating": "N"}, LOCKED)

    assert northfield.all(ConsensusRow.rating) == ["F"]
    assert (
        "Set the consensus"
        not in northfield.client.get(f"{northfield.top}/workshop?practice=service-desk&show=all").text
    )


def test_closed_scope_targets_and_method_are_frozen(northfield: Northfield) -> None:
    """The settings are shown without a way to save them."""
    put(northfield, "in-review", "closed")
    sent = new_assessment(northfield, "service-desk", **{"reason.service-desk": "None", "method": "itil-self"})
    version = northfield.one(AssessmentRow.version, id=northfield.assessment.id)

    northfield.client.post(f"{northfield.top}/settings", {**sent, "version": str(version)}, LOCKED)

    assert northfield.one(AssessmentRow.method, id=northfield.assessment.id) == "iso-33020"
    assert northfield.one(AssessmentRow.left_out, id=northfield.assessment.id) == {}
    assert ">Save<" not in northfield.client.get(f"{northfield.top}/settings").text


def test_a_respondent_added_later_changes_nothing_closed(northfield: Northfield, erik: RespondentRow) -> None:
    """Removing one or changing the practices is refused too, but a name can be corrected."""
    mia = northfield.make.respondent(northfield.assessment, name="Mia")
    put(northfield, "in-review", "closed")
    before, page = everything(northfield), northfield.client.get(f"{northfield.top}/respondents").text

    sent = {"new_id": "a" * 16, "name": "Zoe", "practices": ["service-desk"]}
    northfield.client.post(f"{northfield.top}/respondents/new", sent, LOCKED)
    northfield.client.post(f"{northfield.top}/respondents/{mia.id}/remove", status=LOCKED)
    northfield.client.post(f"{northfield.top}/respondents/{mia.id}/link", status=LOCKED)
    changed = {"version": "1", "name": "Erik Olsen", "practices": ["service-desk"]}
    northfield.client.post(f"{northfield.top}/respondents/{erik.id}", changed)

    assert everything(northfield) == before
    assert northfield.one(RespondentRow.name, id=erik.id) == "Erik Olsen"
    after = northfield.client.get(f"{northfield.top}/respondents").text
    assert text_of(after).count("%") == text_of(page).count("%")
    assert "Add a respondent" not in after


def test_a_lead_reopens_with_a_reason_that_the_history_records(northfield: Northfield, erik: RespondentRow) -> None:
    """Without a reason, nothing changes."""
    del erik
    put(northfield, "in-review", "closed")

    assert "Fill this in." in put(northfield, "collecting", status=422)
    put(northfield, "collecting", reason="Erik was ill")

    with northfield.database.reading() as session:
        entries = [(e.who, e.before, e.after) for e in session.query(HistoryEntry).filter_by(kind="state")]
    assert entries == [
        ("Dana Fischer", "collecting answers", "in review"),
        ("Dana Fischer", "in review", "closed"),
        ("Dana Fischer", "closed", "collecting answers\nReason: Erik was ill"),
    ]
    assert "Reason: Erik was ill" in northfield.client.get(f"{northfield.top}/history").text


def test_an_assessor_closes_but_does_not_reopen(northfield: Northfield, sign_in: Callable[[User], PageClient]) -> None:
    """Reopening is up to leads."""
    mia = northfield.make.user("Mia")
    northfield.make.add(Membership(organization_id=northfield.organization.id, user_id=mia.id, role=Role.ASSESSOR))
    client = sign_in(mia)

    client.post(f"{northfield.top}/state", {"version": "1", "to": "in-review"})
    client.post(f"{northfield.top}/state", {"version": "2", "to": "closed"})
    client.post(f"{northfield.top}/state", {"version": "3", "to": "collecting", "reason": "Mine"}, 403)

    assert northfield.one(AssessmentRow.state, id=northfield.assessment.id) is AssessmentState.CLOSED
    assert "Only a lead of Northfield Hospitals can reopen" in text_of(client.get(f"{northfield.top}/state").text)


def test_collecting_cannot_be_closed_without_a_review(northfield: Northfield) -> None:
    """The page doesn't offer it, and the server refuses it."""
    assert "Choose one of these." in put(northfield, "closed", status=422)


def test_two_people_changing_the_state_get_a_conflict(northfield: Northfield) -> None:
    """The second one saw an older version."""
    put(northfield, "in-review")

    northfield.client.post(f"{northfield.top}/state", {"version": "1", "to": "collecting"}, 409)


@pytest.mark.parametrize("path", ["", "/roadmap", "/reports", "/readiness/iso-20000-1", "/agreement", "/respondents"])
def test_every_page_shows_the_state_and_who_closed(northfield: Northfield, erik: RespondentRow, path: str) -> None:
    """The one next action, to plan a roadmap, is shown unless it leads to the page itself."""
    del erik
    put(northfield, "in-review", "closed")

    page = northfield.client.get(f"{northfield.top}{path}").text

    assert f"Closed on {date.today():%-d %b %Y}" in text_of(page)  # noqa: DTZ011 - as the page shows it
    assert "Dana Fischer has closed the assessment." in text_of(page)
    assert ("Plan the roadmap" in page) is (path != "/roadmap")


def test_the_organization_and_the_portfolio_show_the_state(northfield: Northfield, erik: RespondentRow) -> None:
    """From collecting to closed, each with its next action."""
    del erik
    for to, name, action in (
        ("in-review", "In review since", "Finish the review"),
        ("closed", "Closed on", "Plan the roadmap"),
    ):
        put(northfield, to)
        for url in (northfield.pages, "/organizations"):
            page = text_of(northfield.client.get(url).text)
            assert name in page
            assert action in page


def test_an_assessment_with_a_newer_one_is_not_waiting_for_answers(northfield: Northfield, erik: RespondentRow) -> None:
    """Last year's assessment is labeled "not closed"."""
    del erik
    newer = northfield.make.assessment(northfield.organization, "Spring 2027")
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, newer.id).assessed_on = date(2027, 3, 2)

    page = text_of(northfield.client.get(northfield.pages).text)
    results = text_of(northfield.client.get(northfield.top).text)

    assert "Answers are coming in" not in page
    assert "Not closed, although there is a newer assessment" in page
    assert "Not closed, although there is a newer assessment" in results


def test_a_respondent_reads_the_answers_and_whom_to_ask(
    northfield: Northfield, erik: RespondentRow, by_link: PageClient
) -> None:
    """All pages still open, but nothing can be saved."""
    put(northfield, "in-review")

    for path in ("", "/service-desk", "/symptoms", "/upload"):
        page = by_link.get(f"/answer/{erik.id}{path}").text
        assert "If something is wrong, ask Dana Fischer." in text_of(page)
        forms = re.findall(r'<form[^>]* method="post"[^>]*>', page)
        others = [each for each in forms if f'action="/answer/{erik.id}/leave"' not in each]
        assert not others or '<fieldset class="frozen" disabled>' in page
        assert "answering/main.js" not in page
    assert by_link.get(f"/answer/{erik.id}/answers.csv").status_code == 200


def test_the_cover_says_how_final_the_ratings_are_and_who_said_so(northfield: Northfield) -> None:
    """A report without names gives the role instead; only a report of a collecting assessment is preliminary."""

    def cover(names: Names = Names.FULL) -> str:
        with northfield.database.reading() as session:
            return status_on_cover(session, session.get_one(AssessmentRow, northfield.assessment.id), names)

    assert cover() == "Preliminary: answers are still being collected, and figures may change"
    put(northfield, "in-review")
    assert re.fullmatch(r"In review since .+, started by Dana Fischer; ratings may still change", cover())
    put(northfield, "closed")
    assert re.fullmatch(r"Closed on \d+ \w+ \d{4} by Dana Fischer; ratings are final", cover())
    assert " by the lead; " in cover(Names.NONE)
    assert "Dana" not in cover(Names.ROLES)


def test_reopened_answers_can_change_again(northfield: Northfield, erik: RespondentRow, by_link: PageClient) -> None:
    """The same link works again."""
    put(northfield, "in-review", "closed")
    put(northfield, "collecting", reason="Once more")

    by_link.post(f"/answer/{erik.id}/statements/{STATEMENT}", {"version": "1", "rating": "N"}, 200)

    assert sorted(northfield.all(AnswerRow.rating)) == ["F", "N"]


def test_erasing_a_person_stays_possible_and_is_recorded(northfield: Northfield, erik: RespondentRow) -> None:
    """The page warns that closed figures will change; the history records it afterward, without a name."""
    put(northfield, "in-review", "closed")
    url = f"{northfield.pages}/people/{erik.id}/erase"

    assert "Deleting the answers still changes its frozen figures" in text_of(northfield.client.get(url).text)
    northfield.client.post(url, {"answers": "delete"})

    assert northfield.all(AnswerRow.rating) == []
    assert northfield.all(HistoryEntry.after, kind="erasure") == [
        "2 answers deleted at a person's request, after closing"
    ]


def test_planning_and_tracking_go_on_after_closing(northfield: Northfield, erik: RespondentRow) -> None:
    """A roadmap of a closed assessment can be saved."""
    del erik
    put(northfield, "in-review", "closed")
    sent = {"version": "0", "approach": "support-quality", "phases": "4", "phase_weeks": "13", "capacity": "120"}

    northfield.client.post(f"{northfield.top}/roadmap", {**sent, "start": "2026-03-09"})

    assert "Create report" in text_of(northfield.client.get(northfield.top).text)
