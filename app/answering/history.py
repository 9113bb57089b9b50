"""The person who answers, and the history of that person's changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.anonymity import Unrecordable, unrecordable
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.base import now
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership
from questionnaires.answers.anonymity import SOMEBODY

OWN_WORDS = ("answer", "symptom", "file")
"""The kinds of history entries that contain a respondent's own words."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """The author of changes to a respondent's answers; `anonymous` keeps the name out of the history.

    Attributes:
        name: the author's name.
        recorded_for: the respondent's name if the author is a lead or assessor; "" if it is the respondent.
    """

    assessment_id: str
    respondent_id: str
    user_id: str | None
    name: str
    anonymous: bool
    recorded_for: str = ""

    @classmethod
    def of(cls, assessment: AssessmentRow, respondent: RespondentRow) -> Answerer:
        """Return a respondent as the author of changes."""
        return cls(assessment.id, respondent.id, respondent.user_id, respondent.name, assessment.anonymous)

    @classmethod
    def recording(cls, assessment: AssessmentRow, respondent: RespondentRow, recorder: Membership) -> Answerer:
        """Return a lead or assessor who records a respondent's answers; never for an anonymous respondent."""
        name = recorder.shown_name
        return cls(assessment.id, respondent.id, recorder.user_id, name, anonymous=False, recorded_for=respondent.name)

    @classmethod
    def by_member(cls, assessment: AssessmentRow, respondent: RespondentRow, member: Membership) -> Answerer:
        """Return a lead or assessor who saves a respondent's answers, which may be the member's own."""
        is_own = respondent.user_id == member.user_id
        return cls.of(assessment, respondent) if is_own else cls.recording(assessment, respondent, member)

    @property
    def recorder_id(self) -> str | None:
        """The id of the lead or assessor who records the answers, or None."""
        return self.user_id if self.recorded_for else None

    @property
    def recorder_name(self) -> str:
        """The name of the lead or assessor who records the answers, or ""."""
        return self.name if self.recorded_for else ""


def as_of_now(session: Session, by: Answerer) -> Answerer:
    """Return the author according to the current setting, which may have changed since the request began.

    Call it after `require`, which keeps the setting from changing until the transaction ends.

    Raises:
        Unrecordable: the respondent has become anonymous, so nobody else may answer.
    """
    if by.recorded_for:
        row = session.get_one(AssessmentRow, by.assessment_id, populate_existing=True)
        if by.respondent_id in unrecordable(session, row):
            raise Unrecordable
        return by
    query = select(AssessmentRow.anonymous).where(AssessmentRow.id == by.assessment_id)
    return replace(by, anonymous=bool(session.scalar(query)))


@dataclass(frozen=True, slots=True)
class RespondentChange:
    """One change by a respondent, in words; `kind` is one of `OWN_WORDS`."""

    kind: str
    subject: str
    before: str
    after: str


def record(session: Session, by: Answerer, change: RespondentChange) -> None:
    """Add a change to the history.

    For an anonymous respondent, the entry has no name and no id, and only the day: the exact time could identify the
    respondent.
    """
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
            recorded_for=by.recorded_for,
        )
    )
