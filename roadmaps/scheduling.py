"""A list of steps becomes a schedule: each step in the first phase that has room and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmaps.problem import Problem


@dataclass(slots=True)
class Schedule:
    """Where the steps of a problem stand.

    Attributes:
        value: worth and bonuses together.
        ends: phase in which each step ends, 0 where it is not planned.
        free: units left in each phase, from index 1.
        spans: of each split step, the phase that it starts in and the units it takes in that and each next one.
    """

    value: int
    ends: list[int]
    free: list[int]
    spans: dict[int, Span] = field(default_factory=dict)

    def start(self, step: int) -> int:
        """Return the phase in which a step starts, 0 where it is not planned."""
        return self.spans[step][0] if step in self.spans else self.ends[step]


Span = tuple[int, list[int]]


def scheduled(problem: Problem, order: Sequence[int]) -> Schedule:  # noqa: C901, PLR0912 - the planner spends its time here, calls would double it
    """Return the schedule of a list in which each step stands behind what it waits for.

    Every best schedule comes from some list: its steps in the order of the phases that they end in. A unit is held for
    each large step that has to start in a certain phase, so that those listed before it leave it something there.
    """
    phases, capacity, efforts, starts = problem.phases, problem.capacity, problem.efforts, problem.starts
    benefits, bonus, after = problem.benefits, problem.bonus, problem.after
    never = phases + 1
    free = [capacity] * never
    for step in problem.held:
        free[starts[step]] -= 1
    earliest = list(problem.earliest)
    ends = [0] * len(efforts)
    spans: dict[int, Span] = {}
    value = 0
    for step in order:
        phase, effort, start = earliest[step], efforts[step], starts[step]
        if effort > capacity:
            free[start] += step in problem.held
            span = split(free, effort, phase, start)
            phase = never
            if span:
                spans[step] = span
                phase = span[0] - 1
                for units in span[1]:
                    phase += 1
                    free[phase] -= units
        elif start:
            phase = start if phase <= start and free[start] >= effort else never
            if phase == start:
                free[start] -= effort
        else:
            while phase < never and free[phase] < effort:
                phase += 1
            if phase < never:
                free[phase] -= effort
        if phase < never:
            ends[step] = phase
            value += bonus[step] + benefits[step] * (never - phase)
        for other in after[step]:
            if earliest[other] < phase:  # noqa: PLR1730 - max() is a call, and slower here
                earliest[other] = phase
    return Schedule(value, ends, free, spans)


def split(free: Sequence[int], effort: int, earliest: int, start: int) -> Span | None:
    """Return the earliest span of successive phases, each with something left, that holds a large step.

    Args:
        free: units left in each phase, from index 1.
        effort: units of the step, more than a whole phase.
        earliest: the first phase in which it may start.
        start: the phase in which it has to start, 0 where any will do.
    """
    if start and (start < earliest or not free[start]):
        return None
    first = start or earliest
    gathered = 0
    for phase in range(first, len(free)):
        left = free[phase]
        gathered += left
        if gathered >= effort:
            return first, [*free[first:phase], left - gathered + effort]
        if not left:
            if start:
                return None
            first, gathered = phase + 1, 0
    return None
