"""The workers: one thread for each job that may run at once. Each job runs in a child process of its thread."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Mapping

from app.jobs import queue
from app.jobs.child import Bounds, Maker
from app.jobs.daily_tasks import DailyTask
from app.jobs.kinds import JobLimits
from app.jobs.process import ChildExited, JobProcess, JobProgress, JobRefused, JobResult, Message, OutOfMemory
from app.jobs.queue import ClaimedJob, HeartbeatReply
from app.running.content import Content
from app.storage.database import Database

LOGGER = logging.getLogger("wayfinder.jobs")


class Workers:
    """Run the jobs of some kinds in one database. Nothing runs before the first call of `wake`.

    Attributes:
        running: the child processes, by the ids of their jobs.
        daily: a task to run once a day, between jobs.
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
        self._bounds = Bounds(self.limits.cpu_seconds, self.limits.memory_bytes)
        self.running: dict[str, JobProcess] = {}
        self._threads: list[threading.Thread] = []
        self._woken = threading.Semaphore(0)
        self._stopping = threading.Event()
        self._starting = threading.Lock()

    def wake(self) -> None:
        """Look for jobs now. The first call in a process starts the threads."""
        with self._starting:
            if not self._threads:
                named = (f"jobs-{number}" for number in range(self.limits.at_once))
                self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for name in named]
                for thread in self._threads:
                    thread.start()
        self._woken.release()

    def stop(self) -> None:
        """Stop all threads; running jobs return to the queue."""
        self._stopping.set()
        for _ in self._threads:
            self._woken.release()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                if self._run_one():
                    continue
            except Exception:
                LOGGER.exception("A worker failed to process a job")
            if self.daily:
                self.daily.run_if_due()
            self._woken.acquire(timeout=self.limits.poll_seconds)

    def _run_one(self) -> bool:
        """Run the job that has waited longest, and return whether there was one."""
        with self.database.reading() as session:
            # On SQLite, claiming locks the database. Look first, so that idle workers lock nothing.
            if not queue.has_work(session, self.makers.keys()):
                return False
        with self.database.writing() as session:
            claimed = queue.claim(session, self.limits, self.makers.keys())
        if claimed is None:
            return False
        with JobProcess(self.makers[claimed.kind], self.content, claimed.request, self._bounds) as child:
            self.running[claimed.id] = child
            try:
                end = self._watch(child, claimed)
            finally:
                del self.running[claimed.id]
        self._close(claimed, end)
        return True

    def _watch(self, child: JobProcess, claimed: ClaimedJob) -> Message | HeartbeatReply | None:
        """Return how a job ended: the child's last message, a reply to a heartbeat, or None if it took too long."""
        started = last_heartbeat = time.monotonic()
        progress = JobProgress("Starting", 0.0)
        while time.monotonic() - started < self.limits.job_seconds:
            if self._stopping.is_set():
                return HeartbeatReply.CONTINUE
            message = child.next(self.limits.heartbeat_seconds)
            if isinstance(message, JobProgress):
                progress = message
            elif message is not None:
                return message
            if time.monotonic() - last_heartbeat >= self.limits.heartbeat_seconds:
                last_heartbeat = time.monotonic()
                with self.database.writing() as session:
                    reply = queue.heartbeat(session, claimed, progress.stage, progress.share, self.limits)
                if reply is not HeartbeatReply.CONTINUE:
                    return reply
        return None

    def _close(self, claimed: ClaimedJob, end: Message | HeartbeatReply | None) -> None:
        with self.database.writing() as session:
            if failure := self._failure(claimed, end):
                queue.fail(session, claimed, failure)
                return
            match end:
                case JobResult(content):
                    queue.finish(session, claimed, content)
                case ChildExited():
                    queue.requeue(session, claimed)
                case HeartbeatReply.CANCEL:
                    queue.end_cancelled(session, claimed)
                # The server is stopping, which has nothing to do with the job.
                case HeartbeatReply.CONTINUE:
                    queue.requeue(session, claimed, begun=False)
                case _:
                    LOGGER.warning("Job %s was taken over by another worker", claimed.id)

    def _failure(self, claimed: ClaimedJob, end: Message | HeartbeatReply | None) -> str:
        """Return why a job has failed for good, or "" if it hasn't."""
        limits, messages, failure = self.limits, self.limits.messages, ""
        match end:
            case JobRefused(why):
                failure = why
            case OutOfMemory():
                failure = messages.too_much_memory.format(megabytes=limits.memory_bytes // 1024**2)
            case ChildExited(status) if status == -signal.SIGXCPU:
                failure = messages.too_much_cpu.format(seconds=limits.cpu_seconds)
            # Only a signal can come from outside. Any other status means a bug in Wayfinder, which would occur again.
            case ChildExited(status) if status >= 0:
                LOGGER.error("The child process of job %s ended with status %s", claimed.id, status)
                failure = messages.ours
            case ChildExited() if claimed.attempt >= limits.attempts:
                failure = messages.killed.format(times=queue.times(claimed.attempt))
            case None:
                failure = messages.too_long.format(minutes=limits.job_seconds / 60)
        return failure
