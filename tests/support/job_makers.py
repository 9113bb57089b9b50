"""Job functions that do what a test needs; they run in child processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from app.jobs.child import Maker, ReportProgress
from app.running.content import Content
from practices_catalog.faults import refuse


def echo(_content: Content, request: dict[str, Any], tell: ReportProgress) -> bytes:
    """Return the input after printing noise that mustn't get into the result."""
    os.write(1, b"noise of a library\n")
    tell("Echoing", 0.5)
    return str(request["text"]).encode()


def wait(_content: Content, request: dict[str, Any], tell: ReportProgress) -> bytes:
    """Write the process id into a file, then wait to be killed."""
    Path(request["path"]).write_text(str(os.getpid()), encoding="ascii")
    tell("Waiting", 0.25)
    time.sleep(600)
    return b"nobody waited so long"


def die(_content: Content, request: dict[str, Any], _tell: ReportProgress) -> bytes:
    """Leave a mark for each attempt, then get killed."""
    with Path(request["path"]).open("a", encoding="ascii") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def refuse_it(_content: Content, _request: dict[str, Any], _tell: ReportProgress) -> bytes:
    """Find a fault in the input."""
    raise refuse("the answer is too long", "shorten it")


def fail(_content: Content, _request: dict[str, Any], _tell: ReportProgress) -> bytes:
    """Raise an internal error."""
    raise ZeroDivisionError


def spin(_content: Content, _request: dict[str, Any], _tell: ReportProgress) -> bytes:
    """Compute forever."""
    while True:
        pass


def hoard(_content: Content, _request: dict[str, Any], _tell: ReportProgress) -> bytes:
    """Use more and more memory."""
    taken = []
    while True:
        taken.append(bytearray(50_000_000))


MAKERS: dict[str, Maker] = {
    "echo": echo,
    "wait": wait,
    "die": die,
    "refuse": refuse_it,
    "fail": fail,
    "spin": spin,
    "hoard": hoard,
}
