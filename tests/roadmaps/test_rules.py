"""Need, pace, breadth, checks, quick wins, filling and deadlines, each worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from roadmaps.model import Unknown

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def test_need_puts_what_is_not_done_and_what_hurts_first(world: Build, placed: Build) -> None:
    """One step of 4 days a phase. B from 0: 2 x (1 + 1) = 4; c with a symptom of 3: 9 x (1 + 1) = 18; d: 5 x 1 = 5."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights={"a": 1, "b": 2, "c": 3, "d": 5},
        entry=("a",),
        ratings={"a": "FFFNN", "b": "NNNNN", "c": "FNNNN", "d": "FNNNN"},
        symptoms={"outages": ("c",)},
        reported={"outages": 3},
    )

    roadmap = small.plan(4, targets={"b": 1, "c": 2, "d": 2})

    assert placed(roadmap) == {("c", 2): (1, 1), ("d", 2): (2, 2), ("b", 1): (3, 3)}
    assert roadmap.worth == 18 * 4 + 5 * 3 + 4 * 2
    assert roadmap.bound == roadmap.worth
    assert roadmap.proof == "No other roadmap under these settings has more benefit."


def test_a_practice_rises_by_the_pace(world: Build, placed: Build) -> None:
    """One level in a phase of 13 weeks, two in one of 26, with room for all."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    quarter, half = small.plan(100, pace=None), small.plan(100, pace=None, phase_weeks=26)

    assert placed(quarter) == {("a", 1): (1, 1), ("a", 2): (2, 2), ("a", 3): (3, 3)}
    assert placed(half) == {("a", 1): (1, 1), ("a", 2): (1, 1), ("a", 3): (2, 2)}
    assert (quarter.settings.pace, half.settings.pace) == (1, 2)


def test_a_phase_has_steps_in_as_many_practices_as_the_breadth_says(world: Build, placed: Build) -> None:
    """Two practices a phase; each may rise by two levels, and c, worth least, waits."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights={"a": 3, "b": 2, "c": 1},
        entry=("a",),
        supporting=("b", "c"),
        ratings=dict.fromkeys("abc", "FNNNN"),
    )

    assert placed(small.plan(100, breadth=2)) == {
        ("a", 2): (1, 1),
        ("a", 3): (1, 1),
        ("b", 2): (1, 1),
        ("b", 3): (1, 1),
        ("c", 2): (2, 2),
        ("c", 3): (2, 2),
    }
    assert small.plan(100, breadth=None).settings.breadth == 4  # a medium organization


