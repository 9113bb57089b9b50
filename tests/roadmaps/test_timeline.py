"""Dates of phases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
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


def test_the_range_of_a_split_step_is_shared_out_like_its_days(world: Callable[..., Any]) -> None:
    """15 days in phases of 10: two thirds and one third of the low and the high figure."""
    small = world(efforts={"a": (15,) * 5}, weights={"a": 1}, entry=("a",), ratings={"a": "FFNNN"})

    parts = [planned for phase in small.plan(10, phases=2).phases for planned in phase.steps]

    whole = parts[0].step.effort
    assert [each.effort_days for each in parts] == [10, 5]
    assert [each.part.low / whole.low for each in parts] == [Fraction(2, 3), Fraction(1, 3)]
    assert [each.part.high / whole.high for each in parts] == [Fraction(2, 3), Fraction(1, 3)]


def test_within_a_phase_what_matters_most_comes_first(world: Callable[..., Any]) -> None:
    """D is the entry practice, c is worth more than b, and a only uses capacity that is left."""
    small = world(
        efforts=dict.fromkeys("abcd", (1, 1, 1, 1, 1)),
        weights={"a": 9, "b": 2, "c": 5, "d": 1},
        entry=("d",),
        ratings=dict.fromkeys("abcd", "FNNNN"),
    )

    roadmap = small.plan(50, pace=1, targets={"b": 2, "c": 2}, only_approach=False, leave_free=False)

    assert [(p.step.practice, p.step.filling) for p in roadmap.phases[0].steps] == [
        ("d", False),
        ("c", False),
        ("b", False),
        ("a", True),
    ]


def test_within_a_phase_what_symptoms_point_to_most_comes_before_the_entry_practice(
    world: Callable[..., Any],
) -> None:
    """All fit in one phase; b is worth 4, c 9, and the entry practice a 2."""
    small = world(
        efforts=dict.fromkeys("abc", (4,) * 5),
        weights={"a": 1, "b": 1, "c": 9},
        entry=("a",),
        supporting=("b", "c"),
        ratings=dict.fromkeys("abc", "FNNNN"),
        symptoms={"outages": ("b",)},
        reported={"outages": 2},
        own_targets=dict.fromkeys("abc", 2),
    )

    steps = small.plan(100).phases[0].steps

    assert [each.step.practice for each in steps] == ["b", "a", "c"]
