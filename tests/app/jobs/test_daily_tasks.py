"""A task that runs once a day."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest

from app.jobs.daily_tasks import SECONDS, DailyTask
from app.jobs.workers import Workers
from app.running.content import Content
from app.storage.database import Database
from tests.support.waiting import until


@dataclass
class Clock:
    """A clock that a test can set."""

    seconds: float = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.seconds


def test_a_task_runs_immediately_and_again_after_a_day() -> None:
    """More frequent calls don't run it."""
    done: list[float] = []
    clock = Clock()
    daily = DailyTask(lambda: done.append(clock.seconds), clock)

    for seconds in (0, 1, SECONDS - 1, SECONDS, SECONDS + 1, 2 * SECONDS):
        clock.seconds = seconds
        daily.run_if_due()

    assert done == [0, SECONDS, 2 * SECONDS]


def test_a_failure_is_logged_and_retried_the_next_day(caplog: pytest.LogCaptureFixture) -> None:
    """It isn't retried at every call."""
    clock, tried = Clock(), []

    def fail() -> None:
        tried.append(clock.seconds)
        raise OSError("the disk is full")

    daily = DailyTask(fail, clock)
    daily.run_if_due()
    daily.run_if_due()
    clock.seconds = SECONDS
    daily.run_if_due()

    assert tried == [0, SECONDS]
    assert "the disk is full" in caplog.text


def test_other_threads_do_not_wait_for_the_task() -> None:
    """A second thread continues its own work."""
    begun, end, done = threading.Event(), threading.Event(), []

    def wait() -> None:
        begun.set()
        end.wait(10)
        done.append(True)

    daily = DailyTask(wait)
    thread = threading.Thread(target=daily.run_if_due)
    thread.start()
    begun.wait(10)
    daily.run_if_due()
    assert done == []
    end.set()
    thread.join()
    assert done == [True]


def test_workers_run_the_task_when_they_wake(database: Database, content: Content) -> None:
    """No job is needed, for example when the server starts."""
    done: list[bool] = []
    workers = Workers(database, content, {}, daily=DailyTask(lambda: done.append(True)))

    workers.wake()

    until(lambda: done)
    workers.stop()
    assert done == [True]
