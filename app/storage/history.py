"""The history: who changed what, from which value to which. Entries are never removed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, now

ANONYMITY = "anonymity"  # the kind of entry for a change to the setting
NAMED, ANONYMOUS = "named", "anonymous"  # its values


class HistoryEntry(Base):
    """One change of an answer, a consensus rating, a setting or a roadmap.

    Attributes:
        who: the person's name at that time; replaced when the person's data is erased.
        subject: the id of what was changed, such as a statement.
        recorded_for: the name of the respondent for whom a lead or assessor recorded this; replaced like `who`.
    """

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_assessment_at", "assessment_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=now)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    respondent_id: Mapped[str | None] = mapped_column(ForeignKey("respondent.id", ondelete="SET NULL"))
    who: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(200))
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")
    recorded_for: Mapped[str] = mapped_column(String(200), default="", server_default="")
