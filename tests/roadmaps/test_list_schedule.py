"""Schedules by list, each worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from roadmaps.list_schedule import Taken, greedy_schedule, improved_schedule
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


def test_swaps_count_what_ends_in_the_last_phase() -> None:
    """One phase of 4 days: a (3 days) is worth 8 and the most for the effort; b and c fill it and are worth 10."""
    one = replace(THREE, room=(Fraction(4),), closes=(1, 1, 1), benefits=(Fraction(8), Fraction(5), Fraction(5)))
    improved = improved_schedule(one)

    assert greedy_schedule(one).ends == (1, 0, 0)
    assert improved is not None
    assert improved.ends == (0, 1, 1)


def test_swaps_keep_what_is_worth_less_but_ends_sooner() -> None:
    """Two phases of 4 days: a fills both and is worth 11 x 1; b and c fill one each and are worth 6 x 2 + 1 x 1."""
    two = replace(
        THREE,
        room=(Fraction(4),) * 2,
        closes=(2, 2, 2),
        efforts=(Fraction(8), Fraction(4), Fraction(4)),
        benefits=(Fraction(11), Fraction(6), Fraction(1)),
    )
    improved = improved_schedule(two)

    assert improved is not None
    assert improved.ends == (0, 1, 2)


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


def test_what_must_be_planned_is_placed_before_what_is_worth_more() -> None:
    """C is placed first, which leaves room for b beside it, but not for a."""
    assert greedy_schedule(replace(THREE, required=frozenset({2}))).ends == (2, 1, 1)


def test_the_entry_step_and_a_quick_win_are_in_phase_1() -> None:
    """A in phase 1 leaves no room for b or c: only without it can they be there."""
    loud = replace(THREE, benefits=(Fraction(9), Fraction(2), Fraction(2)))

    found = improved_schedule(loud), improved_schedule(loud, entry=1), improved_schedule(loud, quick_wins=(2,))

    assert [each.ends if each else None for each in found] == [(1, 2, 2), (2, 1, 1), (2, 1, 1)]


def test_lists_leave_what_other_steps_take() -> None:
    """In phase 1 three other practices are at work, the breadth; in phase 2 a has risen by a level, the pace."""
    taken = Taken(practices={1: frozenset("xyz")}, levels={("a", 2): 1})

    assert greedy_schedule(THREE, taken=taken).ends == (3, 2, 2)


def test_a_practice_at_work_may_have_a_further_step_in_the_phase() -> None:
    """B is one of the three practices of phase 1."""
    assert greedy_schedule(THREE, taken=Taken(practices={1: frozenset("bxy")})).ends == (2, 1, 3)


def test_a_practice_rises_by_the_pace_in_a_list() -> None:
    """Three levels of a day each: one a phase, or two."""
    chain = replace(THREE, practices=("a",) * 3, efforts=(Fraction(1),) * 3, before=((), (0,), (1,)))

    assert greedy_schedule(chain).ends == (1, 2, 3)
    assert greedy_schedule(replace(chain, pace=2)).ends == (1, 1, 2)
