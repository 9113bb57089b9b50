"""Roadmaps worked out by hand, one for each rule."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from practices_catalog.model import OrganizationSize
from roadmaps.settings import default_capacity

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_the_steps_that_are_worth_most_come_first(world: Build, placed: Build) -> None:
    """Two steps of 4 days fit in a phase of 10; a is worth 5 a level and b 1, and level 3 counts half."""
    small = world(
        efforts={"a": FOUR, "b": FOUR},
        weights={"a": 5, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "NNNNN", "b": "NNNNN"},
    )

    roadmap = small.plan(10, phases=3)

    assert placed(roadmap) == {
        ("a", 1): (1, 1),
        ("a", 2): (1, 1),
        ("a", 3): (2, 2),
        ("b", 1): (2, 2),
        ("b", 2): (3, 3),
        ("b", 3): (3, 3),
    }
    assert roadmap.worth == (5 * 2 + 5) * 3 + (Fraction(5, 2) + 1 * 2) * 2 + (1 + Fraction(1, 2)) * 1
    assert [phase.used for phase in roadmap.phases] == [8, 8, 8]
    assert roadmap.unplanned == ()


def test_a_prerequisite_worth_nothing_is_pulled_forward_by_what_waits_for_it(world: Build, placed: Build) -> None:
    """A 2 (worth 9) waits for b 1 (worth 0), so b 1 stands with it in phase 1, before c that is worth 2 a level."""
    small = world(
        efforts={"a": FOUR, "b": FOUR, "c": FOUR},
        weights={"a": 9, "b": 0, "c": 2},
        entry=("a",),
        supporting=("c",),
        hard={"a": (("b", 1, 2),)},
    )

    steps = placed(small.plan(12, targets={"a": 2, "b": 1, "c": 1}))

    assert steps == {("a", 1): (1, 1), ("a", 2): (1, 1), ("b", 1): (1, 1), ("c", 1): (2, 2)}


def test_a_step_larger_than_a_phase_is_split_and_ends_in_the_last(world: Build, placed: Build) -> None:
    """25 days in phases of 10 take 10, 10 and 5; what waits for them may share the third phase."""
    small = world(efforts={"a": (25, 5, 4, 4, 4)}, weights={"a": 2}, entry=("a",))

    roadmap = small.plan(10, targets={"a": 2})

    parts = [(planned.step.to_level, planned.effort_days, planned.ends) for p in roadmap.phases for planned in p.steps]
    assert parts == [(1, 10, False), (1, 10, False), (1, 5, True), (2, 5, True)]
    assert placed(roadmap)["a", 1] == (1, 3)
    assert roadmap.worth == 1 * 2 + 1 * 2  # half of 2 each, because nobody has assessed it
    assert [phase.levels_after["a"] if phase.levels_after else None for phase in roadmap.phases] == [None, None, 2, 2]


def test_a_step_that_fits_in_a_phase_is_never_split(world: Build, placed: Build) -> None:
    """Steps of 6 days cannot share a phase of 10, although 4 days are left in each."""
    small = world(efforts={"a": (6, 6, 6, 6, 6)}, weights={"a": 1}, entry=("a",))

    assert placed(small.plan(10)) == {("a", 1): (1, 1), ("a", 2): (2, 2), ("a", 3): (3, 3)}


def test_the_first_entry_practice_starts_in_phase_1_even_where_others_are_worth_more(
    world: Build, placed: Build, remarks: Build
) -> None:
    """B is worth nine times as much, and only one step fits in a phase."""
    small = world(efforts={"a": FOUR, "b": FOUR}, weights={"a": 1, "b": 9}, entry=("a",), supporting=("b",))

    roadmap = small.plan(4, targets={"a": 1, "b": 1})

    assert placed(roadmap) == {("a", 1): (1, 1), ("b", 1): (2, 2)}
    assert remarks(roadmap) == ("Not assessed, so planned from level 0: a and b.",)


def test_an_entry_practice_whose_target_is_met_gives_way_to_the_next(world: Build, placed: Build) -> None:
    """A is at 3, so b is the first whose target is not met."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights={"a": 1, "b": 1, "c": 9},
        entry=("a", "b"),
        supporting=("c",),
        ratings={"a": "FFFNN", "b": "FFNNN", "c": "FFNNN"},
    )

    assert placed(small.plan(4)) == {("b", 3): (1, 1), ("c", 3): (2, 2)}


