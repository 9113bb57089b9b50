"""Saving single answers: versions, history, and messages about errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from app.storage.assessments import AssessmentRow, RespondentRow
from tests.support.factories import Make

if TYPE_CHECKING:
    from .conftest import Answering

ONE = "incident-management.1"


def test_an_answer_is_saved_with_its_version_and_time(answering: Answering) -> None:
    """Texts are trimmed, and the reply contains what is stored."""
    reply = answering.save(ONE, rating="L", evidence=" ticket export of June ", comment="nights differ")

    assert (reply["version"], reply["values"]["evidence"]) == (1, "ticket export of June")
    row = answering.rows()[ONE]
    assert (row.rating, row.evidence, row.comment, row.version) == ("L", "ticket export of June", "nights differ", 1)
    assert reply["saved_at"] == row.saved_at.isoformat(timespec="seconds")


def test_the_history_contains_every_change(answering: Answering) -> None:
    """With the name, and the answer before and after."""
    answering.save(ONE, rating="L")
    answering.save(ONE, 1, rating="F", comment="since May")

    entries = [(each.who, each.kind, each.subject, each.before, each.after) for each in answering.history()]
    assert entries == [
        ("Head of IT", "answer", ONE, "", "L"),
        ("Head of IT", "answer", ONE, "L", "F\nComment: since May"),
    ]


def test_the_history_of_an_anonymous_assessment_identifies_nobody(answering: Answering) -> None:
    """It contains no name, no id, and only the day."""
    with answering.database.writing() as session:
        session.execute(update(AssessmentRow).values(anonymous=True))

    answering.save(ONE, rating="L")

    [entry] = answering.history()
    assert (entry.who, entry.user_id, entry.respondent_id) == ("A respondent", None, None)
    assert (entry.at.hour, entry.at.minute, entry.at.second, entry.at.microsecond) == (0, 0, 0, 0)


def test_an_answer_to_an_outdated_version_is_a_conflict(answering: Answering) -> None:
    """As from a second tab: nothing is overwritten, and the reply contains the stored answer."""
    answering.save(ONE, rating="F", comment="first tab")

    reply = answering.save(ONE, 0, 409, rating="P")

    assert (reply["version"], reply["values"]["rating"], reply["values"]["comment"]) == (1, "F", "first tab")
    assert answering.rows()[ONE].rating == "F"
    assert len(answering.history()) == 1


@pytest.mark.parametrize("version", ["", "-1", "x", "99999999999", "7"])
def test_an_unknown_version_is_a_conflict(answering: Answering, version: str) -> None:
    """Nothing is overwritten."""
    answering.save(ONE, rating="F")

    answering.client.post(answering.url(f"/statements/{ONE}"), {"version": version, "rating": "P"}, 409)

    assert answering.rows()[ONE].rating == "F"


def test_sending_the_same_answer_again_changes_nothing(answering: Answering) -> None:
    """As after a lost reply: no conflict, and no second entry in the history."""
    answering.save(ONE, rating="F")

    assert answering.save(ONE, 0, rating="F")["version"] == 1
    assert len(answering.history()) == 1


def test_a_removed_answer_keeps_a_version(answering: Answering) -> None:
    """The statement counts as open again."""
    answering.save(ONE, rating="F")

    assert answering.save(ONE, 1)["version"] == 2
    row = answering.rows()[ONE]
    assert (row.rating, row.version) == (None, 2)
    assert "1 of 5" not in answering.client.get(answering.url()).text


def test_na_needs_a_reason(answering: Answering) -> None:
    """The message is on the field for the reason."""
    reply = answering.save(ONE, status=422, rating="NA", comment="c")

    assert "Give a reason" in reply["messages"]["reason"]
    assert answering.rows() == {}
    assert answering.save(ONE, rating="NA", reason="bought as a service")["version"] == 1


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"rating": "X"}, "rating", "Choose N, P, L, F, NA or DK."),
        ({"rating": "f"}, "rating", "Choose N, P, L, F, NA or DK."),
        ({"comment": "x" * 16_001}, "comment", "This is 16,001 characters long, more than 16,000"),
        ({"evidence": "x" * 16_001}, "evidence", "16,001 characters"),
        ({"rating": "NA", "reason": " \u200b "}, "reason", "Give a reason"),
    ],
)
def test_invalid_input_is_refused_with_a_message_on_its_field(
    answering: Answering, fields: dict[str, str], field: str, message: str
) -> None:
    """Nothing is saved."""
    reply = answering.save(ONE, 0, 422, **fields)

    assert message in reply["messages"][field]
    assert answering.rows() == {}


def test_control_characters_are_replaced(answering: Answering) -> None:
    """Otherwise, a stored answer could break a report (FL-027)."""
    answering.save(ONE, comment="from a \x1b[0mterminal\x00")

    assert answering.rows()[ONE].comment == "from a \ufffd[0mterminal\ufffd"


@pytest.mark.parametrize("statement", ["incident-management.6", "unknown", "incident-management", "%00", "x" * 500])
def test_an_unknown_statement_is_404(answering: Answering, statement: str) -> None:
    """It makes no difference what the id looks like."""
    answering.client.post(answering.url(f"/statements/{statement}"), {"version": "0", "rating": "F"}, 404)


def test_practices_out_of_scope_or_not_assigned_are_neither_shown_nor_saved(answering: Answering) -> None:
    """Their pages and statements are 404, and the overview doesn't count them."""
    with answering.database.writing() as session:
        session.execute(update(AssessmentRow).values(left_out={"incident-management": "bought"}))
        session.execute(update(RespondentRow).values(practices=["service-desk", "incident-management"]))

    for statement in (ONE, "problem-management.1"):
        answering.client.post(answering.url(f"/statements/{statement}"), {"version": "0", "rating": "F"}, 404)
    answering.client.get(answering.url("/incident-management"), 404)
    page = answering.client.get(answering.url()).text
    assert "Service desk" in page
    assert "of 5 statements in 1 practice," in page
    assert "Incident management" not in page


