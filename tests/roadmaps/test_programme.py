"""The integer programme, and how long it may be searched."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from operator import mul
from typing import Any

import pytest

from roadmaps.optimum import best, can_be_met
from roadmaps.problem import Problem, Schedule
from roadmaps.programme import Programme, Rows
from roadmaps.solver import Possible, maximize, nodes_for


def days(*efforts: int) -> tuple[Fraction, ...]:
    """Return person-days."""
    return tuple(map(Fraction, efforts))


def problem(efforts: tuple[int, ...], capacity: int, phases: int, required: tuple[int, ...] = ()) -> Problem:
    """Return independent steps of one practice each, all worth 1."""
    count = len(efforts)
    return Problem(
        capacity=Fraction(capacity),
        room=(Fraction(capacity),) * phases,
        breadth=count,
        pace=1,
        practices=tuple(f"practice-{step}" for step in range(count)),
        efforts=days(*efforts),
        benefits=(Fraction(1),) * count,
        before=((),) * count,
        opens=(1,) * count,
        closes=(phases,) * count,
        required=frozenset(required),
    )


def test_part_of_a_split_step_needs_its_part_of_the_days() -> None:
    """Four steps of 5 in five phases of 4 days: they end in phases 2, 3, 4 and 5, for a worth of 4 + 3 + 2 + 1.

    In fractions, 8, 12, 16 and 20 days by phases 2 to 5 are 1.6, 2.4, 3.2 and 4 steps: 11.2 at most.
    """
    split = problem((5, 5, 5, 5), 4, 5)
    programme = Programme(split)
    programme.rows.whole = [False] * len(programme.rows.whole)

    relaxed, optimum = maximize(programme.rows), best(split)

    assert relaxed is not None
    assert optimum is not None
    assert optimum.schedule.worth(split) == optimum.bound == 10
    assert 10 <= sum(map(mul, programme.rows.costs, relaxed.values)) <= 11.2


@pytest.mark.parametrize(("capacity", "met"), [(9, Possible.NO), (10, Possible.YES), (11, Possible.YES)])
def test_required_steps_fit_or_not(capacity: int, met: Possible) -> None:
    """6 + 4 and 7 + 3 in two phases take 10 days each."""
    assert can_be_met(problem((6, 7, 4, 3), capacity, 2, required=(0, 1, 2, 3))) is met


def test_ties_go_to_the_first_practices_and_weigh_less_than_any_worth() -> None:
    """Forty steps in twelve phases: in phase 1 each is worth 12, and all ties together less than 1."""
    programme = Programme(problem((1,) * 40, 9, 12))

    worth = [[programme.rows.costs[column] for column in ends.values()] for ends in programme.ends.values()]

    assert 0 < sum(first for first, *_ in worth) - 40 * 12 < 1
    assert all(earlier > later for each in worth for earlier, later in pairwise(each))
    assert all(earlier > later for in_phase in zip(*worth, strict=True) for earlier, later in pairwise(in_phase))


def test_small_programmes_are_searched_longer() -> None:
    """Their nodes are quick: 300 columns get 1,333 nodes, 600 get 333."""
    assert [nodes_for(Rows(costs=[0.0] * count)) for count in (1, 300, 600, 1200)] == [2000, 1333, 333, 100]


def test_the_pace_puts_levels_in_phases_of_their_own() -> None:
    """Three levels of one practice can end in phases 1, 2 and 3 at the earliest; in 1, 1 and 2 with a pace of 2."""
    chain = replace(problem((1, 1, 1), 9, 4), practices=("a",) * 3, before=((), (0,), (1,)))

    assert chain.earliest_end == (1, 2, 3)
    assert replace(chain, pace=2).earliest_end == (1, 1, 2)


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({"opens": (3, 1, 1)}, (3, 3, 3)),  # b and c wait for a, which is pinned to phase 3
        ({"efforts": days(5, 4, 1)}, (1, 1, 2)),  # 5 + 4 + 1 days are more than the 9 of phase 1
        ({"efforts": days(1, 19, 1)}, (1, 3, 3)),  # 19 days take three phases
        ({"efforts": days(1, 19, 1), "opens": (2, 1, 1)}, (2, 4, 4)),  # and begin in phase 2, in which a ends
        ({"breadth": 2}, (1, 1, 2)),  # c takes three practices
        ({"efforts": days(1, 30, 9)}, (1, 4, 5)),  # 40 days don't fit in four phases: 5 is none
        ({"efforts": days(1, 30, 9), "opens": (3, 1, 1)}, (3, 5, 5)),
    ],
)
def test_no_step_ends_before_what_it_waits_for_allows(changes: dict[str, Any], ends: tuple[int, ...]) -> None:
    """B waits for a, and c for b: three practices of a day each in four phases of 9 days."""
    chain = replace(problem((1, 1, 1), 9, 4), before=((), (0,), (1,)))

    assert replace(chain, **changes).earliest_end == ends


def test_a_schedule_becomes_a_start_that_keeps_every_row() -> None:
    """A practice that may rise by two levels a phase rises by one in each; it is busy in both phases."""
    chain = replace(problem((1, 1), 9, 2), practices=("a", "a"), before=((), (0,)), pace=2)
    programme = Programme(chain)
    rows, values = programme.rows, programme.values_of(Schedule((1, 2), (1, 2)))

    sums = [
        sum(rows.factors[at] * values[rows.columns[at]] for at in range(first, last))
        for first, last in pairwise(rows.starts)
    ]

    assert all(each <= limit for each, limit in zip(sums, rows.row_upper, strict=True))
    assert programme.schedule_of(values).ends == (1, 2)


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Standard output belongs to the results."""
    maximize(Programme(problem((5, 5, 5, 5), 4, 5)).rows)

    assert capfd.readouterr() == ("", "")
