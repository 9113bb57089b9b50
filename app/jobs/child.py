"""The child process of a job: it produces one result, reports its progress, and ends."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from typing import Any

from app.running.content import Content
from practices_catalog.faults import InputError
from reports.child_process import ReplyWriter, end_with_parent

ReportProgress = Callable[[str, float], None]
Maker = Callable[[Content, dict[str, Any], ReportProgress], bytes]


def main() -> None:
    """Run the job that standard input describes."""
    replies = ReplyWriter()
    make, content, request = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent process wrote it
    # Otherwise, a killed server would leave this process running.
    end_with_parent()

    def report_progress(stage: str, progress: float) -> None:
        replies.say(stage=stage, progress=progress)

    try:
        made = make(content, request, report_progress)
    # Trying again would give the same faults, so the worker must not take this for a crash.
    except InputError as error:
        replies.say(refused=str(error))
    else:
        replies.hand_over(made)
