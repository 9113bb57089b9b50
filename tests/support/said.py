"""Stores respondents' answers, given in shorthand: `{"incident-management": "F NA/L P - DK"}`.

Spaces separate levels, and slashes separate respondents. A dash is unanswered; a star after a rating is evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.assessments.releasing import release
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow
from app.storage.base import Base
from tests.support.factories import Make

REASON = "Done for us by the group."


def say(make: Make, assessment: AssessmentRow, sheets: Mapping[str, str], names: tuple[str, ...] = ()) -> list[str]:
    """Store the answers of a quick scan, and return the ids of the respondents.

    Args:
        make: the maker of rows.
        assessment: an assessment without respondents.
        sheets: the answers in shorthand, by practice id.
        names: the respondents' names; any further names are made up.
    """
    many = max(len(cell.split("/")) for sheet in sheets.values() for cell in sheet.split())
    given = [*names, *(f"Person {number}" for number in range(len(names) + 1, many + 1))]
    people = [
        RespondentRow(assessment_id=assessment.id, name=name, role=f"role {number}")
        for number, name in enumerate(given[:many], 1)
    ]
    add_all(make, people)
    add_all(make, [row for practice, sheet in sheets.items() for row in _answers(assessment, people, practice, sheet)])
    with make.database.writing() as session:
        release(session, assessment.id)
    return [each.id for each in people]


def _answers(assessment: AssessmentRow, people: list[RespondentRow], practice: str, sheet: str) -> list[AnswerRow]:
    return [
        AnswerRow(
            assessment_id=assessment.id,
            respondent_id=people[voice].id,
            statement_id=f"{practice}.{level}",
            rating=word.rstrip("*"),
            evidence="Seen." if word.endswith("*") else "",
            reason=REASON if word == "NA" else "",
        )
        for level, cell in enumerate(sheet.split(), 1)
        for voice, word in enumerate(cell.split("/"))
        if word != "-"
    ]


def agree(make: Make, assessment: AssessmentRow, statement: str, rating: str, note: str = "Agreed.") -> ConsensusRow:
    """Store a consensus."""
    row: ConsensusRow = make.add(
        ConsensusRow(assessment_id=assessment.id, statement_id=statement, rating=rating, note=note)
    )
    return row


def add_all(make: Make, rows: Sequence[Base]) -> None:
    """Store several rows in one transaction."""
    with make.database.writing() as session:
        session.add_all(rows)
