"""Dates of phases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any


def test_a_phase_ends_the_day_before_the_next_begins(world: Callable[..., Any]) -> None:
    """Four weeks from Monday 5 January 2026, over the end of a month."""
    small = world(efforts={"a": (1, 1, 1, 1, 1)}, weights={"a": 1}, entry=("a",))

    roadmap = small.plan(phases=3, phase_weeks=4)

    assert [(phase.number, phase.start, phase.end) for phase in roadmap.phases] == [
        (1, date(2026, 1, 5), date(2026, 2, 1)),
        (2, date(2026, 2, 2), date(2026, 3, 1)),
        (3, date(2026, 3, 2), date(2026, 3, 29)),
    ]


def test_within_a_phase_a_step_comes_after_its_prerequisite(world: Callable[..., Any]) -> None:
    """A comes first in the catalogue, and requires b."""
    small = world(
        efforts=dict.fromkeys("ab", (1, 1, 1, 1, 1)),
        weights={"a": 1, "b": 1},
        entry=("a",),
        hard={"a": (("b", 1, 2),)},
    )

    (steps, *_) = (phase.steps for phase in small.plan(targets={"b": 1}).phases)

    assert [(p.step.practice, p.step.to_level) for p in steps] == [("a", 1), ("b", 1), ("a", 2), ("a", 3)]