def test_a_split_step_counts_for_the_breadth_in_each_of_its_phases(world: Build, placed: Build) -> None:
    """A takes phases 1 and 2; with one practice a phase, b waits for phase 3."""
    small = world(
        efforts={"a": (4, 4, 15, 4, 4), "b": FOUR},
        weights={"a": 9, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    assert placed(small.plan(10, breadth=1)) == {("a", 3): (1, 2), ("b", 3): (3, 3)}


def test_an_unknown_prerequisite_is_a_check_in_the_phase_that_needs_it(world: Build, placed: Build) -> None:
    """A 3 needs b at 2, which nobody assessed: no step for it, a line without effort, and 4 + 4 days if it fails."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"a": "FNNNN"},
        hard={"a": (("b", 2, 3),)},
    )

    roadmap = small.plan(4, unknown=Unknown.CHECK)

    assert placed(roadmap) == {("a", 2): (1, 1), ("a", 3): (2, 2)}
    assert [phase.checks for phase in roadmap.phases[:1]] == [()]
    (check,) = roadmap.phases[1].checks
    assert (check.practice, check.level, check.serves, check.effort_if_missing) == ("b", 2, (("a", 3),), 8)
    assert "Assumes b level 2, which nobody has assessed: check first." in roadmap.phases[1].steps[0].why


def test_a_provisional_prerequisite_is_checked_only_where_it_may_hold(world: Build) -> None:
    """B is at 0 to 2 and c at 0 whatever is open, so that c has to be built."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"a": "FNNNN", "b": "..NNN", "c": "N.NNN"},
        hard={"a": (("b", 2, 2), ("c", 1, 2))},
    )
    small.ratings["b"] = ".FNNN"

    roadmap = small.plan(100, unknown=Unknown.CHECK)

    assert roadmap.targets == {"a": 3, "c": 1}
    assert [(check.practice, check.level) for check in roadmap.phases[0].checks] == [("b", 2)]


def test_a_practice_that_the_plan_builds_is_not_assumed(world: Build, placed: Build) -> None:
    """Nobody assessed b, but somebody set its target: a 2 waits for its step."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a", "b"),
        ratings={"a": "FNNNN"},
        hard={"a": (("b", 1, 2),)},
    )

    roadmap = small.plan(100, unknown=Unknown.CHECK, pace=1, targets={"b": 3})

    assert placed(roadmap)["b", 1] == placed(roadmap)["a", 2] == (1, 1)
    assert all(not phase.checks for phase in roadmap.phases)


def test_a_quick_win_is_in_phase_1(world: Build, placed: Build) -> None:
    """B takes 1 of 10 days from level 0. A and c are worth more and would fill the phase."""
    small = world(
        efforts={"a": (5, 5, 5, 5, 5), "b": (1, 1, 1, 1, 1), "c": (5, 5, 5, 5, 5)},
        weights={"a": 9, "b": 1, "c": 9},
        entry=("a",),
        supporting=("c",),
        ratings={"a": "FFNNN", "b": "NNNNN", "c": "FFNNN"},
        symptoms={"outages": ("b",)},
        reported={"outages": 2},
    )

    roadmap = small.plan(10, targets={"b": 1})

    assert placed(roadmap) == {("a", 3): (1, 1), ("b", 1): (1, 1), ("c", 3): (2, 2)}
    assert [step.step.quick_win for step in roadmap.phases[0].steps] == [True, False]


def test_a_quick_win_gives_way_to_the_entry_practice(world: Build, placed: Build) -> None:
    """A takes all 10 days of phase 1."""
    small = world(
        efforts={"a": (10, 10, 10, 10, 10), "b": (1, 1, 1, 1, 1)},
        weights={"a": 1, "b": 1},
        entry=("a",),
        ratings={"a": "FFNNN", "b": "NNNNN"},
        symptoms={"outages": ("b",)},
        reported={"outages": 2},
    )

    assert placed(small.plan(10, targets={"b": 1})) == {("a", 3): (1, 1), ("b", 1): (2, 2)}


def test_a_quick_win_does_not_count_towards_the_breadth(world: Build, placed: Build) -> None:
    """One practice a phase: b takes a tenth of it and comes beside a; c takes more and waits."""
    small = world(
        efforts={"a": (5, 5, 5, 5, 5), "b": (1, 1, 1, 1, 1), "c": (2, 2, 2, 2, 2)},
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        supporting=("c",),
        ratings={"a": "FFNNN", "b": "NNNNN", "c": "FFNNN"},
        symptoms={"outages": ("b",)},
        reported={"outages": 2},
    )

    assert placed(small.plan(10, breadth=1, targets={"b": 1})) == {
        ("a", 3): (1, 1),
        ("b", 1): (1, 1),
        ("c", 3): (2, 2),
    }


def test_capacity_left_over_takes_further_steps_and_moves_no_other(world: Build, placed: Build) -> None:
    """The targets take 4 days of 10. B, which has none, may rise to 2, and c, which hurts every week, beyond its 2.

    The symptom names d first, which nobody has assessed, so level 3 of c is no target.
    """
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights={"a": 2, "b": 1, "c": 1},
        entry=("a",),
        ratings={"a": "FNNNN", "b": "FNNNN", "c": "FFNNN"},
        own_targets={"a": 2},
        symptoms={"outages": ("d", "c")},
        reported={"outages": 3},
    )

    plain, filled = small.plan(10), small.plan(10, leave_free=False, only_approach=False)

    assert placed(plain) == {("a", 2): (1, 1)}
    assert placed(filled) == {("a", 2): (1, 1), ("b", 2): (1, 1), ("c", 3): (2, 2)}
    assert [s.step.filling for phase in filled.phases for s in phase.steps] == [False, True, True]
    assert plain.worth == filled.worth == filled.bound
    assert "Optional: uses capacity that the targets leave free." in filled.phases[1].steps[0].why
    assert "36 of 40 person-days are free, because you asked to leave free what the targets don't need." in plain.notes


def test_the_efforts_follow_the_factor(world: Build) -> None:
    """Half as long again."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FFNNN"})

    (phase, *_) = small.plan(10, effort_factor=Fraction(3, 2)).phases

    assert phase.used == 6


