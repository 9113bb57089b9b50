"""The notes on a roadmap as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_a_roadmap_with_nothing_in_it_says_so_and_offers_what_is_next(world: Build, remarks: Build) -> None:
    """FL-034: all targets are reached. B at 4 would wait for c, d is worth nothing, e is at the top."""
    small = world(
        efforts=dict.fromkeys("abcde", FOUR),
        weights={"a": 5, "b": 9, "c": 1, "d": 0, "e": 9},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFFFN", "b": "FFFNN", "c": "FNNNN", "d": "NNNNN", "e": "FFFFF"},
        hard={"b": (("c", 2, 4),)},
    )

    roadmap = small.plan()

    assert remarks(roadmap) == (
        "All targets have been reached, so there is nothing left to plan.",
        "The approach “The way” would now gain most from a at level 5 or c at level 2.",
    )
    assert all(not phase.steps for phase in roadmap.phases)
    assert roadmap.worth == 0


def test_one_target_that_is_reached_is_not_all(world: Build, remarks: Build) -> None:
    """A is at its target, 3; b is at 2 of 3."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 1, "b": 1},
        entry=("a", "b"),
        ratings={"a": "FFFNN", "b": "FFNNN"},
    )

    assert remarks(small.plan()) == ()


def test_steps_beyond_targets_that_are_reached_are_the_most_useful_ones(world: Build, remarks: Build) -> None:
    """A is at its target, 1, and rises to 2 in capacity that is left."""
    small = world(efforts={"a": FOUR}, weights={"a": 5}, entry=("a",), ratings={"a": "FNNNN"}, own_targets={"a": 1})

    assert remarks(small.plan(leave_free=False)) == (
        "All targets have been reached. The steps of this roadmap are the most useful next ones.",
    )


def test_where_every_practice_is_at_the_top_nothing_is_offered(world: Build, remarks: Build) -> None:
    """The only practice is at 5."""
    small = world(efforts={"a": FOUR}, weights={"a": 5}, entry=("a",), ratings={"a": "FFFFF"})

    assert remarks(small.plan()) == ("All targets have been reached, so there is nothing left to plan.",)


def test_practices_that_do_not_apply_or_are_not_assessed_are_named(world: Build, remarks: Build) -> None:
    """B is not applicable, a was not asked about."""
    small = world(efforts=dict.fromkeys("ab", FOUR), weights={"a": 1, "b": 1}, entry=("a", "b"), ratings={"b": "-----"})

    assert remarks(small.plan(100)) == (
        "B is rated not applicable, so it isn't planned.",
        "Not assessed, so planned from level 0: a.",
    )


def test_where_nothing_applies_no_target_is_called_reached(world: Build, remarks: Build) -> None:
    """One sentence names all that do not apply."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 1, "b": 1},
        entry=("a", "b"),
        ratings=dict.fromkeys("ab", "-----"),
    )

    assert remarks(small.plan(100)) == ("A and b are rated not applicable, so they aren't planned.",)


def test_a_pin_of_what_is_not_planned_is_mentioned(world: Build, remarks: Build) -> None:
    """Nothing asks for b."""
    small = world(efforts=dict.fromkeys("ab", FOUR), weights={"a": 1, "b": 1}, entry=("a",), ratings={"a": "FFNNN"})

    assert remarks(small.plan(pins={"b": 2})) == (
        "B is pinned to phase 2, but has no step in the roadmap; set a target to add one.",
    )


def test_an_entry_practice_without_a_possible_step_is_mentioned(world: Build, placed: Build, remarks: Build) -> None:
    """A has no applicable statement above its level, so b begins."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a", "b"),
        ratings={"a": "F-NNN", "b": "FFNNN"},
    )

    roadmap = small.plan()

    assert placed(roadmap) == {("b", 3): (1, 1)}
    assert remarks(roadmap) == ("The entry practice a can't be started; see the missed targets for the reason.",)


