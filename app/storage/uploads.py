"""What was read from a respondent's file, between its preview and the word to take it over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Identified, now


class Upload(Identified, Base):
    """The answers of one uploaded file; a respondent has one at a time.

    Attributes:
        content: what the file says, as `app.answering.uploads.UploadedAnswers` writes it.
        seen: version by statement and symptom that the preview compared with.
    """

    __tablename__ = "upload"

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    respondent_id: Mapped[str] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[dict[str, Any]]
    seen: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
