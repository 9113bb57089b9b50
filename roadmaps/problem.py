"""The planning problem in whole numbers, as the search works on it.

Efforts are exact fractions. The search adds and compares them a million times, so here they are scaled to a common unit
that makes all of them integers: as exact as fractions, and many times faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import lcm

from practices_catalog.model import Approach
from roadmaps.model import RoadmapSettings, Step
from roadmaps.precedence import Precedence, goal_of


@dataclass(frozen=True)
class Problem:
    """Steps by index, in catalogue order; efforts and capacity in whole units.

    Attributes:
        scale: units per person-day.
        before: the steps that each step directly waits for.
        starts: the phase that a step must start in, or 0 for any.
        bonus: extra value of a step for being planned at all, so that required steps take precedence.
    """

    phases: int
    capacity: int
    scale: int
    efforts: tuple[int, ...]
    benefits: tuple[int, ...]
    before: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    bonus: tuple[int, ...]

    @cached_property
    def earliest(self) -> tuple[int, ...]:
        """The first phase that each step could start in if nothing else were planned; phases + 1 if there is none."""
        found: dict[int, int] = {}
        for step in (each for index in range(len(self.before)) for each in (*self.ancestors[index], index)):
            begun = max((found[other] + self.length(other) - 1 for other in self.before[step]), default=1)
            start = max(self.starts[step], begun)
            ends = start + self.length(step) - 1
            barred = 0 < self.starts[step] < begun or ends > self.phases
            found[step] = self.phases + 1 if barred else start
        return tuple(found[step] for step in range(len(self.before)))

    @cached_property
    def held(self) -> frozenset[int]:
        """The steps that must start in a certain phase and can, but are too large to end in the same phase."""
        return frozenset(
            step
            for step, start in enumerate(self.starts)
            if 0 < start == self.earliest[step] and self.efforts[step] > self.capacity
        )

    def length(self, step: int) -> int:
        """Return the smallest number of phases that a step takes."""
        return -(-self.efforts[step] // self.capacity)

    @cached_property
    def after(self) -> tuple[tuple[int, ...], ...]:
        """The steps that directly wait for each step."""
        waiting: list[list[int]] = [[] for _ in self.before]
        for step, before in enumerate(self.before):
            for other in before:
                waiting[other].append(step)
        return tuple(map(tuple, waiting))

    @cached_property
    def ancestors(self) -> tuple[tuple[int, ...], ...]:
        """All steps that each step waits for, directly or indirectly, earliest first."""
        return ancestors_of(self.before)

    @cached_property
    def descendants(self) -> tuple[tuple[int, ...], ...]:
        """All steps that wait for each step, directly or indirectly."""
        return ancestors_of(self.after)


def ancestors_of(before: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Return all the steps that each step waits for, in an order that respects precedence."""
    return tuple(_closure(before, step) for step in range(len(before)))


def _closure(before: Sequence[Sequence[int]], step: int) -> tuple[int, ...]:
    found: dict[int, None] = {}

    def visit(other: int) -> None:
        for earlier in before[other]:
            if earlier not in found:
                visit(earlier)
                found[earlier] = None

    visit(step)
    return tuple(found)


def problem_of(
    steps: tuple[Step, ...], precedence: Precedence, settings: RoadmapSettings, approach: Approach
) -> tuple[Problem, EntryStep | None]:
    """Return the problem, and the step that must start in phase 1 if it can.

    The capacity in `settings` must be filled in, and no step may be barred.
    """
    free = _without_bonus(steps, precedence, settings)
    first = _entry_step(steps, approach, free)
    firm = frozenset(first.with_ancestors if first and first.fits else ())
    starts = tuple(1 if index in firm else start for index, start in enumerate(free.starts))
    return replace(free, starts=starts, bonus=_bonus(free, firm)), first


def _without_bonus(steps: tuple[Step, ...], precedence: Precedence, settings: RoadmapSettings) -> Problem:
    if settings.capacity is None:
        raise ValueError("the capacity must be filled in before planning")
    number = {goal_of(step): index for index, step in enumerate(steps)}
    scale = lcm(settings.capacity.denominator, *(step.effort_days.denominator for step in steps))
    return Problem(
        phases=settings.phases,
        capacity=int(settings.capacity * scale),
        scale=scale,
        efforts=tuple(int(step.effort_days * scale) for step in steps),
        benefits=tuple(step.benefit for step in steps),
        before=tuple(tuple(number[goal] for goal in precedence.waits_for(goal_of(step))) for step in steps),
        starts=tuple(settings.pins.get(step.practice, 0) for step in steps),
        bonus=(0,) * len(steps),
    )


@dataclass(frozen=True, slots=True)
class EntryStep:
    """The first step of the first entry practice whose target isn't met.

    Attributes:
        with_ancestors: the step and everything it waits for; the step is last.
        fits: whether everything it waits for can end, and the step itself start, in phase 1, and the step can end.
        pinned_elsewhere: the first of these steps that is pinned to a later phase, or None.
    """

    step: int
    with_ancestors: tuple[int, ...]
    fits: bool
    pinned_elsewhere: int | None


def _entry_step(steps: tuple[Step, ...], approach: Approach, problem: Problem) -> EntryStep | None:
    firsts = {step.practice: index for index, step in reversed(tuple(enumerate(steps)))}
    step = next((firsts[practice] for practice in approach.entry if practice in firsts), None)
    if step is None:
        return None
    ancestors, effort = problem.ancestors[step], problem.efforts[step]
    waited = sum(problem.efforts[other] for other in ancestors)
    can_end = waited + effort <= problem.capacity * problem.phases
    room = waited + effort <= problem.capacity or (effort > problem.capacity > waited and can_end)
    elsewhere = next((other for other in (*ancestors, step) if problem.starts[other] > 1), None)
    return EntryStep(step, (*ancestors, step), room and elsewhere is None, elsewhere)


def _bonus(problem: Problem, firm: frozenset[int]) -> tuple[int, ...]:
    """Return bonuses by which steps required in phase 1 outweigh pinned steps, and pinned steps all the others."""
    for_pin = 1 + sum(problem.benefits) * problem.phases
    for_rule = for_pin * (1 + sum(map(bool, problem.starts)))
    return tuple(for_rule if i in firm else for_pin if start else 0 for i, start in enumerate(problem.starts))