def test_the_roadmap_says_when_the_first_practice_cannot_start_in_phase_1(
    world: Build, placed: Build, remarks: Build
) -> None:
    """A 1 waits for b 1: 7 + 4 days are more than the 10 of a phase."""
    small = world(
        efforts={"a": FOUR, "b": (7, 4, 4, 4, 4)},
        weights={"a": 5, "b": 1},
        entry=("a",),
        ratings={"a": "NNNNN", "b": "NNNNN"},
        hard={"a": (("b", 1, 1),)},
    )

    roadmap = small.plan(10, targets={"a": 1, "b": 1})

    assert placed(roadmap) == {("b", 1): (1, 1), ("a", 1): (2, 2)}
    (note,) = remarks(roadmap)
    assert note == (
        "A comes first in the approach “The way”, but doesn't start in phase 1: together with b level 1, which "
        "must come first, it needs 11 person-days, but a phase has 10 person-days."
    )


def test_a_pinned_practice_starts_in_its_phase_or_later(world: Build, placed: Build) -> None:
    """B is pinned to phase 3, although phases 1 and 2 have room: two steps fit there, the third follows."""
    small = world(
        efforts={"a": FOUR, "b": FOUR},
        weights={"a": 1, "b": 9},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "NNNNN"},
    )

    roadmap = small.plan(10, pins={"b": 3})

    assert placed(roadmap) == {("a", 3): (1, 1), ("b", 1): (3, 3), ("b", 2): (3, 3), ("b", 3): (4, 4)}


def test_a_large_step_that_is_pinned_goes_on_in_the_next_phase(world: Build, placed: Build, remarks: Build) -> None:
    """12 days start in phase 2 and end in phase 3, where two more steps of 4 follow."""
    small = world(efforts={"a": (12, 4, 4, 4, 4)}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    roadmap = small.plan(10, pins={"a": 2})

    assert placed(roadmap) == {("a", 1): (2, 3), ("a", 2): (3, 3), ("a", 3): (3, 3)}
    assert remarks(roadmap) == (
        "A comes first in the approach “The way”, but doesn't start in phase 1: it is pinned to phase 2.",
    )


def test_the_default_capacity_is_in_proportion_to_the_weeks(world: Build) -> None:
    """100 person-days in 13 weeks are 100 x 4 / 13 in 4 weeks, and the roadmap keeps the figure."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",))

    roadmap = small.plan(None, phase_weeks=4)

    assert roadmap.settings.capacity == Fraction(100 * 4, 13)
    assert roadmap.phases[0].capacity == Fraction(100 * 4, 13)
    assert [default_capacity(size, 13) for size in OrganizationSize] == [20, 100, 300]


def test_an_excluded_practice_is_not_planned_and_says_so(world: Build, placed: Build) -> None:
    """B supports the approach; nothing waits for it."""
    small = world(efforts=dict.fromkeys("ab", FOUR), weights={"a": 1, "b": 9}, entry=("a",), supporting=("b",))

    roadmap = small.plan(10, excluded=frozenset("b"))

    assert {practice for practice, _ in placed(roadmap)} == {"a"}
    assert [(u.practice, u.target, u.reached, u.why) for u in roadmap.unplanned] == [
        ("b", 3, 0, "You excluded this practice. Reaching level 3 would take 12 person-days.")
    ]


def test_a_target_whose_level_is_full_while_a_lower_one_is_not_has_a_step(world: Build) -> None:
    """Level 4 is F and level 3 is L: the step to 4 holds the third that is missing at level 3, and counts in full."""
    small = world(efforts={"a": (3, 6, 12, 15, 18)}, weights={"a": 14}, entry=("a",), ratings={"a": "FFLFN"})

    roadmap = small.plan(10, targets={"a": 4})

    (planned,) = roadmap.phases[0].steps
    assert (planned.step.from_level, planned.step.to_level) == (3, 4)
    assert planned.effort_days == 12 * Fraction(1, 3)
    assert roadmap.worth == 7 * 4  # half of 14, beyond level 2
