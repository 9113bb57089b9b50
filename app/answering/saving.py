"""Keeping what a respondent says: each change by the version that was seen, with its entry in the history.

What was sent for an older version is not kept, and what is stored comes back instead. The same content sent again, as
after a lost reply, is no conflict and no second change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.answering.history import AnswerChange, Answerer, remember
from app.storage.assessments import AnswerRow, SymptomRow
from app.storage.base import new_id, now
from questionnaires.answers.model import Answer
from questionnaires.model import Rating

Content = TypeVar("Content", Answer, "int | None")


@dataclass(frozen=True, slots=True)
class Given(Generic[Content]):
    """What was sent about a statement or a symptom; `version` is the one seen, 0 where nothing was stored."""

    subject: str
    version: int
    content: Content


@dataclass(frozen=True, slots=True)
class Stored(Generic[Content]):
    """What is stored about a statement or a symptom; version 0 where nothing is."""

    version: int
    content: Content
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaveOutcome(Generic[Content]):
    """What became of one thing sent: stored as sent, or not kept because `stored` is newer."""

    subject: str
    kept: bool
    stored: Stored[Content]


@dataclass(frozen=True, slots=True)
class AnswerKind(Generic[Content]):
    """What answers to statements and answers to symptoms do not share."""

    name: str
    table: type[AnswerRow | SymptomRow]
    subject: InstrumentedAttribute[str]
    nothing: Content
    read: Callable[[Any], Stored[Content]]
    values: Callable[[Content, datetime], dict[str, Any]]
    words: Callable[[Content], str]


def words(answer: Answer) -> str:
    """Return an answer as the history keeps it; nothing for none."""
    texts = (("Reason", answer.reason), ("Evidence", answer.evidence), ("Comment", answer.comment))
    said = [answer.rating.value] if answer.rating else []
    return "\n".join([*said, *(f"{name}: {text}" for name, text in texts if text)])


def _stored_answer(row: AnswerRow) -> Stored[Answer]:
    rating = Rating(row.rating) if row.rating else None
    return Stored(row.version, Answer(rating, row.evidence, row.comment, row.reason), row.saved_at)


def _answer_values(answer: Answer, at: datetime) -> dict[str, Any]:
    return {
        "rating": answer.rating.value if answer.rating else None,
        "evidence": answer.evidence,
        "comment": answer.comment,
        "reason": answer.reason,
        "saved_at": at,
    }


ANSWERS: AnswerKind[Answer] = AnswerKind(
    name="answer",
    table=AnswerRow,
    subject=AnswerRow.statement_id,
    nothing=Answer(None),
    read=_stored_answer,
    values=_answer_values,
    words=words,
)
SYMPTOMS: AnswerKind[int | None] = AnswerKind(
    name="symptom",
    table=SymptomRow,
    subject=SymptomRow.symptom_id,
    nothing=None,
    read=lambda row: Stored(row.version, row.value),
    values=lambda value, _at: {"value": value},
    words=lambda value: "" if value is None else str(value),
)


def stored(
    session: Session, kind: AnswerKind[Content], respondent_id: str, only: Iterable[str] = ()
) -> dict[str, Stored[Content]]:
    """Return what is stored by subject, removed answers too, since they have a version."""
    query = select(kind.table).where(kind.table.respondent_id == respondent_id)
    if wanted := list(only):
        query = query.where(kind.subject.in_(wanted))
    rows = session.scalars(query.execution_options(populate_existing=True))
    return {getattr(row, kind.subject.key): kind.read(row) for row in rows}


def save(
    session: Session, kind: AnswerKind[Content], by: Answerer, given: Sequence[Given[Content]]
) -> list[SaveOutcome[Content]]:
    """Keep what was sent; each stands for itself, so that one that was overtaken holds up no other."""
    subjects = [each.subject for each in given]
    before = stored(session, kind, by.respondent_id, subjects)
    outcomes = []
    for each in given:
        outcome = _save(session, kind, by, each, before.get(each.subject, Stored(0, kind.nothing)))
        if outcome is None:  # somebody was quicker after `before` was read
            newer = stored(session, kind, by.respondent_id, [each.subject])
            outcome = SaveOutcome(each.subject, kept=False, stored=newer[each.subject])
        outcomes.append(outcome)
    return outcomes


def _save(
    session: Session, kind: AnswerKind[Content], by: Answerer, given: Given[Content], before: Stored[Content]
) -> SaveOutcome[Content] | None:
    if given.content == before.content:
        return SaveOutcome(given.subject, kept=True, stored=before)
    if given.version != before.version:
        return SaveOutcome(given.subject, kept=False, stored=before)
    at = now()
    version = _upsert(session, kind, by, given, at)
    if version is None:
        return None
    remember(session, by, AnswerChange(kind.name, given.subject, kind.words(before.content), kind.words(given.content)))
    return SaveOutcome(given.subject, kept=True, stored=Stored(version, given.content, at))


def _upsert(
    session: Session, kind: AnswerKind[Content], by: Answerer, given: Given[Content], at: datetime
) -> int | None:
    """Return the new version, or None where the stored one is not the one that was seen."""
    table, values = kind.table, kind.values(given.content, at)
    key = {"respondent_id": by.respondent_id, kind.subject.key: given.subject}
    new = _insert(session.get_bind().dialect, table).values(
        id=new_id(), assessment_id=by.assessment_id, version=1, **key, **values
    )
    changed = new.on_conflict_do_update(
        index_elements=list(key), set_={**values, "version": table.version + 1}, where=table.version == given.version
    ).returning(table.version)
    return session.execute(changed).scalar_one_or_none()


def _insert(dialect: Dialect, table: type[AnswerRow | SymptomRow]) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