def test_the_first_practice_kept_out_of_phase_1_by_the_pin_of_another_says_which(world: Build, remarks: Build) -> None:
    """A 1 waits for b 1, which is pinned to phase 2."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        ratings={"a": "NNNNN", "b": "NNNNN"},
        hard={"a": (("b", 1, 1),)},
    )

    assert remarks(small.plan(100, pins={"b": 2})) == (
        (
            "A comes first in the approach “The way”, but doesn't start in phase 1: b, which it waits for, is "
            "pinned to phase 2."
        ),
    )


def test_a_first_step_larger_than_the_roadmap_says_so(world: Build, remarks: Build) -> None:
    """41 days do not fit in four phases of 10."""
    small = world(efforts={"a": (41, 4, 4, 4, 4)}, weights={"a": 9}, entry=("a",), ratings={"a": "NNNNN"})

    (note,) = remarks(small.plan(10))

    assert note == (
        "A comes first in the approach “The way”, but doesn't start in phase 1: it needs 41 person-days, but the "
        "whole roadmap has 40 person-days."
    )


@pytest.mark.parametrize(("capacity", "mentioned"), [(20, True), (19, False)])
def test_free_capacity_is_mentioned_from_a_tenth(world: Build, capacity: int, *, mentioned: bool) -> None:
    """The step takes 18 days: 2 of 20 are a tenth, 1 of 19 is less."""
    small = world(efforts={"a": (18,) * 5}, weights={"a": 1}, entry=("a",), ratings={"a": "FFNNN"})

    notes = small.plan(capacity, phases=1).notes

    assert any(" are free" in note for note in notes) is mentioned


def test_free_capacity_names_the_days_that_are_left_if_they_are_too_few(world: Build) -> None:
    """Each phase of 6 has 2 days left, and any further step takes 4."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "NNNNN", "b": "FNNNN"},
        own_targets={"a": 2},
    )

    assert small.plan(6, phases=2, pace=1, leave_free=False, only_approach=False).notes == (
        "4 of 12 person-days are free: no phase has more than 2 person-days left, and the next steps take more.",
    )


def test_free_capacity_says_that_nothing_is_left_to_do_this_far(world: Build) -> None:
    """A is at 2, its target, after phase 1; there is no other practice, and nothing hurts."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FNNNN"}, own_targets={"a": 2})

    (note,) = small.plan(4, leave_free=False).notes

    assert note == (
        "12 of 16 person-days are free: leftover capacity raises practices to level 2, and to level 3 only if "
        "frequent problems point to them."
    )


@pytest.mark.parametrize(
    ("hard", "options", "why"),
    [
        (
            ("b", 2, 1),
            {"pace": 1},
            "it waits for b level 1 and b level 2, and a practice rises by at most 1 level a phase.",
        ),
        (
            ("b", 1, 1),
            {"breadth": 1, "capacity": 10},
            "it waits for b level 1, and a phase has steps in at most 1 practice.",
        ),
        (
            ("b", 1, 1),
            {"capacity": 7},
            "together with b level 1, which must come first, it needs 8 person-days, but a phase has 7 person-days.",
        ),
        (
            ("b", 1, 1),
            {"capacity": 7, "phases": 1},
            (
                "together with b level 1, which must come first, it needs 8 person-days, but the whole roadmap has "
                "7 person-days."
            ),
        ),
    ],
)
def test_what_keeps_the_first_practice_out_of_phase_1_is_named(
    world: Build, remarks: Build, hard: tuple[str, int, int], options: dict[str, int], why: str
) -> None:
    """A 1 waits for b, and each step takes 4 days."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        ratings={"a": "NNNNN", "b": "NNNNN"},
        hard={"a": (hard,)},
    )

    (note,) = remarks(small.plan(**{"capacity": 100, **options}))

    assert note == f"A comes first in the approach “The way”, but doesn't start in phase 1: {why}"


def test_free_capacity_says_that_the_breadth_is_used_up(world: Build) -> None:
    """A takes 4 of 20 days in each of three phases, and no other practice may begin beside it."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        ratings={"a": "NNNNN", "b": "FNNNN"},
    )

    (note,) = small.plan(20, phases=3, pace=1, breadth=1, leave_free=False, only_approach=False).notes

    assert note == (
        "48 of 60 person-days are free: steps in more than 1 practice in one phase would be too many changes at once."
    )


def test_free_capacity_says_that_the_pace_holds_the_rest_back(world: Build) -> None:
    """Level 3 would fit the 96 days of phase 2, in which a reaches level 2."""
    small = world(efforts={"a": FOUR}, weights={"a": 9}, entry=("a",), ratings={"a": "NNNNN"})

    (note,) = small.plan(100, phases=2, pace=1, leave_free=False).notes

    assert note == (
        "192 of 200 person-days are free: no further step fits the days left, the pace, the breadth and its "
        "prerequisites."
    )
