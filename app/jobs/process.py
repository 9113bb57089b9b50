"""A child process that runs one job, seen from the worker that started it."""

from __future__ import annotations

import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self

from app.jobs.child import Maker
from app.running.content import Content

START = "from app.jobs.child import main; main()"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a child says that it is, 0 to 1."""

    stage: str
    share: float


@dataclass(frozen=True, slots=True)
class Made:
    """What a child made."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """What a child says is wrong with what it was asked for."""

    why: str


@dataclass(frozen=True, slots=True)
class Died:
    """A child that ended without a result; it was killed where the status is negative."""

    status: int


Message = Progress | Made | Refused | Died


class Child:
    """A child in a group of processes of its own, so that all that it starts ends with it."""

    def __init__(self, make: Maker, content: Content, request: dict[str, Any]) -> None:
        self._work = (make, content, request)
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        """Start it."""
        command = [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}; {START}"]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self._talk = threading.Thread(target=self._exchange, daemon=True)
        self._talk.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, whatever happened."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._talk.join()
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()

    @property
    def pid(self) -> int:
        """Its number, which is its group's too."""
        return self._process.pid

    def next(self, timeout_seconds: float) -> Message | None:
        """Return its next message, None where there is none in time."""
        try:
            return self._messages.get(timeout=timeout_seconds)
        except queue.Empty:
            return None

    def _exchange(self) -> None:
        """Hand the work over, then listen to the end."""
        feed, answers = self._pipes()
        with suppress(OSError):
            pickle.dump(self._work, feed)
            feed.flush()
        try:
            for line in answers:
                self._messages.put(_message(json.loads(line), answers))
        except (OSError, ValueError):  # it was killed in the middle of a word
            pass
        self._messages.put(Died(self._process.wait()))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        feed, answers = self._process.stdin, self._process.stdout
        assert feed is not None  # noqa: S101 - both were asked for
        assert answers is not None  # noqa: S101
        return feed, answers


def _message(message: dict[str, Any], answers: IO[bytes]) -> Message:
    if "made" in message:
        content = answers.read(message["made"])
        if len(content) < message["made"]:
            raise ValueError("the result is cut short")
        return Made(content)
    if "refused" in message:
        return Refused(message["refused"])
    return Progress(message["stage"], message["progress"])
