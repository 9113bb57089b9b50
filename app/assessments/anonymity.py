"""When answers were anonymous, and which respondents must therefore stay anonymous.

The setting of an assessment applies only to later answers. The history records every change to the setting, so an
answer, a symptom or a file is anonymous if it was last changed while the setting was on, whatever the setting is now. A
respondent with any such answer is anonymous throughout the assessment. Otherwise, the names on all other answers would
reveal by elimination who gave the anonymous ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.history import ANONYMITY, ANONYMOUS, NAMED, HistoryEntry

KIND = ANONYMITY
TIMES = ((AnswerRow, AnswerRow.saved_at), (SymptomRow, SymptomRow.saved_at), (Attachment, Attachment.created_at))
"""The rows that respondents create, each with the time that determines whether the row is anonymous."""


@dataclass(frozen=True, slots=True)
class AnonymousPeriod:
    """A period of anonymous answers; `end` is None if the period hasn't ended."""

    start: datetime
    end: datetime | None = None


class Unrecordable(Exception):  # noqa: N818 - describes what happened
    """Nobody may record the answers of this respondent, who is anonymous."""


def unrecordable(session: Session, assessment: AssessmentRow) -> set[str]:
    """Return the ids of the respondents whose answers nobody else may see or record under their names.

    These are all respondents while answers are anonymous, and later everyone who must stay anonymous, or whose earlier
    answers are sealed.
    """
    ours = RespondentRow.assessment_id == assessment.id
    if assessment.anonymous:
        return set(session.scalars(select(RespondentRow.id).where(ours)))
    sealed = session.scalars(select(RespondentRow.id).where(ours, RespondentRow.sealed_at.is_not(None)))
    return anonymous_respondents(session, [assessment]) | set(sealed)


def switch(*, anonymous: bool) -> str:
    """Return a value of the setting in the form that the history stores."""
    return ANONYMOUS if anonymous else NAMED


def periods_of(session: Session, rows: Sequence[AssessmentRow]) -> dict[str, tuple[AnonymousPeriod, ...]]:
    """Return the periods of anonymous answers by assessment, earliest first."""
    query = (
        select(HistoryEntry.assessment_id, HistoryEntry.at, HistoryEntry.after)
        .where(HistoryEntry.kind == KIND, HistoryEntry.assessment_id.in_([row.id for row in rows]))
        .order_by(HistoryEntry.id)
    )
    changes: dict[str, list[tuple[datetime, bool]]] = {row.id: [] for row in rows}
    for assessment_id, at, after in session.execute(query):
        changes[assessment_id].append((at, after == ANONYMOUS))
    return {row.id: _periods(changes[row.id] or [(row.created_at, row.anonymous)]) for row in rows}


def _periods(changes: Iterable[tuple[datetime, bool]]) -> tuple[AnonymousPeriod, ...]:
    found: list[AnonymousPeriod] = []
    for at, anonymous in changes:
        is_on = bool(found) and found[-1].end is None
        if anonymous and not is_on:
            found.append(AnonymousPeriod(at))
        elif is_on and not anonymous:
            found[-1] = AnonymousPeriod(found[-1].start, at)
    return tuple(found)


def within(periods: Sequence[AnonymousPeriod], column: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    """Return the condition that a time falls within one of the periods."""
    return or_(false(), *(and_(column >= each.start, *_before(each, column)) for each in periods))


def _before(period: AnonymousPeriod, column: InstrumentedAttribute[datetime]) -> list[ColumnElement[bool]]:
    return [column < period.end] if period.end else []


def anonymous_respondents(session: Session, rows: Sequence[AssessmentRow]) -> set[str]:
    """Return the ids of the respondents who must stay anonymous because they said or attached something anonymously."""
    periods = periods_of(session, rows)
    concerned = [row.id for row in rows if periods[row.id]]
    if not concerned:
        return set()
    given = []
    for table, time in TIMES:
        in_time = (and_(table.assessment_id == each, within(periods[each], time)) for each in concerned)
        given.append(select(table.respondent_id).where(or_(*in_time)))
    return set(session.scalars(union(*given)))