def test_nobody_sees_or_changes_another_respondents_answers(answering: Answering, make: Make) -> None:
    """This includes respondents of the same assessment."""
    other = make.respondent(answering.assessment, name="Somebody else")

    for path in ("", "/incident-management", "/symptoms", "/answers.xlsx", "/upload"):
        assert answering.client.get(f"/answer/{other.id}{path}", None).status_code in {303, 302, 404}
    assert answering.client.post(f"/answer/{other.id}/statements/{ONE}", {"rating": "F"}, None).status_code == 401


def test_a_request_without_a_csrf_token_is_refused(answering: Answering) -> None:
    """Nothing is saved."""
    answer = answering.client.browser.post(answering.url(f"/statements/{ONE}"), data={"version": "0", "rating": "F"})

    assert answer.status_code == 400
    assert answering.rows() == {}


def test_a_csrf_token_in_the_header_is_accepted(answering: Answering) -> None:
    """Scripts send the token there."""
    answer = answering.client.browser.post(
        answering.url(f"/statements/{ONE}"),
        data={"version": "0", "rating": "F"},
        headers={"X-CSRFToken": answering.client.csrf_token()},
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("value", "status"), [("0", 200), ("3", 200), ("", 200), ("4", 422), ("-1", 422), ("often", 422)]
)
def test_the_answer_to_a_symptom_is_0_to_3_or_empty(answering: Answering, value: str, status: int) -> None:
    """Anything else is refused."""
    answering.client.post(answering.url("/symptoms/repeat-incidents"), {"version": "0", "value": value}, status)


def test_an_outdated_version_of_a_symptom_is_a_conflict(answering: Answering) -> None:
    """The reply contains the stored answer."""
    url = answering.url("/symptoms/repeat-incidents")
    answering.client.post(url, {"version": "0", "value": "3"}, 200)

    assert answering.client.post(url, {"version": "0", "value": "1"}, 409).get_json()["values"] == {"value": "3"}
    answering.client.post(answering.url("/symptoms/unknown"), {"version": "0", "value": "1"}, 404)
