"""How quickly the command line starts, compared with Python itself."""

from __future__ import annotations

import sys

from benchmarks.processes import alternate, measure
from tests.support.checkout import WAYFINDER

ROUNDS = 9


def measure_start() -> dict[str, float]:
    """Return the seconds of `wayfinder --help`, `wayfinder check` and an empty Python program."""
    names = ("python", "help", "check")
    commands = (["-c", "pass"], [WAYFINDER, "--help"], [WAYFINDER, "check"])
    medians = alternate(ROUNDS, *(lambda c=command: measure([sys.executable, *c]) for command in commands))
    return {name: median.seconds for name, median in zip(names, medians, strict=True)}
