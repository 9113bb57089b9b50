"""Slowing down people who guess: after some failures, each further attempt has to wait, for at most a minute.

Nobody is locked out. Attempts count for each pair of an account and a source, so a wrong guess elsewhere doesn't keep
the owner out. Guesses for one account from many sources slow only the sources from which it hasn't signed in before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import case, delete, select, update
from sqlalchemy.orm import Session

from app.storage.attempts import FailedAttempts, KnownSource
from app.storage.base import now

FORGOTTEN_AFTER = timedelta(hours=1)
REMEMBERED_AGAIN_AFTER = timedelta(days=1)
LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures are free; after that, the wait doubles with each failure."""

    free: int
    longest_wait: float = LONGEST_WAIT

    def wait(self, failures: int) -> timedelta:
        """Return how long to wait after the last of some failures."""
        beyond = failures - self.free
        return timedelta(seconds=min(2.0 ** min(beyond, 20), self.longest_wait)) if beyond >= 0 else timedelta()


PAIR = Limit(5)
"""For one account from one source."""
ACCOUNT = Limit(20)
"""For one account from all sources that it hasn't signed in from."""
SOURCE = Limit(50)
"""From one source for all accounts that haven't signed in from it."""
CODES = Limit(20, 900.0)
"""For the second factor of one account: six digits are easier to guess than a password."""
LINKS = Limit(100)
"""Links that don't exist, from one source."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt, with the limits that apply to it by key.

    Attributes:
        pair: the key of the account and the source.
        wait: how many seconds to wait before trying; 0 if the attempt may go ahead.
        counted: the keys under which the attempt already counts as a failure.
        has_failed_before: whether there is a count that a success should delete.
    """

    limits: Mapping[str, Limit]
    pair: str = ""
    wait: int = 0
    counted: frozenset[str] = frozenset()
    has_failed_before: bool = False


def look_up(session: Session, attempt: Attempt) -> tuple[Attempt, bool]:
    """Return an attempt with its wait, and whether it must be reserved before it goes ahead."""
    at = now()
    found = _counts(session, attempt.limits, at)
    slowed = _slowed(attempt, found)
    return replace(attempt, wait=_wait(attempt, slowed, at), has_failed_before=attempt.pair in found), bool(slowed)


def reserve(session: Session, attempt: Attempt) -> Attempt:
    """Count an attempt as failed before it is made, so that simultaneous attempts can't all avoid the wait."""
    at = now()
    slowed = _slowed(attempt, _counts(session, attempt.limits, at, locked=True))
    if wait := _wait(attempt, slowed, at):
        return replace(attempt, wait=wait)
    for row in slowed.values():
        row.failures, row.last_at = row.failures + 1, at
    return replace(attempt, counted=frozenset(slowed))


def fail(session: Session, attempt: Attempt) -> None:
    """Count a failed attempt.

    Only the failures that are free for the pair count for the account and the source too. Otherwise, a single source
    could slow down all the others.
    """
    at = now()
    is_pair_slowed = attempt.pair in attempt.counted
    for key in attempt.limits:
        if key not in attempt.counted and (key == attempt.pair or not is_pair_slowed):
            _count(session, key, at)


def succeed(session: Session, attempt: Attempt) -> None:
    """Forget the failures of the account from this source."""
    if attempt.has_failed_before:
        session.execute(delete(FailedAttempts).where(FailedAttempts.key == attempt.pair))


def is_known(session: Session, key: str) -> bool:
    """Return whether an account has signed in from a source before."""
    return session.get(KnownSource, key) is not None


def remember(session: Session, key: str, user_id: str) -> None:
    """Remember that an account has signed in from a source."""
    known = session.get(KnownSource, key)
    if known is None:
        session.add(KnownSource(key=key, user_id=user_id))
    elif known.last_at < now() - REMEMBERED_AGAIN_AFTER:
        known.last_at = now()


def _counts(session: Session, keys: Iterable[str], at: datetime, *, locked: bool = False) -> dict[str, FailedAttempts]:
    query = (
        select(FailedAttempts)
        .where(FailedAttempts.key.in_(list(keys)), FailedAttempts.last_at > at - FORGOTTEN_AFTER)
        .order_by(FailedAttempts.key)
    )
    rows: Sequence[FailedAttempts] = session.scalars(query.with_for_update() if locked else query).all()
    return {row.key: row for row in rows}


def _slowed(attempt: Attempt, counts: Mapping[str, FailedAttempts]) -> dict[str, FailedAttempts]:
    """Return the counts that have used up their free failures."""
    return {key: row for key, row in counts.items() if row.failures >= attempt.limits[key].free}


def _wait(attempt: Attempt, slowed: Mapping[str, FailedAttempts], at: datetime) -> int:
    return max((_left(attempt.limits[key], row, at) for key, row in slowed.items()), default=0)


def _left(limit: Limit, row: FailedAttempts, at: datetime) -> int:
    return max(0, ceil((row.last_at + limit.wait(row.failures) - at).total_seconds()))


def _count(session: Session, key: str, at: datetime) -> None:
    is_forgotten = FailedAttempts.last_at <= at - FORGOTTEN_AFTER
    raised = (
        update(FailedAttempts)
        .where(FailedAttempts.key == key)
        .values(failures=case((is_forgotten, 1), else_=FailedAttempts.failures + 1), last_at=at)
        .returning(FailedAttempts.key)
    )
    if session.execute(raised, execution_options={"synchronize_session": False}).first() is None:
        session.add(FailedAttempts(key=key, failures=1, last_at=at))
        session.flush()
