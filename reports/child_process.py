"""A child process for one job: it starts with an explicit path, gets its input once, and is always ended.

The parent writes the work to the child's standard input. The child replies on standard output with lines of JSON; a
line that gives the size of a payload is followed by that many bytes. Standard input stays open for as long as the
parent lives, so a child notices when its parent is killed, and ends too.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

ROOT = Path(__file__).resolve().parents[1]
SIZE = "payload_bytes"


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply from a child; `payload` is None if the line has none."""

    fields: dict[str, Any]
    payload: bytes | None = None


class ChildProcess:
    """A child that runs one of our functions, seen from its parent."""

    def __init__(self, entry: str, *, own_group: bool = False, errors: IO[bytes] | None = None) -> None:
        """Prepare a child.

        Args:
            entry: the function to run, as `module:function`; it takes no arguments.
            own_group: give the child a process group, so that all processes that it starts end with it.
            errors: where the child's standard error goes; None for the parent's standard error.
        """
        module, _, function = entry.partition(":")
        self._code = f"import sys; sys.path[:] = {search_path()!r}; from {module} import {function}; {function}()"
        self._own_group, self._errors = own_group, errors

    def start(self) -> None:
        """Start the child; `-P` keeps the current folder off its path until ours is set."""
        self._process = subprocess.Popen(  # noqa: S603 - our own function
            [sys.executable, "-P", "-c", self._code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=self._own_group,
        )

    def end(self) -> int:
        """Kill the child if it is still running, and return its exit status."""
        if self._own_group:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        return self._process.wait()

    def close(self) -> None:
        """Close the pipes; nothing may be reading from them."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def __enter__(self) -> Self:
        """Start the child."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child, whatever happened."""
        self.end()
        self.close()

    @property
    def pid(self) -> int:
        """The process id, which is also the id of the child's own group."""
        return self._process.pid

    def send(self, parts: Iterable[bytes]) -> None:
        """Send the input to the child."""
        feed = self._process.stdin
        assert feed is not None  # noqa: S101 - a pipe was requested
        for part in parts:
            feed.write(part)
        feed.flush()

    def replies(self) -> Iterator[Reply]:
        """Return the child's replies until it ends.

        Raises:
            ValueError: the child was killed in the middle of a reply.
        """
        out = self._process.stdout
        assert out is not None  # noqa: S101 - a pipe was requested
        for line in out:
            fields = json.loads(line)
            size = fields.pop(SIZE, None)
            payload = None if size is None else out.read(size)
            if payload is not None and len(payload) < size:
                raise ValueError("the reply is cut short")
            yield Reply(fields, payload)

    def wait(self) -> int:
        """Wait until the child ends, and return its exit status; negative for the signal that killed it."""
        return self._process.wait()


def search_path() -> list[str]:
    """Return the path on which a child looks for modules: this process's path without the current folder.

    A server may have put the current folder on its path, and the folder may contain an `app` or `reports` of its own.
    In a checkout, the current folder stays on the path, because it contains our packages.
    """
    try:
        here = Path.cwd()
    except FileNotFoundError:  # the folder has been deleted, so it contains no modules
        return [*dict.fromkeys([*sys.path, str(ROOT)])]
    places = {entry: Path(os.path.realpath(entry)) for entry in sys.path if entry}
    kept = [entry for entry, place in places.items() if place == ROOT or place != here]
    return kept if ROOT in places.values() else [str(ROOT), *kept]


class ReplyWriter:
    """The child's end of the protocol."""

    def __init__(self) -> None:
        """Take over standard output; what a library prints goes to standard error instead."""
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def say(self, **fields: object) -> None:
        """Write a reply without a payload."""
        self._out.write(json.dumps(fields).encode() + b"\n")
        self._out.flush()

    def hand_over(self, payload: bytes) -> None:
        """Write a reply with a payload."""
        self.say(**{SIZE: len(payload)})
        self._out.write(payload)
        self._out.flush()


def end_with_parent() -> None:
    """End this process when its parent ends; call this after reading all of standard input."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    os.read(sys.stdin.fileno(), 1)  # returns once the parent's end of the pipe is closed
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
