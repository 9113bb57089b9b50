"""The pages of answering without scripts: overview, practice and symptoms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import event, select, update

from app.answering.scope import full_questionnaire
from app.people.invitations import make_invitation
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow, SymptomRow
from app.web import sessions
from tests.support.factories import Make
from tests.support.page_client import PageClient

if TYPE_CHECKING:
    from .conftest import Answering

PRACTICE = "/incident-management"


def form(*, versions: int = 0, mark: str = "", before: str = "", **ratings: str) -> dict[str, str]:
    """Return the fields of a practice's form; `level1="F"` rates the first level."""
    sent = {"mark": mark, "mark-before": before}
    for level in range(1, 6):
        sent[f"incident-management.{level}:version"] = str(versions)
        sent[f"incident-management.{level}:rating"] = ratings.get(f"level{level}", "")
    return sent


def test_an_empty_overview_says_how_long_it_takes_and_where_to_start(answering: Answering) -> None:
    """With nothing answered, all minutes are left."""
    page = answering.client.get(answering.url()).text

    assert "0 of 170 statements in 34 practices, about <strong>25 minutes</strong> left" in page
    assert "Start with Architecture management" in page


def test_the_overview_links_to_the_first_open_practice(answering: Answering) -> None:
    """The minutes decrease with each answer: 25 minutes times 165 of 170, rounded up."""
    for level in range(1, 6):
        answering.save(f"architecture-management.{level}", rating="DK")

    page = answering.client.get(answering.url()).text

    assert "5 of 170" in page
    assert "<strong>3%</strong>" in page
    assert "about <strong>25 minutes</strong>" in page
    assert "Continue with Continual improvement" in page


def test_marking_answers_as_finished_can_be_undone(answering: Answering) -> None:
    """It locks nothing."""

    def finished() -> bool:
        with answering.database.reading() as session:
            return session.execute(select(RespondentRow.finished_at)).scalar_one() is not None

    for _ in range(2):
        answering.client.post(answering.url("/finish"), {"anyway": "yes"})
    assert finished()
    assert "I&#39;m not finished yet" in answering.client.get(answering.url()).text
    answering.save("incident-management.1", rating="F")

    answering.client.post(answering.url("/resume"))
    assert not finished()


def test_finishing_with_much_open_asks_first(answering: Answering) -> None:
    """The page says how much is open; its button confirms, without a script too."""
    page = answering.client.post(answering.url("/finish"), status=200).text

    assert "<strong>170 of 170 statements</strong> are still open. They take about 25 minutes." in page
    assert f'action="{answering.url("/finish")}"' in page
    assert 'name="anyway" value="yes"' in page
    with answering.database.reading() as session:
        assert session.execute(select(RespondentRow.finished_at)).scalar_one() is None
    answer = answering.client.post(answering.url("/finish"), {"anyway": "yes"})
    assert "end your session</a> now" in answering.client.follow(answer).text


def test_finishing_with_little_open_does_not_ask(answering: Answering) -> None:
    """A tenth of the statements may be open: 17 of 170."""
    with answering.database.writing() as session:
        statements = list(full_questionnaire(session, answering.assessment).statement)
        ids = {"assessment_id": answering.assessment.id, "respondent_id": answering.respondent.id}
        session.add_all(AnswerRow(**ids, statement_id=each, rating="F") for each in statements[17:])

    answering.client.post(answering.url("/finish"))


def test_leaving_a_shared_computer_ends_the_session(answering: Answering) -> None:
    """FL-046: the session ends on the server, and every page asks for the link, never for a password."""
    token = answering.client.browser.get_cookie("wayfinder-answering")
    assert token
    assert "forget me on this device" in answering.client.get(answering.url()).text

    answer = answering.client.post(answering.url("/leave"))

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    left = answering.client.follow(answer).text
    assert "open your personal link again" in left
    assert "js/answering/forget.js" in left
    for path in ("", PRACTICE, "/symptoms"):
        page = answering.client.get(answering.url(path), 401).text
        assert "Open your personal link again" in page
        assert "sign-in" not in page.partition("<main")[2]
    stolen = PageClient(answering.client.app)
    stolen.browser.set_cookie("wayfinder-answering", token.value)
    stolen.get(answering.url(), 401)


