"""The child process of a job, as the worker that started it sees it."""

from __future__ import annotations

import pickle
import queue
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from app.jobs.child import Bounds, Maker
from app.running.content import Content
from reports.child_process import ChildProcess, Reply

ENTRY = "app.jobs.child:main"


@dataclass(frozen=True, slots=True)
class JobProgress:
    """The progress of a job; `share` is from 0 to 1."""

    stage: str
    share: float


@dataclass(frozen=True, slots=True)
class JobResult:
    """The result of a job."""

    content: bytes


@dataclass(frozen=True, slots=True)
class JobRefused:
    """Why the request can't be fulfilled."""

    why: str


@dataclass(frozen=True, slots=True)
class ChildExited:
    """A child process that ended without a result; a negative status is the signal that killed it."""

    status: int


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """A child process that ended because it needed more memory than allowed."""


Message = JobProgress | JobResult | JobRefused | OutOfMemory | ChildExited


class JobProcess:
    """A child process with a process group of its own, so that ending the group ends everything the child started."""

    def __init__(self, make: Maker, content: Content, request: dict[str, Any], bounds: Bounds | None = None) -> None:
        self._work = (make, content, request, bounds or Bounds())
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._process = ChildProcess(ENTRY, own_group=True)

    def __enter__(self) -> Self:
        """Start the child."""
        self._process.start()
        # The worker also has to send heartbeats, so it can't block on the pipe of the child.
        self._talk = threading.Thread(target=self._exchange, daemon=True)
        self._talk.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child, even after an error."""
        # Ending the process closes its pipe, which ends the thread.
        self._process.end()
        self._talk.join()
        self._process.close()

    @property
    def pid(self) -> int:
        """The process id, which is also the id of the process group."""
        return self._process.pid

    def next(self, timeout_seconds: float) -> Message | None:
        """Return the next message, or None after the timeout."""
        try:
            return self._messages.get(timeout=timeout_seconds)
        except queue.Empty:
            return None

    def _exchange(self) -> None:
        """Send the job to the child, then receive its replies until it ends."""
        with suppress(OSError):
            self._process.send([pickle.dumps(self._work)])
        try:
            for reply in self._process.replies():
                self._messages.put(_message(reply))
        except (OSError, ValueError):  # the child was killed while it was sending a reply
            pass
        self._messages.put(ChildExited(self._process.wait()))


def _message(reply: Reply) -> Message:
    if reply.payload is not None:
        return JobResult(reply.payload)
    if "refused" in reply.fields:
        return JobRefused(reply.fields["refused"])
    if "out_of_memory" in reply.fields:
        return OutOfMemory()
    return JobProgress(reply.fields["stage"], reply.fields["progress"])
