"""Saving one answer: by its version, with its history, and with a message where it cannot be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from app.storage.assessments import AssessmentRow, RespondentRow
from tests.support.factories import Make

if TYPE_CHECKING:
    from .conftest import Answering

ONE = "incident-management.1"


def test_an_answer_is_kept_with_its_version_and_its_time(answering: Answering) -> None:
    """Texts are trimmed, and the reply tells what is stored."""
    reply = answering.save(ONE, rating="L", evidence=" ticket export of June ", comment="nights differ")

    assert (reply["version"], reply["values"]["evidence"]) == (1, "ticket export of June")
    row = answering.rows()[ONE]
    assert (row.rating, row.evidence, row.comment, row.version) == ("L", "ticket export of June", "nights differ", 1)
    assert reply["saved_at"] == row.saved_at.isoformat(timespec="seconds")


def test_each_change_is_in_the_history(answering: Answering) -> None:
    """Who, from what, to what."""
    answering.save(ONE, rating="L")
    answering.save(ONE, 1, rating="F", comment="since May")

    told = [(each.who, each.kind, each.subject, each.before, each.after) for each in answering.history()]
    assert told == [
        ("Head of IT", "answer", ONE, "", "L"),
        ("Head of IT", "answer", ONE, "L", "F\nComment: since May"),
    ]


def test_where_answers_show_no_names_the_history_leads_to_nobody(answering: Answering) -> None:
    """No name, no id, and the day instead of the time."""
    with answering.database.writing() as session:
        session.execute(update(AssessmentRow).values(anonymous=True))

    answering.save(ONE, rating="L")

    [entry] = answering.history()
    assert (entry.who, entry.user_id, entry.respondent_id) == ("A respondent", None, None)
    assert (entry.at.hour, entry.at.minute, entry.at.second, entry.at.microsecond) == (0, 0, 0, 0)


def test_an_older_version_overwrites_nothing_and_gets_what_is_stored(answering: Answering) -> None:
    """Two tabs: the second one is told."""
    answering.save(ONE, rating="F", comment="first tab")

    reply = answering.save(ONE, 0, 409, rating="P")

    assert (reply["version"], reply["values"]["rating"], reply["values"]["comment"]) == (1, "F", "first tab")
    assert answering.rows()[ONE].rating == "F"
    assert len(answering.history()) == 1


@pytest.mark.parametrize("version", ["", "-1", "x", "99999999999", "7"])
def test_what_is_no_version_of_it_is_a_conflict(answering: Answering, version: str) -> None:
    """Never a silent overwriting."""
    answering.save(ONE, rating="F")

    answering.client.post(answering.url(f"/statements/{ONE}"), {"version": version, "rating": "P"}, 409)

    assert answering.rows()[ONE].rating == "F"


def test_the_same_sent_again_is_no_conflict_and_no_second_change(answering: Answering) -> None:
    """As after a reply that was lost on its way."""
    answering.save(ONE, rating="F")

    assert answering.save(ONE, 0, rating="F")["version"] == 1
    assert len(answering.history()) == 1


def test_a_removed_answer_stays_removed_with_a_version(answering: Answering) -> None:
    """Unanswered, and not the old value."""
    answering.save(ONE, rating="F")

    assert answering.save(ONE, 1)["version"] == 2
    row = answering.rows()[ONE]
    assert (row.rating, row.version) == (None, 2)
    assert "5 statements" not in answering.client.get(answering.url()).text


def test_a_rating_na_is_kept_together_with_its_reason_only(answering: Answering) -> None:
    """The message stands at the reason."""
    reply = answering.save(ONE, status=422, rating="NA", comment="c")

    assert "together with its reason" in reply["messages"]["reason"]
    assert answering.rows() == {}
    assert answering.save(ONE, rating="NA", reason="bought as a service")["version"] == 1


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"rating": "X"}, "rating", "Choose N, P, L, F, NA or DK."),
        ({"rating": "f"}, "rating", "Choose N, P, L, F, NA or DK."),
        ({"comment": "x" * 16_001}, "comment", "This is 16,001 characters long, more than 16,000"),
        ({"evidence": "x" * 16_001}, "evidence", "16,001 characters"),
        ({"rating": "NA", "reason": " \u200b "}, "reason", "together with its reason"),
    ],
)
def test_bad_input_is_refused_at_its_field(
    answering: Answering, fields: dict[str, str], field: str, message: str
) -> None:
    """Nothing is half written."""
    reply = answering.save(ONE, 0, 422, **fields)

    assert message in reply["messages"][field]
    assert answering.rows() == {}


def test_control_characters_are_replaced_at_the_door(answering: Answering) -> None:
    """No stored answer can break a report (FL-027)."""
    answering.save(ONE, comment="from a \x1b[0mterminal\x00")

    assert answering.rows()[ONE].comment == "from a \ufffd[0mterminal\ufffd"


@pytest.mark.parametrize("statement", ["incident-management.6", "unknown", "incident-management", "%00", "x" * 500])
def test_a_statement_that_is_not_there_is_404(answering: Answering, statement: str) -> None:
    """As is one of a practice that is left out or not asked."""
    answering.client.post(answering.url(f"/statements/{statement}"), {"version": "0", "rating": "F"}, 404)


def test_a_practice_that_is_left_out_or_not_asked_takes_no_answer(answering: Answering) -> None:
    """Neither shown nor saved."""
    with answering.database.writing() as session:
        session.execute(update(AssessmentRow).values(left_out={"incident-management": "bought"}))
        session.execute(update(RespondentRow).values(practices=["service-desk", "incident-management"]))

    for statement in (ONE, "problem-management.1"):
        answering.client.post(answering.url(f"/statements/{statement}"), {"version": "0", "rating": "F"}, 404)
    answering.client.get(answering.url("/incident-management"), 404)
    page = answering.client.get(answering.url()).text
    assert "Service desk" in page
    assert "of 5 statements in 1 practices" in page
    assert "Incident management" not in page


def test_another_respondents_answers_are_neither_seen_nor_changed(answering: Answering, make: Make) -> None:
    """Not even of the same assessment."""
    other = make.respondent(answering.assessment, name="Somebody else")

    for path in ("", "/incident-management", "/symptoms", "/answers.xlsx", "/upload"):
        assert answering.client.get(f"/answer/{other.id}{path}", None).status_code in {303, 302, 404}
    assert answering.client.post(f"/answer/{other.id}/statements/{ONE}", {"rating": "F"}, None).status_code == 401


def test_without_its_token_nothing_is_saved(answering: Answering) -> None:
    """A foreign page cannot answer for one."""
    answer = answering.client.browser.post(answering.url(f"/statements/{ONE}"), data={"version": "0", "rating": "F"})

    assert answer.status_code == 400
    assert answering.rows() == {}


def test_a_token_in_the_header_counts(answering: Answering) -> None:
    """As the script sends it."""
    answer = answering.client.browser.post(
        answering.url(f"/statements/{ONE}"),
        data={"version": "0", "rating": "F"},
        headers={"X-CSRFToken": answering.client.csrf_token()},
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("value", "status"), [("0", 200), ("3", 200), ("", 200), ("4", 422), ("-1", 422), ("often", 422)]
)
def test_a_symptom_is_0_to_3(answering: Answering, value: str, status: int) -> None:
    """Or no answer."""
    answering.client.post(answering.url("/symptoms/repeat-incidents"), {"version": "0", "value": value}, status)


def test_a_symptom_of_an_older_version_is_a_conflict(answering: Answering) -> None:
    """With what is stored."""
    url = answering.url("/symptoms/repeat-incidents")
    answering.client.post(url, {"version": "0", "value": "3"}, 200)

    assert answering.client.post(url, {"version": "0", "value": "1"}, 409).get_json()["values"] == {"value": "3"}
    answering.client.post(answering.url("/symptoms/unknown"), {"version": "0", "value": "1"}, 404)
