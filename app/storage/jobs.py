"""Jobs outside requests; `app/jobs` runs them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.storage.base import Base, Identified, now

REPORT, FILE = "report", "file"  # the kinds of jobs


class JobState(StrEnum):
    """The state of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


class Job(Identified, Base):
    """A job of an organization. Only one queued, running or finished job can have the same key.

    Attributes:
        key: a hash of everything that goes into the result.
        owner: the id of the user or respondent whose jobs run one at a time; None if jobs may run at the same time.
        lease_until: when another worker may claim a running job.
        claim: the random token of the worker that runs the job.
        names: how the result identifies respondents: `full`, `roles` or `none`.
        file: the uploaded file that the job reads, until the job ends.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index(
            # Failed and canceled jobs don't block a new attempt with the same key.
            "uq_job_organization_key_alive",
            "organization_id",
            "key",
            unique=True,
            sqlite_where=text("state IN ('queued', 'running', 'done')"),
            postgresql_where=text("state IN ('queued', 'running', 'done')"),
        ),
    )

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(64))
    request: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    stage: Mapped[str] = mapped_column(String(100), default="")
    progress: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None]
    wants_cancel: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    file_name: Mapped[str] = mapped_column(String(255), default="")
    names: Mapped[str] = mapped_column(String(10), default="full", server_default="full")
    requested_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    owner: Mapped[str | None] = mapped_column(String(32), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    file: Mapped[JobFile | None] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class JobFile(Base):
    """The uploaded file that a job reads.

    The file isn't in the job's own row, because SQLite rewrites the whole row on each change, such as a heartbeat, and
    has to read through a large column to get to the columns after it. With a hundred waiting files, claiming one took a
    minute.
    """

    __tablename__ = "job_file"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
