"""The search, compared with trying every order, and how single steps are placed."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.problem import Problem, ancestors_of
from roadmaps.scheduling import scheduled, split
from roadmaps.search import best_schedule, upper_bound


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Return a problem of at most five steps, each of which may wait for earlier ones."""
    size = draw(st.integers(1, 5))
    numbers = range(size)
    phases = draw(st.integers(1, 3))
    return Problem(
        phases=phases,
        capacity=draw(st.integers(4, 8)),
        scale=1,
        efforts=tuple(draw(st.integers(1, 11)) for _ in numbers),
        benefits=tuple(draw(st.integers(0, 9)) for _ in numbers),
        before=tuple(tuple(sorted(draw(st.sets(st.integers(0, max(0, i - 1)), max_size=min(i, 2))))) for i in numbers),
        starts=tuple(draw(st.sampled_from((0, 0, 0, 1, phases))) for _ in numbers),
        bonus=(0,) * size,
    )


@settings(max_examples=60)
@given(problems())
def test_small_problems_are_solved_exactly(problem: Problem) -> None:
    """No order of the steps has a schedule of higher value, and none exceeds the bound."""
    lists = (
        order
        for order in permutations(range(len(problem.efforts)))
        if all(order.index(b) < order.index(step) for step in order for b in problem.before[step])
    )
    best = max(scheduled(problem, order).value for order in lists)

    assert best_schedule(problem).value == best
    assert best <= upper_bound(problem)


@pytest.mark.parametrize(
    ("free", "effort", "earliest", "start", "span"),
    [
        ([0, 10, 10, 10], 25, 1, 0, (1, [10, 10, 5])),
        ([0, 3, 10, 10], 12, 1, 0, (1, [3, 9])),
        ([0, 10, 0, 10, 10], 12, 1, 0, (3, [10, 2])),  # it may not rest in between
        ([0, 10, 10, 10], 12, 2, 0, (2, [10, 2])),
        ([0, 10, 10, 10], 12, 1, 3, None),  # only phase 3 is left to it
        ([0, 10, 10, 10], 12, 3, 2, None),  # what it waits for ends too late
        ([0, 0, 10, 10], 12, 1, 1, None),
        ([0, 5, 0, 10], 12, 1, 1, None),
        ([0, 5, 5], 12, 1, 0, None),
    ],
)
def test_a_large_step_takes_successive_phases(
    free: list[int], effort: int, earliest: int, start: int, span: tuple[int, list[int]] | None
) -> None:
    """By hand: the earliest consecutive phases with enough capacity left."""
    assert split(free, effort, earliest, start) == span


def test_a_large_step_with_a_fixed_start_keeps_capacity_there() -> None:
    """The first step fills phase 1 except for the unit held for the second, which has to start there."""
    problem = Problem(
        phases=3,
        capacity=10,
        scale=1,
        efforts=(15, 12),
        benefits=(9, 1),
        before=((), ()),
        starts=(0, 1),
        bonus=(0, 0),
    )

    schedule = scheduled(problem, (0, 1))

    assert schedule.spans == {0: (1, [9, 6]), 1: (1, [1, 4, 7])}


def test_ancestors_come_after_what_they_require() -> None:
    """3 requires 2, 2 requires 0 and 1, 1 requires 0."""
    assert ancestors_of(((), (0,), (0, 1), (2,))) == ((), (0,), (0, 1), (0, 1, 2))
