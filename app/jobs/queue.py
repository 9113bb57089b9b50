"""The record of jobs: asking for one, claiming it, saying how it goes, and ending it.

Whoever runs a job holds a random claim and a lease. Each word about a running job counts only with its claim, so that
a worker that was given up for dead changes nothing. Leases are measured by the database's clock.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.storage.jobs import Job, JobState

ALIVE = (JobState.QUEUED, JobState.RUNNING, JobState.DONE)
GAVE_UP = "It was begun {} and never came to an end. Leave parts out, or tell whoever runs Wayfinder."


@dataclass(frozen=True, slots=True)
class JobLimits:
    """How much runs at once, how long, and how often it is tried.

    Attributes:
        lease: after so long without a word, a running job may be claimed by another worker.
        beat_seconds: how often a running job is heard of.
        look_seconds: how often an idle worker looks for jobs whose lease is over.
    """

    at_once: int = 2
    attempts: int = 2
    lease: timedelta = timedelta(seconds=30)
    beat_seconds: float = 1.0
    look_seconds: float = 5.0
    job_seconds: float = 900.0


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that a worker runs, as it was claimed."""

    id: str
    claim: str
    kind: str
    request: dict[str, Any]
    attempt: int


class HeartbeatReply(Enum):
    """What a worker hears when it says how a job goes."""

    GO_ON = "go on"
    CANCEL = "cancel"
    LOST = "lost"


def enqueue(session: Session, job: Job) -> Job:
    """Return the job to be looked at: this new one, or the one of its organization that makes the same already."""
    found = _same(session, job)
    if found:
        return found
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:  # another process asked at the same moment
        return _same(session, job) or job
    return job


def _same(session: Session, job: Job) -> Job | None:
    return session.scalar(
        select(Job).where(Job.organization_id == job.organization_id, Job.key == job.key, Job.state.in_(ALIVE))
    )


def has_work(session: Session) -> bool:
    """Whether a job waits to be run."""
    return session.scalar(select(Job.id).where(_claimable(clock(session))).limit(1)) is not None


def claim(session: Session, limits: JobLimits) -> ClaimedJob | None:
    """Return the job that has waited longest, claimed; those begun too often are failed on the way."""
    now = clock(session)
    query = select(Job).where(_claimable(now)).order_by(Job.created_at, Job.id).limit(1)
    while (job := session.scalar(query.with_for_update(skip_locked=True))) is not None:
        if job.wants_cancel:
            _end(job, JobState.CANCELLED, now)
        elif job.attempts >= limits.attempts:
            _end(job, JobState.FAILED, now, GAVE_UP.format(times(job.attempts)))
        else:
            job.state, job.claim, job.lease_until = JobState.RUNNING, secrets.token_urlsafe(16), now + limits.lease
            job.attempts, job.stage, job.progress = job.attempts + 1, "Starting", 0.0
            return ClaimedJob(job.id, job.claim, job.kind, job.request, job.attempts)
        session.flush()
    return None


def heartbeat(session: Session, claimed: ClaimedJob, stage: str, progress: float, limits: JobLimits) -> HeartbeatReply:
    """Say that a job goes on and how far it is; the answer says whether it shall."""
    wants_cancel = session.execute(
        update(Job)
        .where(*_own(claimed))
        .values(stage=stage[:100], progress=progress, lease_until=clock(session) + limits.lease)
        .returning(Job.wants_cancel)
    ).scalar_one_or_none()
    if wants_cancel is None:
        return HeartbeatReply.LOST
    return HeartbeatReply.CANCEL if wants_cancel else HeartbeatReply.GO_ON


def finish(session: Session, claimed: ClaimedJob, result: bytes) -> None:
    """Keep what a job made."""
    _close(session, claimed, state=JobState.DONE, result=result, progress=1.0, stage="Done")


def fail(session: Session, claimed: ClaimedJob, error: str) -> None:
    """End a job that cannot be done, with what to tell whoever asked."""
    _close(session, claimed, state=JobState.FAILED, error=error)


def end_cancelled(session: Session, claimed: ClaimedJob) -> None:
    """End a job that was cancelled while it ran."""
    _close(session, claimed, state=JobState.CANCELLED)


def requeue(session: Session, claimed: ClaimedJob, *, begun: bool = True) -> None:
    """Let a job be claimed again; what was not begun in earnest does not count as an attempt."""
    attempts = claimed.attempt if begun else claimed.attempt - 1
    session.execute(
        update(Job)
        .where(*_own(claimed))
        .values(state=JobState.QUEUED, claim=None, lease_until=None, attempts=attempts, stage="", progress=0.0)
    )


def cancel(session: Session, job: Job) -> None:
    """Cancel a job: at once if it waits, at its next beat if it runs."""
    if job.state is JobState.QUEUED:
        _end(job, JobState.CANCELLED, clock(session))
    elif job.state is JobState.RUNNING:
        job.wants_cancel = True


def clock(session: Session) -> datetime:
    """Return this moment by the database's clock."""
    if session.get_bind().dialect.name == "sqlite":
        text = session.scalar(select(func.strftime("%Y-%m-%d %H:%M:%f", "now")))
        return datetime.fromisoformat(text or "").replace(tzinfo=UTC)
    moment: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return moment.astimezone(UTC)


def times(number: int) -> str:
    """Return `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _claimable(now: datetime) -> ColumnElement[bool]:
    return (Job.state == JobState.QUEUED) | ((Job.state == JobState.RUNNING) & (Job.lease_until < now))


def _own(claimed: ClaimedJob) -> tuple[ColumnElement[bool], ...]:
    return (Job.id == claimed.id, Job.claim == claimed.claim, Job.state == JobState.RUNNING)


def _close(session: Session, claimed: ClaimedJob, **values: Any) -> None:
    ended: dict[str, Any] = {"claim": None, "lease_until": None, "request": {}, "finished_at": clock(session)}
    session.execute(update(Job).where(*_own(claimed)).values(**ended, **values))


def _end(job: Job, state: JobState, at: datetime, error: str = "") -> None:
    job.state, job.error, job.finished_at = state, error, at
    job.claim, job.lease_until, job.request = None, None, {}
