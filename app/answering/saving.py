"""Saving a respondent's answers and symptoms, with optimistic locking and an entry in the history.

A submission for an outdated version isn't saved; the caller gets what is stored instead. Submitting the same value
again, for example after a lost reply, is neither a conflict nor a second change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.answering.history import Answerer, RespondentChange, as_of_now, record
from app.assessments.releasing import release
from app.assessments.states import ANSWERING, require
from app.storage.assessments import AnswerRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.base import new_id, now
from questionnaires.answers.model import Answer
from questionnaires.model import Rating

Value = TypeVar("Value", Answer, "int | None")

NO_ANSWER = Answer(None)


@dataclass(frozen=True, slots=True)
class Submitted(Generic[Value]):
    """A value submitted for a statement or symptom; `version` is the one that the sender saw, 0 if nothing was stored.

    Attributes:
        confirms: whether submitting the same value confirms an answer that was carried over; a different value always
            does.
        adopts: whether submitting the same value turns an answer recorded by someone else into the respondent's own.
    """

    subject: str
    version: int
    value: Value
    confirms: bool = False
    adopts: bool = False


@dataclass(frozen=True, slots=True)
class Stored(Generic[Value]):
    """The stored value of a statement or symptom; version 0 if there is none. A sealed value isn't shown.

    Attributes:
        carried: where an unconfirmed answer was carried over from.
        recorded_name: the name of the lead or assessor who recorded it; "" if the respondent gave it.
    """

    version: int
    value: Value
    saved_at: datetime | None = None
    carried: Mapping[str, str] | None = None
    is_sealed: bool = False
    recorded_name: str = ""


@dataclass(frozen=True, slots=True)
class SaveOutcome(Generic[Value]):
    """The outcome of one submission: either the value was saved, or `stored` is a newer value, which was kept."""

    subject: str
    is_saved: bool
    stored: Stored[Value]


@dataclass(frozen=True, slots=True)
class AnswerKind(Generic[Value]):
    """What differs between answers to statements and answers to symptoms."""

    name: str
    table: type[AnswerRow | SymptomRow]
    subject: InstrumentedAttribute[str]
    nothing: Value
    read: Callable[[Any], Stored[Value]]
    columns: Callable[[Value, datetime], dict[str, Any]]
    text: Callable[[Value], str]


def answer_text(answer: Answer) -> str:
    """Return an answer as text for the history; "" for an empty answer."""
    texts = (("Reason", answer.reason), ("Evidence", answer.evidence), ("Comment", answer.comment))
    rating = [answer.rating.value] if answer.rating else []
    return "\n".join([*rating, *(f"{name}: {text}" for name, text in texts if text)])


def answer_of(row: AnswerRow) -> Answer:
    """Return the answer in a row."""
    return Answer(Rating(row.rating) if row.rating else None, row.evidence, row.comment, row.reason)


def _stored_answer(row: AnswerRow) -> Stored[Answer]:
    if row.is_sealed:
        return Stored(row.version, NO_ANSWER, is_sealed=True)
    return Stored(row.version, answer_of(row), row.saved_at, row.carried, recorded_name=row.recorded_name)


def _stored_symptom(row: SymptomRow) -> Stored[int | None]:
    if row.is_sealed:
        return Stored(row.version, None, is_sealed=True)
    return Stored(row.version, row.value, recorded_name=row.recorded_name)


def _answer_columns(answer: Answer, at: datetime) -> dict[str, Any]:
    return {
        "rating": answer.rating.value if answer.rating else None,
        "evidence": answer.evidence,
        "comment": answer.comment,
        "reason": answer.reason,
        "carried": None,
        "saved_at": at,
        "is_sealed": False,
        "is_held": True,
    }


ANSWERS: AnswerKind[Answer] = AnswerKind(
    name="answer",
    table=AnswerRow,
    subject=AnswerRow.statement_id,
    nothing=NO_ANSWER,
    read=_stored_answer,
    columns=_answer_columns,
    text=answer_text,
)
SYMPTOMS: AnswerKind[int | None] = AnswerKind(
    name="symptom",
    table=SymptomRow,
    subject=SymptomRow.symptom_id,
    nothing=None,
    read=_stored_symptom,
    columns=lambda value, at: {"value": value, "saved_at": at, "is_sealed": False, "is_held": True},
    text=lambda value: "" if value is None else str(value),
)


def stored(
    session: Session, kind: AnswerKind[Value], respondent_id: str, only: Iterable[str] = ()
) -> dict[str, Stored[Value]]:
    """Return what is stored, by subject. Removed answers are included, because they still have a version."""
    return stored_of(session, kind, [respondent_id], only)[respondent_id]


def stored_of(
    session: Session, kind: AnswerKind[Value], respondent_ids: Collection[str], only: Iterable[str] = ()
) -> dict[str, dict[str, Stored[Value]]]:
    """Return what is stored for several respondents, by respondent and subject, in one query."""
    found: dict[str, dict[str, Stored[Value]]] = {each: {} for each in respondent_ids}
    query = select(kind.table).where(kind.table.respondent_id.in_(respondent_ids))
    if subjects := list(only):
        query = query.where(kind.subject.in_(subjects))
    rows: Iterable[Any] = session.scalars(query.execution_options(populate_existing=True))
    for row in rows:
        found[row.respondent_id][getattr(row, kind.subject.key)] = kind.read(row)
    return found


def save(
    session: Session, kind: AnswerKind[Value], by: Answerer, submitted: Sequence[Submitted[Value]]
) -> list[SaveOutcome[Value]]:
    """Save submissions independently of each other: a conflict on one doesn't prevent saving the rest.

    Raises:
        Frozen: answers are no longer being collected.
        Unrecordable: nobody may answer for this respondent.
    """
    require(session, by.assessment_id, ANSWERING)
    by = as_of_now(session, by)
    subjects = [each.subject for each in submitted]
    before = stored(session, kind, by.respondent_id, subjects)
    outcomes = []
    for each in submitted:
        outcome = _save(session, kind, by, each, before.get(each.subject, Stored(0, kind.nothing)))
        if outcome is None:  # another request saved a value after `before` was read
            newer = stored(session, kind, by.respondent_id, [each.subject])
            outcome = SaveOutcome(each.subject, is_saved=False, stored=newer[each.subject])
        outcomes.append(outcome)
    release(session, by.assessment_id)
    return outcomes


def adopt(session: Session, kind: AnswerKind[Value], by: Answerer) -> int:
    """Turn all answers recorded by someone else into the respondent's own, and return the number of answers.

    Raises:
        Frozen: answers are no longer being collected.
    """
    recorded = {key: each for key, each in stored(session, kind, by.respondent_id).items() if each.recorded_name}
    save(session, kind, by, [Submitted(key, each.version, each.value, adopts=True) for key, each in recorded.items()])
    return sum(each.value != kind.nothing for each in recorded.values())


def _save(
    session: Session, kind: AnswerKind[Value], by: Answerer, submitted: Submitted[Value], before: Stored[Value]
) -> SaveOutcome[Value] | None:
    is_confirmation = submitted.confirms and before.carried is not None
    is_adoption = submitted.adopts and bool(before.recorded_name)
    if submitted.value == before.value and not is_confirmation and not is_adoption:
        return SaveOutcome(submitted.subject, is_saved=True, stored=before)
    if submitted.version != before.version:
        return SaveOutcome(submitted.subject, is_saved=False, stored=before)
    at = now()
    version = _upsert(session, kind, by, submitted, at)
    if version is None:
        return None
    if before.is_sealed and kind.table is AnswerRow:
        _delete_sealed_files(session, by.respondent_id, submitted.subject)
    texts = kind.text(before.value), kind.text(submitted.value)
    if before.carried is not None:
        texts = f"{texts[0]}\n(carried over, unconfirmed)", texts[1]
    if is_adoption:
        texts = f"{texts[0]}\n(recorded, unconfirmed)", f"{texts[1]}\n(confirmed)"
    record(session, by, RespondentChange(kind.name, submitted.subject, *texts))
    return SaveOutcome(
        submitted.subject,
        is_saved=True,
        stored=Stored(version, submitted.value, at, recorded_name=by.recorder_name),
    )


def _delete_sealed_files(session: Session, respondent_id: str, statement: str) -> None:
    own = (Attachment.respondent_id == respondent_id, Attachment.statement_id == statement)
    session.execute(delete(Attachment).where(*own, Attachment.is_sealed))


def _upsert(
    session: Session, kind: AnswerKind[Value], by: Answerer, submitted: Submitted[Value], at: datetime
) -> int | None:
    """Return the new version, or None if the stored version isn't the one that the sender saw."""
    recorder = {"recorded_by": by.recorder_id, "recorded_name": by.recorder_name}
    table, columns = kind.table, {**kind.columns(submitted.value, at), **recorder}
    key = {"respondent_id": by.respondent_id, kind.subject.key: submitted.subject}
    new = _insert(session.get_bind().dialect, table).values(
        id=new_id(), assessment_id=by.assessment_id, version=1, **key, **columns
    )
    upsert = new.on_conflict_do_update(
        index_elements=list(key),
        set_={**columns, "version": table.version + 1},
        where=table.version == submitted.version,
    ).returning(table.version)
    return session.execute(upsert).scalar_one_or_none()


def _insert(dialect: Dialect, table: type[AnswerRow | SymptomRow]) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
