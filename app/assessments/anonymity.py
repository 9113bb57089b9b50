"""When answers were given without names, and whose names are therefore not shown.

The switch of an assessment counts for later answers only. Each turn of it is an entry of the history, so an answer is
anonymous if it was last changed while the switch was on, whatever the switch says now. Somebody who gave any such
answer is shown anonymous throughout the assessment: a name on the others would give it away by what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.storage.assessments import AnswerRow, AssessmentRow, SymptomRow
from app.storage.history import HistoryEntry

KIND = "anonymity"
NAMED, ANONYMOUS = "named", "anonymous"


@dataclass(frozen=True, slots=True)
class AnonymousPeriod:
    """A time in which answers were given without names; it lasts while `end` is None."""

    start: datetime
    end: datetime | None = None


def switch(*, anonymous: bool) -> str:
    """Return a state of the switch as the history has it."""
    return ANONYMOUS if anonymous else NAMED


def periods_of(session: Session, rows: Sequence[AssessmentRow]) -> dict[str, tuple[AnonymousPeriod, ...]]:
    """Return by assessment when answers were given without names, earliest first."""
    query = (
        select(HistoryEntry.assessment_id, HistoryEntry.at, HistoryEntry.after)
        .where(HistoryEntry.kind == KIND, HistoryEntry.assessment_id.in_([row.id for row in rows]))
        .order_by(HistoryEntry.id)
    )
    turns: dict[str, list[tuple[datetime, bool]]] = {row.id: [] for row in rows}
    for assessment_id, at, after in session.execute(query):
        turns[assessment_id].append((at, after == ANONYMOUS))
    return {row.id: _periods(turns[row.id] or [(row.created_at, row.anonymous)]) for row in rows}


def _periods(turns: Iterable[tuple[datetime, bool]]) -> tuple[AnonymousPeriod, ...]:
    found: list[AnonymousPeriod] = []
    for at, anonymous in turns:
        is_on = bool(found) and found[-1].end is None
        if anonymous and not is_on:
            found.append(AnonymousPeriod(at))
        elif is_on and not anonymous:
            found[-1] = AnonymousPeriod(found[-1].start, at)
    return tuple(found)


def within(periods: Sequence[AnonymousPeriod], column: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    """Return the condition that a moment lies in one of the periods."""
    return or_(false(), *(and_(column >= each.start, *_before(each, column)) for each in periods))


def _before(period: AnonymousPeriod, column: InstrumentedAttribute[datetime]) -> list[ColumnElement[bool]]:
    return [column < period.end] if period.end else []


def anonymous_respondents(session: Session, rows: Sequence[AssessmentRow]) -> set[str]:
    """Return the ids of the respondents that are shown without names."""
    periods = periods_of(session, rows)
    concerned = [row.id for row in rows if periods[row.id]]
    if not concerned:
        return set()
    in_time = (and_(AnswerRow.assessment_id == each, within(periods[each], AnswerRow.saved_at)) for each in concerned)
    answered = select(AnswerRow.respondent_id).where(or_(*in_time))
    any_answer = select(AnswerRow.respondent_id).where(AnswerRow.assessment_id.in_(concerned))
    only_symptoms = select(SymptomRow.respondent_id).where(
        SymptomRow.assessment_id.in_(concerned), SymptomRow.respondent_id.not_in(any_answer)
    )
    return set(session.scalars(union(answered, only_symptoms)))
