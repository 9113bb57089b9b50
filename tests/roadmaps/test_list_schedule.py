"""Schedules by list, each worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from roadmaps.list_schedule import greedy_schedule, improved_schedule
from roadmaps.problem import Problem
from roadmaps.programme import Programme

THREE = Problem(
    capacity=Fraction(4),
    room=(Fraction(4),) * 3,
    breadth=3,
    pace=1,
    practices=("a", "b", "c"),
    efforts=(Fraction(3), Fraction(2), Fraction(2)),
    benefits=(Fraction(4), Fraction(2), Fraction(2)),
    before=((), (), ()),
    opens=(1, 1, 1),
    closes=(3, 3, 3),
)


def test_the_most_benefit_for_the_effort_is_placed_first() -> None:
    """A has 4/3, b and c have 1; after a's 3 days, phase 1 has no room for 2."""
    assert greedy_schedule(THREE).ends == (1, 2, 2)


def test_what_a_step_waits_for_is_placed_before_it() -> None:
    """A waits for c, so c comes first; then 2 days are left in phase 1, too few for a, enough for b."""
    assert greedy_schedule(replace(THREE, before=((2,), (), ()))).ends == (2, 1, 1)


def test_swaps_find_what_the_greedy_list_misses() -> None:
    """With 7 for a, 4 for b and c in two phases: a first gives 7 x 2 + 8 = 22, b and c first 8 x 2 + 7 = 23."""
    two = replace(THREE, room=(Fraction(4),) * 2, closes=(2, 2, 2), benefits=(Fraction(7), Fraction(4), Fraction(4)))
    improved = improved_schedule(two)

    assert greedy_schedule(two).worth(two) == 7 * 2 + 4 + 4
    assert improved is not None
    assert improved.worth(two) == (4 + 4) * 2 + 7


def test_a_schedule_that_misses_a_requirement_is_none() -> None:
    """B can't be in phase 1 beside a quick win of 3 days."""
    assert improved_schedule(THREE, entry=1, quick_wins=(0,)) is None
    assert improved_schedule(replace(THREE, closes=(1, 1, 1), required=frozenset({0, 1}))) is None


def test_a_split_step_takes_the_room_of_successive_phases() -> None:
    """10 days in phases of 4: it ends in phase 3, with a least share of 1/30 in each; the programme agrees."""
    split = replace(
        THREE, efforts=(Fraction(10), Fraction(2), Fraction(5)), benefits=(Fraction(50), *THREE.benefits[1:])
    )
    schedule = greedy_schedule(split)
    programme = Programme(split)

    assert (schedule.starts, schedule.ends) == ((1, 3, 0), (3, 3, 0))
    assert schedule.spent == {0: {1: 4, 2: 4, 3: 2}}
    assert programme.schedule_of(programme.values_of(schedule)) == schedule