def test_an_ended_session_asks_for_the_link(answering: Answering) -> None:
    """It makes no difference why it ended.

    The page is the same for an unknown id, and the link starts a new session.
    """
    with answering.database.writing() as session:
        sessions.revoke_respondent(session, answering.respondent.id)
        link = make_invitation(session, answering.respondent.id)

    pages = [answering.client.get(url, 401).text for url in (answering.url(), "/answer/never-was-there0")]

    assert all("Your session on this device has ended" in page for page in pages)
    answering.client.post(f"/invitations/{link}")
    answering.client.get(answering.url())


def test_a_browser_without_a_session_is_told_of_the_link_when_signing_in(
    app: Flask, make: Make, answering: Answering
) -> None:
    """This happens, for example, when the URL of the questionnaire is opened on another device."""
    make.user()
    client = PageClient(app)

    page = client.follow(client.get(answering.url(), 302)).text

    assert "Were you sent a personal link? Open it again." in page


def test_a_member_is_not_offered_to_leave(app: Flask, make: Make) -> None:
    """A member signs out instead; the address for leaving changes nothing."""
    user = make.user("Erik")
    respondent = make.respondent(make.assessment(make.organization(respondent=user)), user)
    client = PageClient(app)
    client.sign_in(user)

    assert "forget me on this device" not in client.get(f"/answer/{respondent.id}").text
    client.post(f"/answer/{respondent.id}/leave")
    client.get(f"/answer/{respondent.id}")


def test_an_anonymous_assessment_warns_about_what_can_reveal_a_name(answering: Answering) -> None:
    """The warning is shown before anything is entered (FL-031)."""
    with answering.database.writing() as session:
        session.execute(update(AssessmentRow).values(anonymous=True))

    assert "may still reveal who you are" in answering.client.get(answering.url()).text


def test_the_form_saves_a_mark_and_leads_to_the_next_practice(answering: Answering) -> None:
    """A mark rates statements up to it F and those above it N."""
    sent = answering.client.post(answering.url(PRACTICE), form(mark="2") | {"continue": "yes"})

    assert sent.headers["Location"].endswith("/it-asset-management")
    assert answering.ratings("incident-management") == "F F N N N"


def test_moving_a_mark_keeps_single_ratings(answering: Answering) -> None:
    """From 2 to 4, with level 3 rated P individually."""
    answering.client.post(answering.url(PRACTICE), form(mark="2"))
    ratings = {"level1": "F", "level2": "F", "level3": "P", "level4": "N", "level5": "N"}

    answering.client.post(answering.url(PRACTICE), form(versions=1, mark="4", before="2", **ratings))

    assert answering.ratings("incident-management") == "F F P F N"


def test_a_mark_that_was_not_moved_changes_nothing(answering: Answering) -> None:
    """Only the single rating that was changed is saved."""
    answering.client.post(answering.url(PRACTICE), form(mark="2"))
    ratings = {"level1": "F", "level2": "L", "level3": "N", "level4": "N", "level5": "N"}

    answering.client.post(answering.url(PRACTICE), form(versions=1, mark="2", before="2", **ratings))

    assert answering.ratings("incident-management") == "F L N N N"


def test_a_practice_that_does_not_apply_needs_only_one_reason(answering: Answering) -> None:
    """The reason at the ladder is saved with each statement."""
    refused = answering.client.post(answering.url(PRACTICE), form(mark="NA"), 422).text
    assert "Give a reason to save" in refused
    assert answering.rows() == {}

    answering.client.post(answering.url(PRACTICE), form(mark="NA") | {"mark-reason": "no such service"})

    assert answering.ratings("incident-management") == "NA NA NA NA NA"
    assert answering.rows()["incident-management.5"].reason == "no such service"


