"""Steps phase by phase, the most benefit for the effort first: for capacity left over, and the solver's start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from roadmaps.problem import Problem, Schedule


def greedy_schedule(problem: Problem, first: Sequence[int] = ()) -> Schedule:
    """Return a schedule without split steps, phase by phase: the most benefit for the effort first.

    Of equals, the one that comes first in the catalogue is taken first.

    Args:
        problem: to solve.
        first: the steps to try before all others, in order.
    """
    ends = [0] * len(problem.efforts)
    order = [*first, *sorted(problem.steps, key=lambda step: (*_merit(problem, step), -step), reverse=True)]
    for phase in range(1, problem.phases + 1):
        room = problem.room[phase - 1]
        active = set(problem.active.get(phase, ()))
        risen = Counter({practice: n for (practice, at), n in problem.risen.items() if at == phase})
        step = _next(problem, order, ends, phase, room, active, risen)
        while step is not None:
            ends[step] = phase
            room -= problem.efforts[step]
            active.add(problem.practices[step])
            risen[problem.practices[step]] += 1
            step = _next(problem, order, ends, phase, room, active, risen)
    return Schedule(tuple(ends), tuple(ends))


def _merit(problem: Problem, step: int) -> tuple[bool, Fraction]:
    """Return what puts a step before others: that it must be planned, then its benefit for its effort."""
    return step in problem.required, problem.benefits[step] / problem.efforts[step]


def _next(  # noqa: PLR0913, PLR0917 - the state of a phase
    problem: Problem,
    order: Sequence[int],
    ends: Sequence[int],
    phase: int,
    room: Fraction,
    active: set[str],
    risen: Counter[str],
) -> int | None:
    for step in order:
        practice = problem.practices[step]
        fits = (
            not ends[step]
            and problem.opens[step] <= phase <= problem.closes[step]
            and problem.efforts[step] <= min(room, problem.capacity)
            and risen[practice] < problem.pace
            and (practice in active or len(active) < problem.breadth)
            and all(ends[other] for other in problem.before[step])
        )
        if fits:
            return step
    return None
