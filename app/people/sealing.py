"""Sealing earlier answers in assessments that are or were anonymous when access may pass to another person.

The person who opens a new link, opens a link in another browser, sets a password with a link that someone else created,
or signs in to an account that was connected later might not be the respondent. Sealed answers still count, but the
respondent's own pages don't show them. Answering a statement again replaces its sealed answer and deletes its sealed
files.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.base import now
from app.storage.history import ANONYMITY, ANONYMOUS, HistoryEntry
from app.storage.uploads import Upload


def was_ever_anonymous(session: Session, assessment_id: str) -> bool:
    """Return whether the answers in an assessment are or were anonymous."""
    switched = select(HistoryEntry.assessment_id).where(HistoryEntry.kind == ANONYMITY, HistoryEntry.after == ANONYMOUS)
    query = select(AssessmentRow.id).where(
        AssessmentRow.id == assessment_id, or_(AssessmentRow.anonymous, AssessmentRow.id.in_(switched))
    )
    return session.execute(query).first() is not None


def seal_answers_of(session: Session, user: User) -> None:
    """Seal all of an account's answers, because someone else has created a link for signing in to it."""
    seal(session, session.scalars(select(RespondentRow).where(RespondentRow.user_id == user.id)).all())


def seal(session: Session, respondents: Sequence[RespondentRow]) -> None:
    """Seal all answers that respondents have given so far in assessments that are or were anonymous.

    Unconfirmed answers were carried over from answers with names. They stay readable, so that they can be confirmed.
    """
    for respondent in respondents:
        if not was_ever_anonymous(session, respondent.assessment_id):
            continue
        own = AnswerRow.respondent_id == respondent.id, AnswerRow.carried.is_(None)
        # Without this assignment, `saved_at`, the time of answering, would become the current time.
        answers = update(AnswerRow).where(*own).values(is_sealed=True, saved_at=AnswerRow.saved_at)
        symptoms = (
            update(SymptomRow)
            .where(SymptomRow.respondent_id == respondent.id)
            .values(is_sealed=True, saved_at=SymptomRow.saved_at)
        )
        files = update(Attachment).where(Attachment.respondent_id == respondent.id).values(is_sealed=True)
        sealed = [session.execute(each).rowcount for each in (answers, symptoms, files)]  # type: ignore[attr-defined]
        session.execute(delete(Upload).where(Upload.respondent_id == respondent.id))
        if any(sealed):
            respondent.sealed_at, respondent.finished_at = now(), None
