"""Targets: 3 for the approach's own practices, 2 or more for their prerequisites, and those set by a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_prerequisites_of_prerequisites_get_targets_too(world: Build) -> None:
    """The entry practice requires b at 1 (so 2 by default), b at 2 requires c at 3, and nothing requires d."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights=dict.fromkeys("abcd", 1),
        entry=("a",),
        hard={"a": (("b", 1, 2),), "b": (("c", 3, 2),), "c": (("d", 2, 4),)},
    )

    assert small.plan(100).targets == {"a": 3, "b": 2, "c": 3}


def test_levels_already_reached_require_nothing(world: Build) -> None:
    """A is at level 2, so the prerequisite of its level 2 no longer matters."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FFNNN"},
        hard={"a": (("b", 1, 2),)},
    )

    assert small.plan(100).targets == {"a": 3}


def test_a_default_target_is_never_below_the_current_level(world: Build) -> None:
    """A practice at level 4 keeps 4 as its target and has nothing to do."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FFFFN"})

    assert small.plan().targets == {"a": 4}


def test_a_target_set_by_hand_overrides_the_default(world: Build) -> None:
    """Targets that a person set aren't changed, whatever the practice."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        hard={"a": (("b", 2, 2),)},
    )

    assert small.plan(100, targets={"a": 2, "b": 5, "c": 1}).targets == {"a": 2, "b": 5, "c": 1}


def test_the_higher_requirement_wins(world: Build) -> None:
    """One practice requires b at 2, and another at 4."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a", "c"),
        hard={"a": (("b", 2, 2),), "c": (("b", 4, 3),)},
    )

    assert small.plan(100).targets == {"a": 3, "b": 4, "c": 3}
