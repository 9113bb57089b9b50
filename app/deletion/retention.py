"""Deleting data that is no longer needed, with one rule for each kind; `wayfinder db prune` and the server share it.

Answers, consensus ratings, roadmaps and the history are never deleted here.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.answering.uploads import FOLDERS
from app.running.settings import Retention
from app.storage.accounts import ResetLink, SignIn
from app.storage.assessments import Invitation
from app.storage.attempts import FailedAttempts, KnownSource
from app.storage.base import now
from app.storage.database import Database
from app.storage.jobs import FILE, REPORT, Job, JobState
from app.storage.uploads import Upload

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
AT_ONCE = 100  # rows per transaction, so that people who save in the meantime don't wait long
A_DAY = timedelta(days=1)
FILES_DAYS = 1  # a file is needed only as long as its upload; its row counts toward the limit for an hour
KNOWN_SOURCES_DAYS = 180


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows of one kind to delete; `ended` is the condition for rows that ended before a given time."""

    what: str
    id: InstrumentedAttribute[str]
    days: Callable[[Retention], int]
    ended: Callable[[datetime], ColumnElement[bool]]


def _reports(before: datetime) -> ColumnElement[bool]:
    """Return the condition for old reports; the newest of each assessment and kind of names is never deleted."""
    place = func.row_number().over(
        partition_by=(Job.assessment_id, Job.names), order_by=(Job.finished_at.desc(), Job.id)
    )
    ready = select(Job.id, place.label("place")).where(Job.kind == REPORT, Job.state == JobState.DONE).subquery()
    newest = select(ready.c.id).where(ready.c.place == 1)
    return (Job.kind == REPORT) & Job.state.in_(ENDED) & (Job.finished_at < before) & Job.id.not_in(newest)


def _invitations(before: datetime) -> ColumnElement[bool]:
    """Return the condition for old links; each respondent's newest link is kept, because lists show its state."""
    order = (Invitation.created_at.desc(), Invitation.id.desc())
    place = func.row_number().over(partition_by=Invitation.respondent_id, order_by=order)
    all_links = select(Invitation.id, place.label("place")).subquery()
    newest = select(all_links.c.id).where(all_links.c.place == 1)
    return or_(Invitation.expires_at < before, Invitation.revoked_at < before) & Invitation.id.not_in(newest)


RULES = (
    Rule("finished reports", Job.id, lambda retention: retention.reports_days, _reports),
    Rule(
        "sessions",
        SignIn.id,
        lambda retention: retention.leftovers_days,
        lambda before: or_(SignIn.expires_at < before, SignIn.revoked_at < before),
    ),
    Rule(
        "password links",
        ResetLink.id,
        lambda retention: retention.leftovers_days,
        lambda before: or_(ResetLink.expires_at < before, ResetLink.used_at < before),
    ),
    Rule("links for respondents", Invitation.id, lambda retention: retention.leftovers_days, _invitations),
    Rule(
        "uploads that weren't applied",
        Upload.id,
        lambda retention: retention.leftovers_days,
        lambda before: Upload.created_at < before,
    ),
    Rule(
        "uploaded files that were read",
        Job.id,
        lambda retention: min(retention.leftovers_days, FILES_DAYS),
        lambda before: (Job.kind == FILE) & (Job.created_at < before) & ~exists().where(Upload.job_id == Job.id),
    ),
    Rule("failed sign-in attempts", FailedAttempts.key, lambda _: 1, lambda before: FailedAttempts.last_at < before),
    Rule(
        "known sign-in sources",
        KnownSource.key,
        lambda _: KNOWN_SOURCES_DAYS,
        lambda before: KnownSource.last_at < before,
    ),
)


def prune(database: Database, retention: Retention, at: datetime | None = None) -> dict[str, int]:
    """Delete old data, and return how many of each kind were deleted."""
    at = at or now()
    deleted = {rule.what: _prune(database, rule, at - timedelta(days=rule.days(retention))) for rule in RULES}
    return {**deleted, "folders of interrupted uploads": _prune_folders(at)}


def _prune(database: Database, rule: Rule, before: datetime) -> int:
    many = 0
    while True:
        with database.writing() as session:
            old = session.scalars(select(rule.id).where(rule.ended(before)).limit(AT_ONCE)).all()
            session.execute(delete(rule.id.class_).where(rule.id.in_(old)))
        many += len(old)
        if len(old) < AT_ONCE:
            return many


def _prune_folders(at: datetime) -> int:
    """Delete day-old folders left by a server that was killed while reading a file. Reading never takes a day."""
    before = (at - A_DAY).timestamp()
    old = [each for each in Path(tempfile.gettempdir()).glob(f"{FOLDERS}*") if _changed_at(each) < before]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return sum(not folder.exists() for folder in old)


def _changed_at(folder: Path) -> float:
    """Return when a folder was last changed; infinity if its job has just deleted the folder."""
    try:
        return folder.lstat().st_mtime
    except FileNotFoundError:
        return math.inf
