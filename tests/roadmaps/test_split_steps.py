"""Steps larger than a phase: their days in each phase, and the best roadmap with such steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from roadmaps.list_schedule import improved_schedule
from roadmaps.optimum import best
from roadmaps.problem import Problem, Schedule
from roadmaps.split_steps import least_share, split_days

SHARE = Fraction(1, 40)
"""A tenth of a day, over four phases."""


def problem(*efforts: Fraction | int, capacity: Fraction | int = 4) -> Problem:
    """Return independent steps of one practice each in four phases."""
    count = len(efforts)
    return Problem(
        capacity=Fraction(capacity),
        room=(Fraction(capacity),) * 4,
        breadth=count,
        pace=1,
        practices=tuple("abc"[:count]),
        efforts=tuple(map(Fraction, efforts)),
        benefits=(Fraction(1),) * count,
        before=((),) * count,
        opens=(1,) * count,
        closes=(4,) * count,
    )


@pytest.mark.parametrize(
    ("capacity", "effort", "share"),
    [
        (4, 6, SHARE),
        (4, Fraction(9, 2), SHARE / 2),  # half a day is larger than the phase
        (Fraction(1, 4), 6, SHARE / 4),  # a phase has a quarter of a day
    ],
)
def test_a_split_step_has_a_least_share_of_each_phase(
    capacity: Fraction | int, effort: Fraction | int, share: Fraction
) -> None:
    """A tenth of a day, of a phase or of what doesn't fit in one, over all phases."""
    assert least_share(problem(effort, capacity=capacity), 0) == share


def test_of_two_split_steps_the_one_that_ends_first_comes_first() -> None:
    """A takes 6 days in phases 1 and 2; 2 days of phase 2 are left for b's 5."""
    assert split_days(problem(6, 5), (1, 2), (2, 3)) == {0: {1: 4, 2: 2}, 1: {2: 2, 3: 3}}


def test_the_step_that_ends_last_keeps_its_least_share_beside_another() -> None:
    """B's 5 days end in phase 2; a has its share of phase 1, what is left of phase 2, and 3 days of phase 3."""
    assert split_days(problem(6, 5), (1, 1), (3, 2)) == {
        0: {1: SHARE, 2: 3 - SHARE, 3: 3},
        1: {1: 4 - SHARE, 2: 1 + SHARE},
    }


def test_whole_steps_come_before_the_days_of_split_ones() -> None:
    """C takes 1 day of phase 2, so that b has 1 there; with 2 days, b would have less than its share.

    A step that fills phase 2 leaves no share for one that spans phases 1 to 3.
    """
    assert split_days(problem(6, 5, 1), (1, 2, 2), (2, 3, 2)) == {0: {1: 4, 2: 2}, 1: {2: 1, 3: 4}}
    with pytest.raises(ArithmeticError):
        split_days(problem(6, 5, 2), (1, 2, 2), (2, 3, 2))
    with pytest.raises(ArithmeticError):
        split_days(problem(6, 4), (1, 2), (3, 2))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Return three steps, most of them larger than a phase."""
    chained = draw(st.booleans())
    waits = draw(st.booleans())
    opens = (1, 1, draw(st.integers(1, 2)))
    phases = draw(st.integers(2, 4))
    return Problem(
        capacity=Fraction(4),
        room=(Fraction(4),) * phases,
        breadth=draw(st.integers(1, 3)),
        pace=draw(st.integers(1, 2)),
        practices=("a", "a" if chained else "b", "c"),
        efforts=tuple(Fraction(draw(st.integers(1, 10))) for _ in range(3)),
        benefits=tuple(Fraction(draw(st.integers(1, 9))) for _ in range(3)),
        before=((), (0,) if chained else (), (0,) if waits else ()),
        opens=opens,
        closes=(phases,) * 3,
    )


def schedules(small: Problem) -> Iterator[Schedule]:
    """Yield every schedule by the rules, written apart from the programme."""
    spans = [(start, end) for start in range(1, small.phases + 1) for end in range(start, small.phases + 1)]
    whole = [(start, end) for start, end in spans if start == end]
    choices = [[(0, 0), *(spans if small.efforts[step] > small.capacity else whole)] for step in small.steps]
    for chosen in product(*choices):
        starts, ends = zip(*chosen, strict=True)
        planned = [step for step in small.steps if ends[step]]
        rises = Counter((small.practices[step], ends[step]) for step in planned)
        active = [
            {small.practices[step] for step in planned if starts[step] <= phase <= ends[step]}
            for phase in range(1, small.phases + 1)
        ]
        in_order = all(0 < ends[other] <= starts[step] for step in planned for other in small.before[step])
        opened = all(starts[step] >= small.opens[step] for step in planned)
        if in_order and opened and max(map(len, active)) <= small.breadth and max([0, *rises.values()]) <= small.pace:
            try:
                yield Schedule(starts, ends, split_days(small, starts, ends))
            except ArithmeticError:
                continue


@hypothesis_settings(max_examples=100, deadline=None)
@given(small=problems())
def test_no_roadmap_with_split_steps_is_worth_more(small: Problem) -> None:
    """The best schedule and the list's are among all schedules; none is worth more than the best."""
    every = list(schedules(small))

    optimum, listed = best(small), improved_schedule(small)

    assert optimum is not None
    assert listed is not None
    assert optimum.schedule.worth(small) == optimum.bound == max(each.worth(small) for each in every)
    assert optimum.schedule in every
    assert listed in every