def test_a_deadline_comes_before_what_is_worth_more(world: Build, placed: Build) -> None:
    """One step a phase: b is due in phase 1, where a would go for its worth and as the entry practice."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFNNN", "b": "FFNNN"},
    )

    roadmap = small.plan(4, deadlines={"b": 1})

    assert placed(roadmap) == {("b", 3): (1, 1), ("a", 3): (2, 2)}
    assert roadmap.notes[0] == (
        "A comes first in the approach “The way”, but doesn't start in phase 1: no roadmap was found that "
        "starts it in phase 1 and meets the deadlines and the aim."
    )


def test_ties_are_broken_by_the_order_of_the_catalogue(world: Build, placed: Build) -> None:
    """Four equal practices, one step a phase."""
    small = world(
        efforts=dict.fromkeys("dbca", FOUR),
        weights=dict.fromkeys("dbca", 1),
        entry=("d",),
        supporting=("a", "b", "c"),
        ratings=dict.fromkeys("dbca", "FFNNN"),
    )

    assert placed(small.plan(4)) == {("d", 3): (1, 1), ("b", 3): (2, 2), ("c", 3): (3, 3), ("a", 3): (4, 4)}


def test_a_roadmap_that_is_found_without_branching_is_the_best_one_too(world: Build) -> None:
    """HiGHS solves this one while simplifying it, and used to return the greedy start (worth 32) as its optimum."""
    small = world(
        efforts={"a": (7, 7, 1, 1, 1), "b": (4, 4, 4, 1, 1), "c": (7, 1, 1, 1, 1)},
        weights={"a": 3, "b": 2, "c": 1},
        entry=("a", "b"),
        ratings=dict.fromkeys("abc", "NNNNN"),
        hard={"c": (("b", 3, 1),)},
        own_targets={"a": 2, "b": 2},
    )

    roadmap = small.plan(10, phases=3, pace=2, breadth=2, unknown=Unknown.CHECK, only_approach=False)

    assert roadmap.worth == roadmap.bound == 33


def test_capacity_left_over_lifts_the_low_before_the_useful(world: Build, placed: Build) -> None:
    """One step of 4 days is left a phase: b to 2 (1 x 1) goes before c to 3 (9 x 1/2); a is at 3 and stays."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights={"a": 9, "b": 1, "c": 9},
        entry=("a",),
        ratings={"a": "FFFNN", "b": "FNNNN", "c": "FFNNN"},
        symptoms={"outages": ("d", "c")},
        reported={"outages": 3},
    )

    filled = small.plan(4, leave_free=False, only_approach=False)

    assert list(placed(filled)) == [("b", 2), ("c", 3)]


@pytest.mark.parametrize(
    ("answer", "first", "reached"), [(2, "b", 3), (1, "b", 2), (2, "d", 2)], ids=["often", "rarely", "second"]
)
def test_capacity_left_over_takes_to_level_3_what_hurts(world: Build, answer: int, first: str, reached: int) -> None:
    """A symptom reported every month points to b first, which has no weight in the approach."""
    small = world(
        efforts=dict.fromkeys("abd", FOUR),
        weights={"a": 1},
        entry=("a",),
        own_targets={"a": 2},
        ratings={"a": "FNNNN", "b": "FFNNN", "d": "FFFNN"},
        symptoms={"outages": (first, "b")},
        reported={"outages": answer},
    )

    roadmap = small.plan(8, leave_free=False, only_approach=False)

    assert roadmap.phases[-1].levels_after["b"] == reached


def test_capacity_left_over_takes_no_step_larger_than_a_phase(world: Build, placed: Build) -> None:
    """Three phases of 4 days are free: c to 2 takes one of them, and b to 2 would be split over two."""
    small = world(
        efforts={"a": FOUR, "b": (5,) * 5, "c": FOUR},
        weights={"a": 1, "b": 9, "c": 1},
        entry=("a",),
        ratings={"a": "FFNNN", "b": "FNNNN", "c": "FNNNN"},
    )

    assert placed(small.plan(4, leave_free=False, only_approach=False)) == {("a", 3): (1, 1), ("c", 2): (2, 2)}


def test_what_symptoms_point_to_most_comes_before_small_steps_that_bring_more(world: Build, placed: Build) -> None:
    """Eight days a phase. C 2 fills one with 9 x 2 = 18; b 2 and d 2 fill one with 20, so they would come first.

    The first symptom points to c with 3, the other to d with 2.
    """
    parts: dict[str, Any] = {
        "efforts": {"a": FOUR, "b": FOUR, "c": (8,) * 5, "d": FOUR},
        "weights": {"a": 1, "b": 10, "c": 1, "d": 1},
        "entry": ("a",),
        "supporting": ("b",),
        "ratings": {"a": "FFFNN", "b": "FNNNN", "c": "FNNNN", "d": "FNNNN"},
        "own_targets": {"b": 2},
    }
    loud = {"symptoms": {"outages": ("c",), "errors": ("d",)}, "reported": {"outages": 3, "errors": 2}}
    equal = {**loud, "reported": {"outages": 2, "errors": 2}}

    options: dict[str, Any] = {"only_approach": False, "targets": {"c": 2}}

    urgent = world(**parts, **loud).plan(8, **options)

    assert placed(urgent) == {("c", 2): (1, 1), ("b", 2): (2, 2), ("d", 2): (2, 2)}
    assert urgent.worth == urgent.bound == 18 * 4 + (10 + 4 * 2) * 3
    assert placed(world(**parts, **equal).plan(8, **options)) == placed(urgent)


