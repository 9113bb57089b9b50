"""The queue of jobs: requesting a job, claiming it, reporting its progress, and ending it.

Organizations take turns, and so do the people in an organization: someone with a hundred jobs delays the next person by
one job, not by all of them.

The worker that runs a job holds a random claim and a lease. Changes to a running job require the claim, so a worker
whose lease has expired can't overwrite the work of its successor. Leases use the clock of the database, because the
clocks of several hosts may differ.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from app.jobs.kinds import JobLimits
from app.storage.jobs import UNFINISHED, Job, JobFile, JobState

ALIVE = (*UNFINISHED, JobState.DONE)


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job claimed by a worker; if the job reads a file, the request contains it as `file`."""

    id: str
    claim: str
    kind: str
    request: dict[str, Any]
    attempt: int


class HeartbeatReply(Enum):
    """What a worker should do next with its job."""

    CONTINUE = "continue"
    CANCEL = "cancel"
    LOST = "lost"


def enqueue(session: Session, job: Job) -> Job:
    """Add a job and return it, or return the organization's existing job with the same key."""
    found = _same(session, job)
    if found:
        return found
    try:
        # The unique index determines which of two simultaneous requests becomes the job.
        with session.begin_nested():
            session.add(job)
    except IntegrityError:  # another process requested the same job at the same moment
        return _same(session, job) or job
    return job


def _same(session: Session, job: Job) -> Job | None:
    return session.scalar(
        select(Job).where(Job.organization_id == job.organization_id, Job.key == job.key, Job.state.in_(ALIVE))
    )


def has_work(session: Session, kinds: Collection[str] = ()) -> bool:
    """Return whether a job of one of the kinds can be claimed; without kinds, any job counts."""
    return session.scalar(select(Job.id).where(*_claimable(clock(session), kinds)).limit(1)) is not None


def claim(session: Session, limits: JobLimits, kinds: Collection[str] = ()) -> ClaimedJob | None:
    """Claim and return the job whose turn it is. Any job that has used up its attempts is marked as failed."""
    now = clock(session)
    # Rows that another worker is claiming at this moment are skipped, so that nobody waits.
    query = _by_turns(now, kinds).limit(1).with_for_update(skip_locked=True, of=Job)
    while (job_id := session.scalar(query)) is not None:
        job = session.get_one(Job, job_id, populate_existing=True)
        if job.wants_cancel:
            _end(session, job, JobState.CANCELLED, now)
        # An attempt counts when it starts: a job that kills its server never reports back.
        elif job.attempts >= limits.attempts:
            _end(session, job, JobState.FAILED, now, limits.messages.gave_up.format(times=times(job.attempts)))
        else:
            job.state, job.claim, job.lease_until = JobState.RUNNING, secrets.token_urlsafe(16), now + limits.lease
            job.attempts, job.stage, job.progress = job.attempts + 1, "Starting", 0.0
            request = {**job.request, "file": job.file.content} if job.file else job.request
            return ClaimedJob(job.id, job.claim, job.kind, request, job.attempts)
        session.flush()
    return None


def heartbeat(session: Session, claimed: ClaimedJob, stage: str, progress: float, limits: JobLimits) -> HeartbeatReply:
    """Extend the lease of a job, report its progress, and return what to do next."""
    wants_cancel = session.execute(
        update(Job)
        .where(*_own(claimed))
        .values(stage=stage[:100], progress=progress, lease_until=clock(session) + limits.lease)
        .returning(Job.wants_cancel)
    ).scalar_one_or_none()
    if wants_cancel is None:
        return HeartbeatReply.LOST
    return HeartbeatReply.CANCEL if wants_cancel else HeartbeatReply.CONTINUE


def finish(session: Session, claimed: ClaimedJob, result: bytes) -> None:
    """End a job with its result."""
    _close(session, claimed, state=JobState.DONE, result=result, progress=1.0, stage="Done")


def fail(session: Session, claimed: ClaimedJob, error: str) -> None:
    """End a job that can't be done, with a message for the person who requested it."""
    _close(session, claimed, state=JobState.FAILED, error=error)


