"""Runs a command and measures its wall-clock time and the peak memory of its largest process."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """The time and memory of one run of a command."""

    seconds: float
    peak_mb: float


def measure(command: Sequence[str]) -> Measured:
    """Return the time that a command takes and the peak memory of its largest process, including children.

    Raises:
        RuntimeError: the command failed; the message has the end of its standard error.
    """
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        said = child.stderr.read() if child.stderr else b""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if child.returncode:
        raise RuntimeError(f"{command[0]} failed: {said.decode(errors='replace')[-1000:]}")
    return Measured(seconds, usage.ru_maxrss / 1024)


def alternate(runs: int, *measures: Callable[[], Measured]) -> list[Measured]:
    """Return each command's median over several rounds, run in turn so that a busy moment affects all of them alike."""
    rounds = [[each() for each in measures] for _ in range(runs)]
    return [
        Measured(
            statistics.median(one.seconds for one in column),
            statistics.median(one.peak_mb for one in column),
        )
        for column in zip(*rounds, strict=True)
    ]
