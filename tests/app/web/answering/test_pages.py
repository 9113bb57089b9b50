"""The pages of answering without scripts: where one stands, one practice, the symptoms, and being finished."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import event, select, update

from app.storage.assessments import AssessmentRow, RespondentRow, SymptomRow

if TYPE_CHECKING:
    from .conftest import Answering

PRACTICE = "/incident-management"


def form(*, versions: int = 0, mark: str = "", before: str = "", **ratings: str) -> dict[str, str]:
    """Return a practice's form; `level1="F"` rates."""
    sent = {"mark": mark, "mark-before": before}
    for level in range(1, 6):
        sent[f"incident-management.{level}:version"] = str(versions)
        sent[f"incident-management.{level}:rating"] = ratings.get(f"level{level}", "")
    return sent


def test_an_empty_overview_says_how_long_it_takes_and_where_to_begin(answering: Answering) -> None:
    """All minutes are left."""
    page = answering.client.get(answering.url()).text

    assert "0 of 170 statements in 34 practices; about <strong>25 minutes</strong> left" in page
    assert "Begin with Architecture management" in page


def test_the_overview_leads_to_the_first_open_practice(answering: Answering) -> None:
    """Minutes fall with what is answered: 25 minutes times 165 of 170, rounded up."""
    for level in range(1, 6):
        answering.save(f"architecture-management.{level}", rating="DK")

    page = answering.client.get(answering.url()).text

    assert "5 of 170" in page
    assert "<strong>3 %</strong>" in page
    assert "about <strong>25 minutes</strong>" in page
    assert "Go on with Continual improvement" in page


def test_being_finished_can_be_undone(answering: Answering) -> None:
    """Nothing is locked by it."""

    def finished() -> bool:
        with answering.database.reading() as session:
            return session.execute(select(RespondentRow.finished_at)).scalar_one() is not None

    answering.client.post(answering.url("/finish"))
    answering.client.post(answering.url("/finish"))
    assert finished()
    assert "I am not finished after all" in answering.client.get(answering.url()).text
    answering.save("incident-management.1", rating="F")

    answering.client.post(answering.url("/resume"))
    assert not finished()


def test_an_anonymous_assessment_tells_what_cannot_be_hidden(answering: Answering) -> None:
    """Before anything is written (FL-031)."""
    with answering.database.writing() as session:
        session.execute(update(AssessmentRow).values(anonymous=True))

    assert "may still tell who you are" in answering.client.get(answering.url()).text


def test_a_form_saves_a_mark_and_leads_on(answering: Answering) -> None:
    """F up to it, N above."""
    sent = answering.client.post(answering.url(PRACTICE), form(mark="2") | {"onward": "yes"})

    assert sent.headers["Location"].endswith("/it-asset-management")
    assert answering.ratings("incident-management") == "F F N N N"


def test_a_moved_mark_keeps_what_was_rated_one_by_one(answering: Answering) -> None:
    """From 2 to 4, with level 3 rated P by hand."""
    answering.client.post(answering.url(PRACTICE), form(mark="2"))
    ratings = {"level1": "F", "level2": "F", "level3": "P", "level4": "N", "level5": "N"}

    answering.client.post(answering.url(PRACTICE), form(versions=1, mark="4", before="2", **ratings))

    assert answering.ratings("incident-management") == "F F P F N"


def test_a_mark_that_was_not_moved_sets_nothing(answering: Answering) -> None:
    """A single rating was changed beside it."""
    answering.client.post(answering.url(PRACTICE), form(mark="2"))
    ratings = {"level1": "F", "level2": "L", "level3": "N", "level4": "N", "level5": "N"}

    answering.client.post(answering.url(PRACTICE), form(versions=1, mark="2", before="2", **ratings))

    assert answering.ratings("incident-management") == "F L N N N"