def end_cancelled(session: Session, claimed: ClaimedJob) -> None:
    """End a job that was canceled while it ran."""
    _close(session, claimed, state=JobState.CANCELLED)


def requeue(session: Session, claimed: ClaimedJob, *, begun: bool = True) -> None:
    """Return a job to the queue; with `begun=False`, this run doesn't count as an attempt."""
    attempts = claimed.attempt if begun else claimed.attempt - 1
    session.execute(
        update(Job)
        .where(*_own(claimed))
        .values(state=JobState.QUEUED, claim=None, lease_until=None, attempts=attempts, stage="", progress=0.0)
    )


def cancel(session: Session, job: Job) -> None:
    """Cancel a job: immediately if it is waiting, at its next heartbeat if it is running."""
    if job.state is JobState.QUEUED:
        _end(session, job, JobState.CANCELLED, clock(session))
    elif job.state is JobState.RUNNING:
        job.wants_cancel = True


def clock(session: Session) -> datetime:
    """Return the current time of the database."""
    if session.get_bind().dialect.name == "sqlite":
        text = session.scalar(select(func.strftime("%Y-%m-%d %H:%M:%f", "now")))
        return datetime.fromisoformat(text or "").replace(tzinfo=UTC)
    moment: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return moment.astimezone(UTC)


def times(number: int) -> str:
    """Return a number of times in words: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _claimable(now: datetime, kinds: Collection[str]) -> list[ColumnElement[bool]]:
    """Return the conditions for jobs that may run now: jobs with the same owner run one at a time."""
    other = aliased(Job)
    owners_other = exists().where(
        other.owner == Job.owner, other.id != Job.id, other.state == JobState.RUNNING, other.lease_until >= now
    )
    return [
        (Job.state == JobState.QUEUED) | ((Job.state == JobState.RUNNING) & (Job.lease_until < now)),
        or_(Job.owner.is_(None), ~owners_other),
        *_of_kinds(kinds),
    ]


def _by_turns(now: datetime, kinds: Collection[str]) -> Select[str]:
    """Return the query for the ids of the jobs that may run now, with the next one first.

    Running jobs count as turns taken. Organizations with the same number are ordered at random: ordered by request
    time, an organization with a long queue would always come first.
    """
    unfinished = Job.state.in_(UNFINISHED)
    waits = case((Job.state == JobState.RUNNING, 0), else_=1)
    person = func.coalesce(Job.owner, Job.requested_by, "")
    order = (waits, Job.created_at, Job.id)
    own_place = func.row_number().over(partition_by=(Job.organization_id, person), order_by=order)
    people = (
        select(Job.id, Job.organization_id, Job.created_at, waits.label("waits"), own_place.label("place"))
        .where(unfinished, *_of_kinds(kinds))
        .subquery()
    )
    each = people.c
    turn = func.row_number().over(
        partition_by=each.organization_id, order_by=(each.waits, each.place, each.created_at, each.id)
    )
    turns = select(each.id, turn.label("turn")).subquery()
    query = select(Job.id).join(turns, turns.c.id == Job.id).where(*_claimable(now, kinds))
    return query.order_by(turns.c.turn, func.random())


def _of_kinds(kinds: Collection[str]) -> list[ColumnElement[bool]]:
    return [Job.kind.in_(kinds)] if kinds else []


def _own(claimed: ClaimedJob) -> tuple[ColumnElement[bool], ...]:
    return (Job.id == claimed.id, Job.claim == claimed.claim, Job.state == JobState.RUNNING)


def _close(session: Session, claimed: ClaimedJob, **values: Any) -> None:
    # The request contains answers and names, and isn't needed after the job.
    ended: dict[str, Any] = {"claim": None, "lease_until": None, "request": {}, "finished_at": clock(session)}
    closed = update(Job).where(*_own(claimed)).values(**ended, **values).returning(Job.id)
    if session.scalar(closed):
        session.execute(delete(JobFile).where(JobFile.job_id == claimed.id))


def _end(session: Session, job: Job, state: JobState, at: datetime, error: str = "") -> None:
    job.state, job.error, job.finished_at = state, error, at
    job.claim, job.lease_until, job.request = None, None, {}
    session.execute(delete(JobFile).where(JobFile.job_id == job.id))
