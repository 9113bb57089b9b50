"""The state of all that the figures of an assessment are made of: it differs as soon as any of it does.

Each change of an answer, a symptom or a consensus raises its row's version, and none of these rows goes before its
respondent does; so their sums say whether anything changed, without reading what was said. The switch of anonymity
changes the version of the assessment. The questionnaire is frozen, and its scope is part of the assessment's version.

An id may come back: a form that is sent again after what it made was deleted makes it anew, at version 1. So the
moment at which an assessment or a respondent was made is part of the state.
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

Asked = Select[*tuple[Any, ...]]


@dataclass(slots=True)
class Fingerprint:
    """Two states of an assessment are equal where the same figures come out.

    Attributes:
        made_at: when the assessment was.
        versions: of the assessment and of its organization.
        parts: the kind of row, then what says which of them there are and how often they were changed.
    """

    made_at: datetime
    versions: tuple[int, int]
    parts: list[tuple[object, ...]] = field(default_factory=list)


def fingerprints_of(session: Session, rows: Sequence[AssessmentRow]) -> dict[str, Fingerprint]:
    """Return the states of some assessments by id, in the same number of statements for one as for fifty."""
    states = {row.id: Fingerprint(row.created_at, (row.version, row.organization.version)) for row in rows}
    parts: tuple[tuple[str, Asked], ...] = (
        ("respondent", _each(RespondentRow, states).add_columns(RespondentRow.version, RespondentRow.created_at)),
        ("answer", _together(AnswerRow, states).add_columns(func.max(AnswerRow.saved_at))),
        ("symptom", _together(SymptomRow, states)),
        ("consensus", _together(ConsensusRow, states).add_columns(func.max(ConsensusRow.set_at))),
        ("file", _each(Attachment, states)),
    )
    for kind, asked in parts:
        for assessment_id, *part in session.execute(asked):
            states[assessment_id].parts.append((kind, *part))
    return states


def _each(table: type[RespondentRow | Attachment], ids: Iterable[str]) -> Asked:
    return select(table.assessment_id, table.id).where(table.assessment_id.in_(ids)).order_by(table.id)


def _together(table: type[AnswerRow | SymptomRow | ConsensusRow], ids: Iterable[str]) -> Asked:
    query = select(table.assessment_id, func.count(), func.sum(table.version))
    return query.where(table.assessment_id.in_(ids)).group_by(table.assessment_id)
