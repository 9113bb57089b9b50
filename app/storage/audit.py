"""The audit trail: who did what to whom, apart from answers and results. Only erasure changes an entry."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, now


class Event(StrEnum):
    """What happened. The values are stored."""

    ACCOUNT_ADDED = "account-added"
    FIRST_ACCOUNT = "first-account"
    FIRST_LINK = "first-link"
    PASSWORD_LINK = "password-link"  # noqa: S105 - no password
    PASSWORD_SET = "password-set"  # noqa: S105 - no password
    LINK_USED = "link-used"
    ADMINISTRATOR_MADE = "administrator-made"
    DEACTIVATED = "deactivated"
    ACTIVATED = "activated"
    FACTOR_ON = "factor-on"
    FACTOR_OFF = "factor-off"
    FACTOR_REMOVED = "factor-removed"
    RECOVERY_CODE_USED = "recovery-code-used"
    ACCOUNT_DELETED = "account-deleted"
    ORGANIZATION_ADDED = "organization-added"
    MEMBER_ADDED = "member-added"
    ROLE_CHANGED = "role-changed"
    MEMBER_REMOVED = "member-removed"
    INVITATION_MADE = "invitation-made"
    INVITATION_REVOKED = "invitation-revoked"
    REPORT_MADE = "report-made"
    REPORT_DOWNLOADED = "report-downloaded"
    DATA_EXPORTED = "data-exported"
    DATA_ERASED = "data-erased"
    ASSESSMENT_DELETED = "assessment-deleted"
    ORGANIZATION_DELETED = "organization-deleted"


class AuditEntry(Base):
    """One event.

    Attributes:
        user_id: the account that caused the event; None for the command line and respondents with a personal link.
        who: the name at that time, as is `whom`; erasing a person's data replaces both.
        whom_id: the account or respondent that was affected.
        details: further information in words, never a secret or an answer.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_organization_at", "organization_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    who: Mapped[str] = mapped_column(String(200))
    event: Mapped[Event]
    whom_id: Mapped[str | None] = mapped_column(String(32), index=True)
    whom: Mapped[str] = mapped_column(String(200), default="")
    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organization.id", ondelete="SET NULL"))
    details: Mapped[str] = mapped_column(String(500), default="")
