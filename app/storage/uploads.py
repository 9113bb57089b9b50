"""Uploaded files of answers that have been neither applied nor discarded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, defer, mapped_column, undefer

from app.storage.base import Base, Identified, now
from app.storage.jobs import Job


class Upload(Identified, Base):
    """An uploaded file, which a job reads; the result of the job is what the file contains.

    Attributes:
        respondent_id: whose answers the file contains; None until someone has chosen the respondent.
        uploaded_by: the lead or assessor who uploaded the file; None for the respondent's own upload.
        seen: the version of each answer and symptom that the preview was compared with; empty before the first preview.
    """

    __tablename__ = "upload"

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    respondent_id: Mapped[str | None] = mapped_column(ForeignKey("respondent.id", ondelete="CASCADE"), index=True)
    uploaded_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    seen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)


def uploads_with_jobs() -> Select[Upload, Job]:
    """Return the query for uploads with the jobs that read them and the results of these jobs."""
    query = select(Upload, Job).join(Job, Job.id == Upload.job_id)
    return query.options(defer(Job.request), undefer(Job.result))
