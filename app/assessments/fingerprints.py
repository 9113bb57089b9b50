"""The fingerprint of an assessment: it changes whenever anything behind the figures changes.

Each change to an answer, a symptom or a consensus rating raises the version of its row, and none of these rows is
deleted before its respondent. The sum of the versions therefore shows whether anything has changed, and the answers
don't have to be read. Changing the scope or the setting for anonymity raises the version of the assessment, and its
questionnaire never changes.

An id can be reused: if a form is sent a second time after its row was deleted, the row is created again with version 1.
The fingerprint therefore also contains the times at which assessments and respondents were created.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment

CountQuery = Select[*tuple[Any, ...]]


@dataclass(slots=True)
class Fingerprint:
    """Equal fingerprints mean equal figures.

    Attributes:
        made_at: when the assessment was created.
        versions: the versions of the assessment and of its organization.
        parts: a kind of row, followed by figures that change with these rows.
    """

    made_at: datetime
    versions: tuple[int, int]
    parts: list[tuple[object, ...]] = field(default_factory=list)


def fingerprints_of(session: Session, rows: Sequence[AssessmentRow]) -> dict[str, Fingerprint]:
    """Return the fingerprints of assessments by id, in a constant number of queries."""
    fingerprints = {row.id: Fingerprint(row.created_at, (row.version, row.organization.version)) for row in rows}
    parts: tuple[tuple[str, CountQuery], ...] = (
        ("respondent", _each(RespondentRow, fingerprints).add_columns(RespondentRow.version, RespondentRow.created_at)),
        ("answer", _together(AnswerRow, fingerprints).add_columns(func.max(AnswerRow.saved_at))),
        ("symptom", _together(SymptomRow, fingerprints)),
        ("consensus", _together(ConsensusRow, fingerprints).add_columns(func.max(ConsensusRow.set_at))),
        ("file", _each(Attachment, fingerprints)),
    )
    for kind, query in parts:
        for assessment_id, *part in session.execute(query):
            fingerprints[assessment_id].parts.append((kind, *part))
    return fingerprints


def _each(table: type[RespondentRow | Attachment], ids: Iterable[str]) -> CountQuery:
    return select(table.assessment_id, table.id).where(table.assessment_id.in_(ids)).order_by(table.id)


def _together(table: type[AnswerRow | SymptomRow | ConsensusRow], ids: Iterable[str]) -> CountQuery:
    query = select(table.assessment_id, func.count(), func.sum(table.version))
    return query.where(table.assessment_id.in_(ids)).group_by(table.assessment_id)
