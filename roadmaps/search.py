"""The search for the best roadmap: lists by a dozen priority rules, the best of them improved move by move.

The method is late acceptance hill climbing: a changed list is kept if it is no worse than the one kept some moves ago.
When it stalls, it starts again from the next best list. The random numbers come from a fixed seed, and the number of
moves from the size of the problem, never from a clock, so that the same problem always gives the same roadmap.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from random import Random

from roadmaps.priority_rules import first_lists
from roadmaps.problem import Problem
from roadmaps.scheduling import Schedule, scheduled

PLACEMENTS = 150_000
MOVES_A_PAIR = 15
PATIENCE = 5
MEMORY = 20
SEED = 2


def best_schedule(problem: Problem) -> Schedule:
    """Return the schedule of the highest value that the search finds; ties go to the first one found."""
    if not problem.efforts:
        return scheduled(problem, ())
    climbs = [Climb(scheduled(problem, order), order) for order in first_lists(problem)]
    climbs.sort(key=lambda climb: -climb.best.value)
    return _improved(problem, climbs)


@dataclass
class Climb:
    """One climb: the current list, and the best schedule so far.

    Attributes:
        best: the best schedule so far.
        order: the current list.
        kept: the value of the current list.
        reach: how many steps at the head of the list matter.
        memory: the values of the last lists.
        stalled: moves since the best schedule was found.
    """

    best: Schedule
    order: list[int]
    kept: int = field(init=False)
    reach: int = field(init=False)
    memory: deque[int] = field(init=False)
    stalled: int = 0

    def __post_init__(self) -> None:
        self.kept = self.best.value
        self.reach = _reach(self.best, self.order)
        self.memory = deque([self.kept] * MEMORY, maxlen=MEMORY)

    def consider(self, schedule: Schedule, order: list[int]) -> None:
        """Keep a changed list if it is good enough."""
        self.stalled += 1
        if schedule.value >= min(self.kept, self.memory[0]):
            self.kept, self.order, self.reach = schedule.value, order, _reach(schedule, order)
            if schedule.value > self.best.value:
                self.best, self.stalled = schedule, 0
        self.memory.append(self.kept)


def _improved(problem: Problem, climbs: list[Climb]) -> Schedule:
    bound, moves, tries = upper_bound(problem), Moves(problem), _tries(problem)
    waiting = deque(climbs)
    climb, best = waiting.popleft(), climbs[0].best
    for _ in range(tries):
        if best.value == bound:
            break
        if climb.stalled * PATIENCE > tries and waiting:
            climb = waiting.popleft()
        order = moves.neighbour(climb.order, climb.reach)
        climb.consider(scheduled(problem, order), order)
        if climb.best.value > best.value:
            best = climb.best
    return best


def _reach(schedule: Schedule, order: list[int]) -> int:
    """Return how much of a list affects its schedule: up to the last planned step, and one more."""
    last = next((place for place in range(len(order) - 1, -1, -1) if schedule.ends[order[place]]), 0)
    return min(last + 2, len(order))


def _tries(problem: Problem) -> int:
    """Return how many moves to try: few for a small problem, and not so many that a large one takes longer."""
    steps = len(problem.efforts)
    split = sum(effort > problem.capacity for effort in problem.efforts)
    return min(MOVES_A_PAIR * steps * (steps - 1), PLACEMENTS // (steps + 10 + split))


def upper_bound(problem: Problem) -> int:
    """Return a value that no schedule exceeds: each step as early as if only the steps it waits for were planned."""
    total = 0
    for step, effort in enumerate(problem.efforts):
        needed = effort + sum(problem.efforts[other] for other in problem.ancestors[step])
        phase = max(-(-needed // problem.capacity), problem.earliest[step] + problem.length(step) - 1)
        if phase <= problem.phases:
            total += problem.bonus[step] + problem.benefits[step] * (problem.phases + 1 - phase)
    return total


class Moves:
    """Random changes to a list that keep every step after the steps it waits for."""

    SWAPS = 0.15

    def __init__(self, problem: Problem) -> None:
        self._random = Random(SEED).random  # noqa: S311 - the sequence must be fixed
        self._ancestors = [frozenset(each) for each in problem.ancestors]
        self._descendants = [frozenset(each) for each in problem.descendants]

    def neighbour(self, order: list[int], reach: int) -> list[int]:
        """Return the list with one step moved forward or back, or two steps swapped.

        One of the two places is among the first `reach`: changes only behind them have no effect.
        """
        front, back = sorted((int(self._random() * reach), int(self._random() * len(order))))
        kind = self._random()
        if kind < self.SWAPS:
            passed = order[front]
            changed = self._forward(order, front, back)
            return self._back(changed, changed.index(passed), back)
        move = self._forward if kind < (1 + self.SWAPS) / 2 else self._back
        return move(order, front, back)

    def _forward(self, order: list[int], front: int, back: int) -> list[int]:
        """Move the step at `back` to `front`, together with the steps between the two that it waits for."""
        step, between = order[back], order[front:back]
        along = self._ancestors[step].intersection(between)
        if not along:
            return [*order[:front], step, *between, *order[back + 1 :]]
        first = [other for other in between if other in along]
        return [*order[:front], *first, step, *(o for o in between if o not in along), *order[back + 1 :]]

    def _back(self, order: list[int], front: int, back: int) -> list[int]:
        """Move the step at `front` to `back`, together with the steps between the two that wait for it."""
        step, between = order[front], order[front + 1 : back + 1]
        along = self._descendants[step].intersection(between)
        if not along:
            return [*order[:front], *between, step, *order[back + 1 :]]
        last = [other for other in between if other in along]
        return [*order[:front], *(o for o in between if o not in along), step, *last, *order[back + 1 :]]