def test_the_entry_practice_stays_in_phase_1_before_what_is_urgent(world: Build, placed: Build) -> None:
    """There is room for a or for c, so c comes in phase 2, before the quick win b and before d, worth 2 x 9 = 18."""
    small = world(
        efforts={"a": (10,) * 5, "b": (1,) * 5, "c": (10,) * 5, "d": (10,) * 5},
        weights={"a": 1, "b": 1, "c": 1, "d": 9},
        entry=("a",),
        supporting=("d",),
        ratings={"a": "FNNNN", "b": "NNNNN", "c": "FNNNN", "d": "NNNNN"},
        symptoms={"outages": ("c",)},
        reported={"outages": 3},
        own_targets={"a": 2, "d": 1},
    )

    roadmap = small.plan(10, only_approach=False)

    assert placed(roadmap) == {("a", 2): (1, 1), ("c", 2): (2, 2), ("d", 1): (3, 3), ("b", 1): (4, 4)}


def test_level_1_comes_early_where_level_2_is_out_of_reach(world: Build, placed: Build) -> None:
    """C 2 takes 90 of the 40 days there are; c 1 takes a phase, and comes before b 2, which is worth more."""
    small = world(
        efforts={"a": FOUR, "b": (10,) * 5, "c": (10, 90, 90, 90, 90)},
        weights={"a": 1, "b": 30, "c": 1},
        entry=("a",),
        supporting=("b",),
        ratings={"a": "FFFNN", "b": "FNNNN", "c": "NNNNN"},
        symptoms={"outages": ("c",)},
        reported={"outages": 3},
        own_targets={"b": 2},
    )

    assert placed(small.plan(10, only_approach=False)) == {("c", 1): (1, 1), ("b", 2): (2, 2)}


def test_what_more_than_three_practices_share_is_urgent_nowhere(world: Build) -> None:
    """Each of four symptoms points to a practice of its own with 3."""
    small = world(
        efforts=dict.fromkeys("abcd", FOUR),
        weights=dict.fromkeys("abcd", 1),
        entry=("a",),
        ratings=dict.fromkeys("abcd", "FNNNN"),
        symptoms={f"about {name}": (name,) for name in "abcd"},
        reported=dict.fromkeys((f"about {name}" for name in "abcd"), 3),
    )

    whys = [each.why for phase in small.plan(100, only_approach=False).phases for each in phase.steps]

    assert not any("point to this practice" in why for why in whys)


def test_an_excluded_practice_leaves_its_urgency_to_no_other(world: Build) -> None:
    """The symptom points to c, which isn't planned; d is named too, but the symptom doesn't point to it."""
    small = world(
        efforts=dict.fromkeys("acd", FOUR),
        weights=dict.fromkeys("acd", 1),
        entry=("a",),
        ratings=dict.fromkeys("acd", "FNNNN"),
        symptoms={"outages": ("c", "d")},
        reported={"outages": 3},
    )

    roadmap = small.plan(100, only_approach=False, excluded=frozenset("c"))
    whys = {each.step.practice: each.why for each in roadmap.phases[0].steps}

    assert "point to" not in whys["d"]


def test_what_symptoms_point_to_says_so_but_for_a_pin(world: Build, reasons: Build) -> None:
    """Two practices share the symptoms; a pinned one doesn't claim to come early."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings=dict.fromkeys("abc", "FNNNN"),
        symptoms={"x": ("b",), "y": ("c",)},
        reported={"x": 3, "y": 3},
    )

    free, pinned = (reasons(small.plan(100, only_approach=False, pins=pins)) for pins in ({}, {"b": 2}))

    assert "The symptoms point to this practice and c most, so their steps come as early as possible." in free["b", 2]
    assert "The symptoms point to this practice and c most. " in pinned["b", 2]


def test_a_small_step_that_eases_what_hurts_most_is_a_quick_win(world: Build, placed: Build, reasons: Build) -> None:
    """Symptoms point to a; its next level is easier with b at 1, which takes a tenth of a phase, and not with c."""
    small = world(
        efforts={"a": (9, 9, 9, 9, 9), "b": (1, 9, 9, 9, 9), "c": (1, 9, 9, 9, 9)},
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"a": "FNNNN", "b": "NNNNN", "c": "NNNNN"},
        soft={"a": (("b", 1, 2), ("c", 1, 3))},
        symptoms={"outages": ("a",)},
        reported={"outages": 3},
    )

    roadmap = small.plan(10, only_approach=False)

    quick = {step.step.practice: step.step.quick_win for phase in roadmap.phases for step in phase.steps}
    assert quick == {"a": False, "b": True, "c": False}
    assert placed(roadmap)["b", 1] == (1, 1)
    assert "A quick win: little work, and it eases what symptoms point to most." in reasons(roadmap)["b", 1]
