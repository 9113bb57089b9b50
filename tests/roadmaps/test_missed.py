"""Targets that are missed, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def missed(roadmap: Any) -> list[tuple[str, int, int, str]]:
    """Return the targets that a roadmap misses."""
    return [(each.practice, each.target, each.reached, each.why) for each in roadmap.unplanned]


def cost(level: int, person_days: int) -> str:
    """Return what the missing levels take."""
    return f"Reaching level {level} would take {person_days} person-days."


def test_no_room_says_how_many_days_were_missing(world: Build) -> None:
    """Phases of 10 days hold two steps of 4; the third needs 4 where 2 are left."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    assert missed(small.plan(10, phases=1)) == [
        (
            "a",
            3,
            2,
            (
                "Level 3 needs 4 person-days, but the only phase has 2 person-days left. "
                "Reaching level 3 would take 4 person-days."
            ),
        )
    ]


def test_a_step_behind_one_that_has_no_room_names_it(world: Build) -> None:
    """A 3 waits for b 1, which is larger than all that is left."""
    small = world(
        efforts={"a": FOUR, "b": (9, 4, 4, 4, 4)},
        weights={"a": 5, "b": 1},
        entry=("a",),
        ratings={"a": "FNNNN", "b": "NNNNN"},
        hard={"a": (("b", 1, 3),)},
    )

    assert missed(small.plan(10, phases=1, targets={"b": 1})) == [
        (
            "a",
            3,
            2,
            (
                "Level 3 waits for b level 1, which needs 9 person-days, but the only phase has 6 person-days left. "
                "Reaching level 3 would take 4 person-days."
            ),
        ),
        (
            "b",
            1,
            0,
            (
                "Level 1 needs 9 person-days, but the only phase has 6 person-days left. "
                "Reaching level 1 would take 9 person-days."
            ),
        ),
    ]


def test_a_level_without_an_applicable_statement_is_out_of_reach(world: Build) -> None:
    """Level 3 is not applicable: planned up to 2."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NN-NN"})

    assert missed(small.plan(100, targets={"a": 5})) == [
        (
            "a",
            5,
            2,
            "No statement of a at level 3 applies, so neither that level nor a higher one can be reached.",
        )
    ]


def test_a_target_below_a_prerequisite_blocks_the_other_step(world: Build) -> None:
    """The target keeps b at level 1, but a 3 requires b 2."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR), weights=dict.fromkeys("ab", 1), entry=("a",), hard={"a": (("b", 2, 3),)}
    )

    assert missed(small.plan(100, targets={"b": 1})) == [
        ("a", 3, 2, f"A level 3 waits for b level 2, whose target is 1; set it to 2 or higher. {cost(3, 4)}")
    ]


def test_a_prerequisite_that_does_not_apply_bars_what_waits_for_it(world: Build) -> None:
    """It has no level that could satisfy it, and is not planned."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"b": "-----"},
        hard={"a": (("b", 1, 2),)},
    )

    assert missed(small.plan(100)) == [
        (
            "a",
            3,
            1,
            "A level 2 waits for b level 1, which is rated not applicable; "  # noqa: ISC004 - one sentence
            f"outsourced work counts as applicable and can be rated. {cost(3, 8)}",
        )
    ]


def test_a_prerequisite_out_of_reach_bars_what_waits_for_it(world: Build) -> None:
    """B has no applicable statement at 2."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"b": "F-NNN"},
        hard={"a": (("b", 2, 2),)},
    )

    why = "no statement of b at level 2 applies, so neither that level nor a higher one can be reached."
    assert missed(small.plan(100)) == [
        ("a", 3, 1, f"A level 2 waits for b level 2, but {why} {cost(3, 8)}"),
        ("b", 2, 1, f"N{why[1:]}"),
    ]


def test_levels_that_the_pace_puts_after_the_roadmap_say_so(world: Build) -> None:
    """One level a phase, and two phases."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    assert missed(small.plan(100, phases=2, pace=1)) == [
        (
            "a",
            3,
            2,
            (
                "Level 3 comes after the 2 phases of the roadmap: a practice rises by at most 1 level a phase. "
                f"{cost(3, 4)}"
            ),
        )
    ]


def test_breadth_that_leaves_no_phase_says_so(world: Build) -> None:
    """One practice a phase, one phase, and a is worth more."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    assert missed(small.plan(100, phases=1, breadth=1)) == [
        ("b", 3, 2, f"Level 3 has no place: each phase with room for it already has steps in 1 practice. {cost(3, 4)}")
    ]


def test_only_phases_with_room_are_asked_for_their_breadth(world: Build) -> None:
    """Phase 1 has room for b, but two practices at work; phase 2 has one, which fills it."""
    small = world(
        efforts={"a": (3,) * 5, "b": FOUR, "c": (3,) * 5, "d": (10,) * 5},
        weights={"a": 9, "b": 1, "c": 9, "d": 9},
        entry=("a",),
        supporting=("b", "c", "d"),
        ratings=dict.fromkeys("abcd", "FFNNN"),
    )

    assert missed(small.plan(10, phases=2, breadth=2, pins={"d": 2})) == [
        ("b", 3, 2, f"Level 3 has no place: each phase with room for it already has steps in 2 practices. {cost(3, 4)}")
    ]


@pytest.mark.parametrize(("phases", "left"), [(1, "phase 1 has 6"), (2, "phases 1 and 2 have 16")])
def test_a_step_larger_than_all_that_is_left_says_so(world: Build, phases: int, left: str) -> None:
    """B takes 25 of the 10 or 20 days, and a takes 4 of them."""
    small = world(
        efforts={"a": FOUR, "b": (25,) * 5},
        weights={"a": 9, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    ((_, _, _, why),) = missed(small.plan(10, phases=phases))

    assert f"is larger than a whole phase and needs 25 person-days, but {left} person-days left." in why


def test_a_pin_that_leaves_too_few_phases_is_named(world: Build) -> None:
    """Of two phases, the pin leaves the second one, for level 1."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    ((_, _, reached, why),) = missed(small.plan(100, phases=2, pace=1, pins={"a": 2}))

    assert reached == 1
    assert why == (
        "Level 2 comes after the 2 phases of the roadmap: a practice rises by at most 1 level a phase from phase 2 on, "
        f"where it is pinned. {cost(3, 8)}"
    )


def test_a_large_step_needs_its_days_in_consecutive_phases(world: Build) -> None:
    """B takes 15 days, and phases 1 and 3 have 20; phase 2 is full."""
    small = world(
        efforts={"a": (10,) * 5, "b": (15,) * 5},
        weights={"a": 9, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    ((_, _, _, why),) = missed(small.plan(10, phases=3, pins={"a": 2}))

    assert why == (
        "Level 3 is larger than a whole phase and needs 15 person-days in consecutive phases from phase 1 on, but "
        f"other steps fill one of these phases. {cost(3, 15)}"
    )
