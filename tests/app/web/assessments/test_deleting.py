"""Deleting an assessment."""

from __future__ import annotations

import pytest
from northfield import Northfield

from wayfinder.app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow
from wayfinder.app.storage.history import HistoryEntry

NAME = "Spring 2026"


def test_what_goes_is_counted_first(northfield: Northfield) -> None:
    """A removed answer is none; of an empty assessment nothing is listed."""
    empty = northfield.client.get(f"{northfield.top}/delete").text
    erik = northfield.make.respondent(northfield.assessment)
    northfield.answers(erik, service_desk_1="F", service_desk_2="N")
    northfield.make.add(ConsensusRow(assessment_id=northfield.assessment.id, statement_id="service-desk.1", rating="L"))
    northfield.make.add(
        AnswerRow(assessment_id=northfield.assessment.id, respondent_id=erik.id, statement_id="service-desk.3")
    )

    page = northfield.client.get(f"{northfield.top}/delete").text

    assert "Nothing is in it yet." in empty
    assert [line in page for line in ("1 respondent<", "2 answers<", "1 consensus rating<")] == [True] * 3
    assert "no " not in page.partition("With it go")[2].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"its_name": ""}, 422), ({"its_name": "Spring"}, 422), ({"its_name": NAME, "version": "7"}, 409), ({}, 422)],
    ids=["no name", "another name", "an older version", "nothing"],
)
def test_nothing_goes_by_a_slip(northfield: Northfield, sent: dict[str, str], status: int) -> None:
    """The name is written out, for the version that was shown."""
    northfield.client.post(f"{northfield.top}/delete", {"version": "1", **sent}, status)

    assert northfield.one(AssessmentRow.name) == NAME


def test_all_of_it_goes_and_nothing_else(northfield: Northfield) -> None:
    """No row of any table leads to it any more, and the other assessment is as it was."""
    other = northfield.make.assessment(northfield.organization)
    for assessment in (northfield.assessment, other):
        northfield.answers(northfield.make.respondent(assessment), service_desk_1="F")

    page = northfield.client.post(f"{northfield.top}/delete", {"version": "1", "its_name": " spring 2026 "})

    assert page.headers["Location"] == northfield.pages
    assert northfield.all(AssessmentRow.id) == [other.id]
    assert [northfield.one(table.assessment_id) for table in (RespondentRow, AnswerRow)] == [other.id] * 2
    assert set(northfield.all(HistoryEntry.assessment_id)) == {other.id}
    northfield.client.get(northfield.top, 404)
