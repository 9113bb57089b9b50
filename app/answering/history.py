"""Who answers, and the history of what was changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.base import now
from app.storage.history import HistoryEntry
from questionnaires.answers.anonymity import SOMEBODY

OWN_WORDS = ("answer", "symptom", "file")
"""Kinds of the entries that say what a respondent said."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who answers, in which assessment; without a name where answers show none."""

    assessment_id: str
    respondent_id: str
    user_id: str | None
    name: str
    anonymous: bool

    @classmethod
    def of(cls, assessment: AssessmentRow, respondent: RespondentRow) -> Answerer:
        """Return the respondent as the one who answers."""
        return cls(assessment.id, respondent.id, respondent.user_id, respondent.name, assessment.anonymous)


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What was changed, in words; `kind` is one of `OWN_WORDS`."""

    kind: str
    subject: str
    before: str
    after: str


def remember(session: Session, by: Answerer, change: AnswerChange) -> None:
    """Add a change to the history; where answers show no names, it leads to nobody, and tells the day alone."""
    at = now()
    if by.anonymous:
        at = at.replace(hour=0, minute=0, second=0, microsecond=0)
    session.add(
        HistoryEntry(
            assessment_id=by.assessment_id,
            at=at,
            user_id=None if by.anonymous else by.user_id,
            respondent_id=None if by.anonymous else by.respondent_id,
            who=SOMEBODY if by.anonymous else by.name,
            kind=change.kind,
            subject=change.subject,
            before=change.before,
            after=change.after,
        )
    )
