"""In a process of its own: makes one thing, tells of its progress on standard output, and ends.

It never outlives whoever started it: standard input stays open until that one ends.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from app.running.content import Content
from practices_catalog.faults import InputError

Tell = Callable[[str, float], None]
Maker = Callable[[Content, dict[str, Any], Tell], bytes]


def main() -> None:
    """Make what standard input asks for."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is not ours
    make, content, request = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def tell_progress(stage: str, progress: float) -> None:
        tell(out, stage=stage, progress=progress)

    try:
        made = make(content, request, tell_progress)
    except InputError as error:
        tell(out, refused=str(error))
    else:
        tell(out, made=len(made))
        out.write(made)
        out.flush()


def tell(out: IO[bytes], **message: object) -> None:
    """Write one message, a line of JSON."""
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


def _end_with_parent() -> None:
    """Wait until whoever started this process closes its end, then end with all that this one started."""
    os.read(sys.stdin.fileno(), 1)
    os.killpg(0, signal.SIGKILL)
