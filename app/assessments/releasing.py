"""Releasing anonymous answers to the figures, in groups large enough that no change can be traced to one person.

Figures contain the answers as they were last released. A statement's answers are released together, once at least
three people have given or changed theirs since the last time. Comparing figures before and after therefore never shows
what a single person answered or changed.

An answer that was carried over counts as given when it's confirmed. If it were released earlier, the figures would
reveal its confirmation.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.assessments.anonymity import anonymous_respondents
from app.assessments.evidence_files import as_evidence
from app.people.sealing import was_ever_anonymous
from app.storage.assessments import AnswerRow, AssessmentRow, SymptomRow
from app.storage.attachments import Attachment
from questionnaires.answers.anonymity import LEAST_ANSWERS

NOTHING: list[str | None] = [None, "", "", ""]


def release(session: Session, assessment_id: str) -> None:
    """Release the anonymous answers and symptoms of an assessment that enough people have changed."""
    if not was_ever_anonymous(session, assessment_id):
        return
    anonymous = anonymous_respondents(session, [session.get_one(AssessmentRow, assessment_id)])
    for statement in _candidates(session, AnswerRow, assessment_id, anonymous):
        _release_answers(session, statement, anonymous)
    for symptom in _candidates(session, SymptomRow, assessment_id, anonymous):
        _release_symptoms(session, symptom, anonymous)


def hold(session: Session, respondent_id: str, statement_id: str) -> None:
    """Note that the files of an answer have changed."""
    own = (AnswerRow.respondent_id == respondent_id, AnswerRow.statement_id == statement_id)
    session.execute(update(AnswerRow).where(*own).values(is_held=True, saved_at=AnswerRow.saved_at))


def _candidates(
    session: Session, table: type[AnswerRow | SymptomRow], assessment_id: str, anonymous: Collection[str]
) -> list[str]:
    subject = AnswerRow.statement_id if table is AnswerRow else SymptomRow.symptom_id
    query = (
        select(subject)
        .where(table.assessment_id == assessment_id, table.is_held, table.respondent_id.in_(anonymous))
        .where(*([AnswerRow.carried.is_(None)] if table is AnswerRow else []))
        .group_by(subject)
        .having(func.count() >= LEAST_ANSWERS)
    )
    return list(session.scalars(query))


def _release_answers(session: Session, statement: str, anonymous: Collection[str]) -> None:
    query = select(AnswerRow).where(AnswerRow.statement_id == statement, AnswerRow.respondent_id.in_(anonymous))
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    files = select(Attachment.respondent_id, Attachment.name, Attachment.is_released).where(
        Attachment.statement_id == statement, Attachment.respondent_id.in_(anonymous)
    )
    names: dict[str, list[str]] = {}
    with_new_files = set()
    for respondent, name, is_released in session.execute(files):
        names.setdefault(respondent, []).append(name)
        if not is_released:
            with_new_files.add(respondent)
    contents = {row.id: _content(row, names.get(row.respondent_id, ())) for row in rows}
    changed = [
        row
        for row in rows
        if contents[row.id] != (row.released or NOTHING) or (row.is_held and row.respondent_id in with_new_files)
    ]
    if len(changed) < LEAST_ANSWERS:
        return
    for row in changed:
        values: dict[str, Any] = {"released": contents[row.id], "is_held": False, "saved_at": AnswerRow.saved_at}
        # The version stays, because the respondent may be editing the answer at this moment.
        session.execute(
            update(AnswerRow)
            .where(AnswerRow.id == row.id, AnswerRow.version == row.version)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
    theirs = (Attachment.statement_id == statement, Attachment.respondent_id.in_([row.respondent_id for row in rows]))
    session.execute(update(Attachment).where(*theirs).values(is_released=True))


def _content(row: AnswerRow, files: Collection[str]) -> list[str | None]:
    if row.carried is not None:
        return NOTHING
    return [row.rating, row.evidence or (as_evidence(files) if files else ""), row.comment, row.reason]


def _release_symptoms(session: Session, symptom: str, anonymous: Collection[str]) -> None:
    theirs = (SymptomRow.symptom_id == symptom, SymptomRow.respondent_id.in_(anonymous))
    query = select(SymptomRow.value, SymptomRow.released).where(*theirs)
    if sum(value != released for value, released in session.execute(query)) >= LEAST_ANSWERS:
        values: dict[str, Any] = {"released": SymptomRow.value, "is_held": False, "saved_at": SymptomRow.saved_at}
        session.execute(update(SymptomRow).where(*theirs).values(**values))