def test_a_practice_that_does_not_apply_needs_one_reason(answering: Answering) -> None:
    """Given at the ladder, it stands with each statement."""
    refused = answering.client.post(answering.url(PRACTICE), form(mark="NA"), 422).text
    assert "Each NA is saved together with its reason only" in refused
    assert answering.rows() == {}

    answering.client.post(answering.url(PRACTICE), form(mark="NA") | {"mark-reason": "no such service"})

    assert answering.ratings("incident-management") == "NA NA NA NA NA"
    assert answering.rows()["incident-management.5"].reason == "no such service"


def test_a_moved_mark_lets_no_text_in_that_is_refused_without_it(answering: Answering) -> None:
    """Too long beside a statement, or as the reason for all of them."""
    long = "x" * 16_001

    beside = answering.client.post(
        answering.url(PRACTICE), form(mark="2") | {"incident-management.2:comment": long}, 422
    )
    for_all = answering.client.post(answering.url(PRACTICE), form(mark="NA") | {"mark-reason": long}, 422)

    assert "16,001 characters long" in beside.text
    assert for_all.text.count("16,001 characters long") == 5
    assert [row for row in answering.rows().values() if long in (row.comment, row.reason)] == []


def test_a_refused_page_keeps_the_reason_that_was_typed_at_the_ladder(answering: Answering) -> None:
    """It counts for no statement until all of them are sent again."""
    sent = form(level1="NA") | {"mark-reason": "no such service"}

    page = answering.client.post(answering.url(PRACTICE), sent, 422).text

    assert re.search(r'<textarea id="mark-reason"[^>]*>\s*no such service</textarea>', page)


def test_what_is_wrong_stands_at_its_field_and_the_rest_is_saved(answering: Answering) -> None:
    """Nothing that was typed is lost."""
    sent = form(level1="F", level2="NA") | {"incident-management.2:comment": "typed long"}

    page = answering.client.post(answering.url(PRACTICE), sent, 422).text

    assert "Say why it does not apply" in page
    assert "typed long" in page
    assert answering.ratings("incident-management") == "F . . . ."


def test_a_form_of_an_older_version_shows_both(answering: Answering) -> None:
    """What is stored, and what was sent; the next save is of the newer version."""
    answering.save("incident-management.1", rating="F", comment="from the other tab")

    page = answering.client.post(answering.url(PRACTICE), form(level1="P", level2="L"), 409).text

    assert "from the other tab" in page
    assert answering.ratings("incident-management") == "F L . . ."
    answering.client.post(answering.url(PRACTICE), form(level1="P") | {"incident-management.1:version": "1"}, None)
    assert answering.rows()["incident-management.1"].rating == "P"


def test_a_form_with_nothing_in_it_changes_nothing(answering: Answering) -> None:
    """Nor one with a mark that is none."""
    answering.client.post(answering.url(PRACTICE), {})
    answering.client.post(answering.url(PRACTICE), {"mark": "9", "mark-before": ""})

    assert answering.rows() == {}


def test_symptoms_are_saved_as_one_page(answering: Answering) -> None:
    """Those left out stay unanswered."""
    sent = {"repeat-incidents:version": "0", "repeat-incidents:value": "3"}

    answering.client.post(answering.url("/symptoms"), sent)

    with answering.database.reading() as session:
        assert session.execute(select(SymptomRow.symptom_id, SymptomRow.value)).all() == [("repeat-incidents", 3)]
    assert answering.client.post(answering.url("/symptoms"), sent | {"repeat-incidents:value": "1"}, 409)
    assert answering.client.post(answering.url("/symptoms"), sent | {"repeat-incidents:value": "9"}, 422)


def test_the_overview_takes_the_same_statements_however_much_is_said(answering: Answering) -> None:
    """It grows with nothing; a frozen questionnaire is read once."""
    statements_of(answering, "")
    before = statements_of(answering, "")
    for level in range(1, 6):
        answering.save(f"service-desk.{level}", rating="F", comment="c")

    assert statements_of(answering, "") == before


def statements_of(answering: Answering, path: str) -> int:
    """Return how many SQL statements a page takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(answering.database.engine, "before_cursor_execute", note)
    answering.client.get(answering.url(path))
    event.remove(answering.database.engine, "before_cursor_execute", note)
    return len(seen)