def test_a_moved_mark_does_not_bypass_the_limit_for_text(answering: Answering) -> None:
    """The limit applies to comments and to the reason for all statements."""
    long = "x" * 16_001

    beside = answering.client.post(
        answering.url(PRACTICE), form(mark="2") | {"incident-management.2:comment": long}, 422
    )
    for_all = answering.client.post(answering.url(PRACTICE), form(mark="NA") | {"mark-reason": long}, 422)

    assert "16,001 characters long" in beside.text
    assert for_all.text.count("16,001 characters long") == 5
    assert [row for row in answering.rows().values() if long in (row.comment, row.reason)] == []


def test_a_refused_form_keeps_the_reason_at_the_ladder(answering: Answering) -> None:
    """It is saved for no statement until the form is accepted."""
    sent = form(level1="NA") | {"mark-reason": "no such service"}

    page = answering.client.post(answering.url(PRACTICE), sent, 422).text

    assert re.search(r'<textarea id="mark-reason"[^>]*>\s*no such service</textarea>', page)


def test_errors_are_on_their_fields_and_the_rest_is_saved(answering: Answering) -> None:
    """No text that was entered is lost."""
    sent = form(level1="F", level2="NA") | {"incident-management.2:comment": "typed long"}

    page = answering.client.post(answering.url(PRACTICE), sent, 422).text

    assert "Give a reason to save" in page
    assert "typed long" in page
    assert answering.ratings("incident-management") == "F . . . ."


def test_an_outdated_form_shows_both_versions(answering: Answering) -> None:
    """The stored answer and the one that was sent; sending the form again overwrites the stored one."""
    answering.save("incident-management.1", rating="F", comment="from the other tab")

    page = answering.client.post(answering.url(PRACTICE), form(level1="P", level2="L"), 409).text

    assert "from the other tab" in page
    assert answering.ratings("incident-management") == "F L . . ."
    answering.client.post(answering.url(PRACTICE), form(level1="P") | {"incident-management.1:version": "1"}, None)
    assert answering.rows()["incident-management.1"].rating == "P"


def test_an_empty_form_changes_nothing(answering: Answering) -> None:
    """An invalid mark changes nothing either."""
    answering.client.post(answering.url(PRACTICE), {})
    answering.client.post(answering.url(PRACTICE), {"mark": "9", "mark-before": ""})

    assert answering.rows() == {}


def test_the_symptoms_are_saved_together(answering: Answering) -> None:
    """Skipped ones stay unanswered."""
    sent = {"repeat-incidents:version": "0", "repeat-incidents:value": "3"}

    answering.client.post(answering.url("/symptoms"), sent)

    with answering.database.reading() as session:
        assert session.execute(select(SymptomRow.symptom_id, SymptomRow.value)).all() == [("repeat-incidents", 3)]
    assert answering.client.post(answering.url("/symptoms"), sent | {"repeat-incidents:value": "1"}, 409)
    assert answering.client.post(answering.url("/symptoms"), sent | {"repeat-incidents:value": "9"}, 422)


def test_the_number_of_queries_of_the_overview_is_constant(answering: Answering) -> None:
    """It doesn't grow with the answers, and the questionnaire is cached."""
    queries_of(answering, "")
    before = queries_of(answering, "")
    for level in range(1, 6):
        answering.save(f"service-desk.{level}", rating="F", comment="c")

    assert queries_of(answering, "") == before


def queries_of(answering: Answering, path: str) -> int:
    """Return the number of SQL queries of a page."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(answering.database.engine, "before_cursor_execute", note)
    answering.client.get(answering.url(path))
    event.remove(answering.database.engine, "before_cursor_execute", note)
    return len(seen)
