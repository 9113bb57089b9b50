"""Turns a list of steps into a schedule: each step goes into the first phase with room, after what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmaps.problem import Problem


@dataclass(slots=True)
class Schedule:
    """The phases of a problem's steps.

    Attributes:
        value: worth plus bonuses.
        ends: the phase that each step ends in, or 0 if it isn't planned.
        free: units left in each phase, from index 1.
        spans: for each split step, the phase it starts in, and the units it takes in that phase and each next one.
    """

    value: int
    ends: list[int]
    free: list[int]
    spans: dict[int, Span] = field(default_factory=dict)

    def start(self, step: int) -> int:
        """Return the phase that a step starts in, or 0 if it isn't planned."""
        return self.spans[step][0] if step in self.spans else self.ends[step]


Span = tuple[int, list[int]]


def scheduled(problem: Problem, order: Sequence[int]) -> Schedule:  # noqa: C901, PLR0912 - the planner spends its time here; calls would double it
    """Return the schedule of a list in which every step comes after the steps it waits for.

    Every optimal schedule comes from some list: its own steps, in the order of the phases they end in. One unit is held
    for each large step that must start in a certain phase, so that earlier steps in the list leave it room to start.
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
    """Return the earliest span of consecutive phases, each with something left, that holds a large step.

    Args:
        free: units left in each phase, from index 1.
        effort: units of the step, more than a whole phase.
        earliest: the first phase it can start in.
        start: the phase it must start in, or 0 for any.
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
