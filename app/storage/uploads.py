"""Uploaded answers that a respondent has previewed but not yet applied."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Identified, now


class Upload(Identified, Base):
    """The answers in an uploaded file; a respondent has at most one.

    Attributes:
        content: the answers, as a document of `app/answering/uploads.py`.
        seen: the version of each answer and symptom that the preview was compared with.
    """

    __tablename__ = "upload"

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    respondent_id: Mapped[str] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[dict[str, Any]]
    seen: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
