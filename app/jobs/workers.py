"""The pool: so many threads as jobs may run at once, each with a child process for the job that it runs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping

from app.jobs import queue
from app.jobs.child import Maker
from app.jobs.daily_tasks import DailyTask
from app.jobs.process import ChildExited, JobProcess, JobProgress, JobRefused, JobResult, Message
from app.jobs.queue import ClaimedJob, HeartbeatReply, JobLimits
from app.running.content import Content
from app.storage.database import Database

LOGGER = logging.getLogger("wayfinder.jobs")
OURS = "Something went wrong here while it was made. Try again; if it stays, tell whoever runs Wayfinder."
KILLED = "It was stopped from outside {}, perhaps for want of memory. Leave parts out, or ask again later."
TOO_LONG = "It was not ready after {:.0f} minutes. Leave parts out, or shorten the longest answers."


class Workers:
    """Runs the jobs of one database; nothing runs before `wake` is called.

    Attributes:
        running: the children at work, by their jobs' ids.
        daily: what is done between jobs, once a day.
    """

    def __init__(
        self,
        database: Database,
        content: Content,
        makers: Mapping[str, Maker],
        limits: JobLimits | None = None,
        daily: DailyTask | None = None,
    ) -> None:
        self.database, self.content, self.makers = database, content, makers
        self.limits = limits or JobLimits()
        self.daily = daily
        self.running: dict[str, JobProcess] = {}
        self._threads: list[threading.Thread] = []
        self._asked = threading.Semaphore(0)
        self._stopping = threading.Event()
        self._starting = threading.Lock()

    def wake(self) -> None:
        """Look for jobs now; starts the pool at the first call in a process."""
        with self._starting:
            if not self._threads:
                named = (f"jobs-{number}" for number in range(self.limits.at_once))
                self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for name in named]
                for thread in self._threads:
                    thread.start()
        self._asked.release()

    def stop(self) -> None:
        """End the pool; jobs that run are given back."""
        self._stopping.set()
        for _ in self._threads:
            self._asked.release()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                if self._run_one():
                    continue
            except Exception:
                LOGGER.exception("A job could not be looked after")
            if self.daily:
                self.daily.run_if_due()
            self._asked.acquire(timeout=self.limits.look_seconds)

    def _run_one(self) -> bool:
        """Run the job that has waited longest; say whether there was one."""
        with self.database.reading() as session:
            if not queue.has_work(session):
                return False
        with self.database.writing() as session:
            claimed = queue.claim(session, self.limits)
        if claimed is None:
            return False
        with JobProcess(self.makers[claimed.kind], self.content, claimed.request) as child:
            self.running[claimed.id] = child
            try:
                end = self._watch(child, claimed)
            finally:
                del self.running[claimed.id]
        self._close(claimed, end)
        return True

    def _watch(self, child: JobProcess, claimed: ClaimedJob) -> Message | HeartbeatReply | None:
        """Return how a job ended: by the child's last word, by what is asked of us, or by neither in time."""
        begun = beaten = time.monotonic()
        at = JobProgress("Starting", 0.0)
        while time.monotonic() - begun < self.limits.job_seconds:
            if self._stopping.is_set():
                return HeartbeatReply.GO_ON
            message = child.next(self.limits.beat_seconds)
            if isinstance(message, JobProgress):
                at = message
            elif message is not None:
                return message
            if time.monotonic() - beaten >= self.limits.beat_seconds:
                beaten = time.monotonic()
                with self.database.writing() as session:
                    standing = queue.heartbeat(session, claimed, at.stage, at.share, self.limits)
                if standing is not HeartbeatReply.GO_ON:
                    return standing
        return None

    def _close(self, claimed: ClaimedJob, end: Message | HeartbeatReply | None) -> None:
        with self.database.writing() as session:
            match end:
                case JobResult(content):
                    queue.finish(session, claimed, content)
                case JobRefused(why):
                    queue.fail(session, claimed, why)
                case ChildExited(status) if status >= 0:
                    LOGGER.error("The child of job %s ended with status %s", claimed.id, status)
                    queue.fail(session, claimed, OURS)
                case ChildExited() if claimed.attempt >= self.limits.attempts:
                    queue.fail(session, claimed, KILLED.format(queue.times(claimed.attempt)))
                case ChildExited():
                    queue.requeue(session, claimed)
                case HeartbeatReply.CANCEL:
                    queue.end_cancelled(session, claimed)
                case HeartbeatReply.GO_ON:
                    queue.requeue(session, claimed, begun=False)
                case None:
                    queue.fail(session, claimed, TOO_LONG.format(self.limits.job_seconds / 60))
                case _:
                    LOGGER.warning("Job %s was taken over by another worker", claimed.id)
