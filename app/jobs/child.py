"""The child process of a job: it produces one result, reports its progress, and ends."""

from __future__ import annotations

import pickle
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.running.content import Content
from practices_catalog.faults import InputError
from reports.child_process import ReplyWriter, end_with_parent

ReportProgress = Callable[[str, float], None]
Maker = Callable[[Content, dict[str, Any], ReportProgress], bytes]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child process may use; 0 means no limit."""

    cpu_seconds: int = 0
    memory_bytes: int = 0

    def apply(self) -> None:
        """Limit this process. The system kills it once it has used up its time; too much memory raises an error."""
        if self.cpu_seconds:
            # At the soft limit, SIGXCPU shows why the child ended. The hard limit is for a child that ignores it.
            resource.setrlimit(resource.RLIMIT_CPU, (self.cpu_seconds, self.cpu_seconds + 5))
        if self.memory_bytes:
            resource.setrlimit(resource.RLIMIT_AS, (self.memory_bytes, self.memory_bytes))


def main() -> None:
    """Run the job that standard input describes."""
    replies = ReplyWriter()
    make, content, request, bounds = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent process wrote it
    bounds.apply()
    # Otherwise, a killed server would leave this process running.
    end_with_parent()

    def report_progress(stage: str, progress: float) -> None:
        replies.say(stage=stage, progress=progress)

    try:
        made = make(content, request, report_progress)
    # Trying again would give the same errors, so the worker mustn't treat this as a crash.
    except InputError as error:
        replies.say(refused=str(error))
    except MemoryError:
        replies.say(out_of_memory=True)
    else:
        replies.hand_over(made)
