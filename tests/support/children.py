"""Functions that child processes run in the tests of `reports.child_process`."""

from __future__ import annotations

import os
import sys
import time

from reports.child_process import ReplyWriter, end_with_parent


def chatter() -> None:
    """Return the input as a payload, surrounded by a library's prints."""
    replies = ReplyWriter()
    print("noise")  # noqa: T201 - as a library might
    os.write(1, b"more noise\n")
    replies.say(stage="Working", progress=0.5)
    replies.hand_over(sys.stdin.buffer.readline())


def tell_path() -> None:
    """Print where modules are imported from."""
    import reports  # noqa: PLC0415 - the child's own

    ReplyWriter().say(path=sys.path, reports=reports.__file__)


def break_off() -> None:
    """Announce a payload, and exit before all of it is written."""
    replies = ReplyWriter()
    replies.say(payload_bytes=1000)
    os._exit(0)


def linger() -> None:
    """Say hello, and wait for the parent to end."""
    replies = ReplyWriter()
    end_with_parent()
    replies.say(pid=os.getpid())
    time.sleep(600)
