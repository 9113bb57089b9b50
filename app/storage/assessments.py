"""Assessments, their respondents, the respondents' links, and the answers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.storage.base import Base, Identified, Versioned, now
from app.storage.organizations import OrganizationRow


class AssessmentState(StrEnum):
    """The state of an assessment. `app.assessments.states` defines what may change in each state."""

    COLLECTING = "collecting"
    IN_REVIEW = "in-review"
    CLOSED = "closed"


class AssessmentRow(Identified, Versioned, Base):
    """An assessment. `questionnaire` is a document with the version that the assessment started with.

    Attributes:
        left_out: the reason for each practice that is out of scope, by its id.
        targets: target level by practice id.
        anonymous: whether new answers are anonymous.
        state_by, state_at: who set the state, and when; None for an assessment that has always been collecting.
        predecessor_id: the assessment that this one started from.
        counts_unconfirmed: whether answers carried over count before they are confirmed.
    """

    __tablename__ = "assessment"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    assessed_on: Mapped[date] = mapped_column(Date)
    # Deferred, because the document is large and lists of assessments don't need it.
    questionnaire: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    questionnaire_id: Mapped[str] = mapped_column(String(100))
    questionnaire_version: Mapped[str] = mapped_column(String(40))
    method: Mapped[str] = mapped_column(String(20))
    left_out: Mapped[dict[str, Any]] = mapped_column(default=dict)
    targets: Mapped[dict[str, Any]] = mapped_column(default=dict)
    anonymous: Mapped[bool] = mapped_column(default=False)
    state: Mapped[AssessmentState] = mapped_column(
        default=AssessmentState.COLLECTING, server_default=AssessmentState.COLLECTING.value
    )
    state_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    state_at: Mapped[datetime | None]
    predecessor_id: Mapped[str | None] = mapped_column(ForeignKey("assessment.id", ondelete="SET NULL"))
    counts_unconfirmed: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    organization: Mapped[OrganizationRow] = relationship(lazy="joined")


class RespondentRow(Identified, Versioned, Base):
    """Someone who answers: a member, or a person with a link.

    Attributes:
        practices: the practices to answer; empty means all in scope.
        symptoms_only: whether the respondent answers the triage but no statements.
        sealed_at: when the earlier answers were last sealed, so that nobody can read them through a new link.
    """

    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("assessment_id", "address_key"),)

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column("address", String(320), default="")
    email_key: Mapped[str | None] = mapped_column("address_key", String(320))
    practices: Mapped[list[str]] = mapped_column(default=list)
    symptoms_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]


ORDER_ADDED = (RespondentRow.created_at, RespondentRow.id)
"""The order in which lists show respondents."""


class Invitation(Identified, Base):
    """A link for one respondent, which expires and can be revoked.

    Attributes:
        made_by: the account of the person who created the link.
        replaces: whether the respondent had an earlier link, which this one replaced.
    """

    __tablename__ = "invitation"

    respondent_id: Mapped[str] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    made_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    replaces: Mapped[bool] = mapped_column(default=False, server_default=false())


class AnswerRow(Identified, Versioned, Base):
    """A respondent's answer to a statement. A removed answer stays as an empty row, because it has a version.

    Attributes:
        carried: the source of an answer that was carried over, until someone confirms the answer; otherwise None.
        recorded_by: the lead or assessor who last changed the answer on the respondent's behalf.
        recorded_name: that person's name; "" if the respondent answered. Replaced when the person's data is erased.
        is_sealed: whether the respondent's pages hide the answer, which still counts.
        is_held: whether the answer has changed since it was last released.
        released: the anonymous answer that figures contain: rating, evidence, comment and reason.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("respondent_id", "statement_id"),)

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    respondent_id: Mapped[str] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"))
    statement_id: Mapped[str] = mapped_column(String(200))
    rating: Mapped[str | None] = mapped_column(String(2))
    evidence: Mapped[str] = mapped_column(Text, default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    carried: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    saved_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    recorded_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    recorded_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    is_sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_held: Mapped[bool] = mapped_column(default=True, server_default=true())
    released: Mapped[list[str | None] | None] = mapped_column(JSON(none_as_null=True))


class ConsensusRow(Identified, Versioned, Base):
    """The consensus on a statement. A withdrawn consensus stays as a row without a rating."""

    __tablename__ = "consensus"
    __table_args__ = (UniqueConstraint("assessment_id", "statement_id"),)

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    statement_id: Mapped[str] = mapped_column(String(200))
    rating: Mapped[str | None] = mapped_column(String(2))
    note: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    set_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    set_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class SymptomRow(Identified, Versioned, Base):
    """How often a respondent notices a symptom, from 0 to 3; None if the answer was removed.

    `saved_at`, `is_sealed`, `is_held` and `released` mean the same as for an answer.
    """

    __tablename__ = "symptom"
    __table_args__ = (UniqueConstraint("respondent_id", "symptom_id"),)

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    respondent_id: Mapped[str] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"))
    symptom_id: Mapped[str] = mapped_column(String(100))
    value: Mapped[int | None]
    saved_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    recorded_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    recorded_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    is_sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_held: Mapped[bool] = mapped_column(default=True, server_default=true())
    released: Mapped[int | None]
