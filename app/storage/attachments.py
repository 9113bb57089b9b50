"""Files that respondents attach to their answers as evidence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Identified, now


class Attachment(Identified, Base):
    """A file attached to an answer; it counts as evidence.

    Attributes:
        is_sealed: whether the respondent's pages hide the file.
        is_released: whether figures contain the anonymous answer that the file belongs to.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_respondent_statement", "respondent_id", "statement_id"),)

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    respondent_id: Mapped[str] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"))
    statement_id: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    is_sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_released: Mapped[bool] = mapped_column(default=False, server_default=false())
