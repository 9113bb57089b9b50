"""The reasons for a step's place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_a_step_says_what_it_serves_requires_and_unlocks(world: Build, reasons: Build) -> None:
    """A 2 requires b 1, and a 3 benefits from c 2; each phase has room for two steps."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights={"a": 5, "b": 1, "c": 1},
        entry=("a",),
        ratings={"a": "FNNNN", "b": "NNNNN", "c": "NNNNN"},
        hard={"a": (("b", 1, 2),)},
        soft={"a": (("c", 2, 3),)},
    )

    why = reasons(small.plan(8, targets={"b": 1}))

    assert (
        why["b", 1]
        == "You set its target to level 1. A level 2 requires this level. Because b. Unlocks a level 2 (phase 1)."
    )
    assert why["a", 2] == "An entry practice of “The way”. Waits for b level 1 (phase 1). Unlocks a level 3 (phase 2)."
    assert why["a", 3] == (
        "An entry practice of “The way”. Phase 1 doesn't have enough capacity left. This step would be easier "
        "with c at level 2, which won't be in place by then. Softly c."
    )


def test_several_soft_prerequisites_are_in_one_sentence(world: Build, reasons: Build) -> None:
    """Prerequisites that are met when the step starts aren't mentioned."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights=dict.fromkeys("abcd", 1),
        entry=("a",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
        soft={"a": (("b", 2, 3), ("c", 1, 3), ("d", 2, 3))},
    )

    assert reasons(small.plan())["a", 3].endswith(
        "This step would be easier with c at level 1 and d at level 2, which won't be in place by then."
    )


def test_a_step_towards_a_level_that_another_needs_says_so(world: Build, reasons: Build) -> None:
    """A 2 needs b at 3: b 1 is on the way; b is not assessed."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FNNNN"},
        hard={"a": (("b", 3, 2),)},
    )

    assert reasons(small.plan(100))["b", 1] == (
        "A level 2 requires level 3. Because b. Unlocks b level 2 (phase 1). The practice wasn't assessed, so "
        "it is planned from level 0."
    )


def test_a_practice_out_of_scope_is_not_called_unassessed(world: Build, reasons: Build) -> None:
    """This covers the reason of its steps and the note of the roadmap; c is in scope, and nobody answered."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a", "b", "c"),
        ratings={"a": "FNNNN"},
        left_out={"b": "A supplier does it"},
    )

    roadmap = small.plan(100)

    assert reasons(roadmap)["b", 1].endswith(
        "The practice is outside the assessment's scope, so it is planned from level 0."
    )
    assert reasons(roadmap)["c", 1].endswith("The practice wasn't assessed, so it is planned from level 0.")
    assert roadmap.notes == (
        "Not assessed, so planned from level 0: c.",
        "Outside the assessment's scope, so planned from level 0: b.",
    )


def test_a_split_step_names_its_phases(world: Build, reasons: Build) -> None:
    """12 days take two phases of 10, 25 take three."""
    small = world(efforts={"a": (12, 25, 4, 4, 4)}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    why = reasons(small.plan(10, targets={"a": 2}))

    assert "The step is larger than a whole phase, so it is split over phases 1 and 2." in why["a", 1]
    assert "The step is larger than a whole phase, so it is split over phases 2 to 4." in why["a", 2]


def test_a_step_beyond_what_others_need_names_the_default(world: Build, reasons: Build) -> None:
    """B is needed at 1; its second level is the default of prerequisites."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FNNNN", "b": "FNNNN"},
        hard={"a": (("b", 1, 2),)},
    )

    assert reasons(small.plan(100))["b", 2] == "Continues to level 2, the target of practices that others depend on."
