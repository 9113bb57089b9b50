"""List schedules: steps are placed one after another, each as early as possible.

They fill leftover capacity, and the solver starts from the best of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from roadmaps.problem import Problem, Schedule
from roadmaps.split_steps import least_share, split_days

TRIES, TRIES_IF_LARGE = 40, 1000
"""The swaps to try: the solver quickly improves a poor start itself, unless the problem is large."""
LARGE = 250
"""The number of places, which is steps x phases, from which a problem is large."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What other steps use up in the phases, besides person-days.

    Attributes:
        practices: the practices that count toward the breadth, by phase.
        levels: how many levels a practice rises, by practice and phase.
    """

    practices: Mapping[int, frozenset[str]] = field(default_factory=dict)
    levels: Mapping[tuple[str, int], int] = field(default_factory=dict)


NOTHING = Taken()


def greedy_schedule(problem: Problem, order: Sequence[int] = (), taken: Taken = NOTHING) -> Schedule:
    """Return a schedule that places the steps in an order, by default the most benefit for the effort first.

    Ties keep the catalogue's order.
    """
    return _Lists(problem, taken=taken).placed(order or _by_merit(problem)).schedule(problem)


def improved_schedule(problem: Problem, entry: int | None = None, quick_wins: Sequence[int] = ()) -> Schedule | None:
    """Return the best schedule found by swapping steps of the greedy list, or None if none meets all requirements.

    Args:
        problem: the problem to solve.
        entry: the step that starts in phase 1, if any.
        quick_wins: steps, one of which starts in phase 1, if there are any.
    """
    lists, most = _Lists(problem, entry, tuple(quick_wins)), _tries(problem)
    first = [*([] if entry is None else [entry]), *(step for step in quick_wins[:1] if step != entry)]
    order = [*first, *(step for step in _by_merit(problem) if step not in first)]
    best, tries = lists.placed(order), 1
    better = True
    while better:
        better = False
        for swapped in _swaps(order):
            if tries == most:
                break
            other, tries = lists.placed(swapped), tries + 1
            if other.merit > best.merit:
                best, better = other, True
                order[:] = swapped
    return None if best.missed else best.schedule(problem)


def _tries(problem: Problem) -> int:
    return TRIES_IF_LARGE if len(problem.steps) * problem.phases >= LARGE else TRIES


def _by_merit(problem: Problem) -> list[int]:
    """Return the steps in order: steps that must be planned come first, then the most benefit for the effort."""
    return sorted(
        problem.steps, key=lambda step: (step not in problem.required, -problem.benefits[step] / problem.efforts[step])
    )


def _swaps(order: Sequence[int]) -> Iterator[list[int]]:
    """Yield the list in its current state with two of its places swapped, neighbors first."""
    for distance in range(1, len(order)):
        for place in range(len(order) - distance):
            swapped = list(order)
            swapped[place], swapped[place + distance] = swapped[place + distance], swapped[place]
            yield swapped


@dataclass(frozen=True, slots=True)
class _Placed:
    """The places that a list gives the steps, how many requirements it misses, and its worth in a common unit."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    missed: int
    worth: int

    @property
    def merit(self) -> tuple[int, int]:
        return -self.missed, self.worth

    def schedule(self, problem: Problem) -> Schedule:
        return Schedule(self.starts, self.ends, split_days(problem, self.starts, self.ends))


class _Lists:
    """Turns lists of steps into schedules, in whole units of days and benefit, because fractions are slow."""

    def __init__(
        self, problem: Problem, entry: int | None = None, quick_wins: tuple[int, ...] = (), taken: Taken = NOTHING
    ) -> None:
        self.problem, self.entry, self.quick_wins, self.taken = problem, entry, quick_wins, taken
        least = [least_share(problem, step) if problem.is_large(step) else Fraction(0) for step in problem.steps]
        unit = lcm(*(days.denominator for days in (*problem.efforts, *problem.room, *least)))
        self.efforts, self.least, self.room = (
            [int(days * unit) for days in each] for each in (problem.efforts, least, problem.room)
        )
        self.needed = [least or effort for least, effort in zip(self.least, self.efforts, strict=True)]
        scale = lcm(*(benefit.denominator for benefit in problem.benefits))
        self.benefits = [int(benefit * scale) for benefit in problem.benefits]

    def placed(self, order: Sequence[int]) -> _Placed:
        """Return where the steps go; what a step waits for is placed first, wherever it is in the list."""
        placing = _Placing(self)
        for step in order:
            placing.place(step)
        starts, ends = placing.starts, placing.ends
        missed = sum(not ends[step] for step in self.problem.required)
        missed += self.entry is not None and starts[self.entry] != 1
        missed += bool(self.quick_wins) and all(starts[step] != 1 for step in self.quick_wins)
        last = self.problem.phases + 1
        worth = sum(benefit * (last - end) for benefit, end in zip(self.benefits, ends, strict=True) if end)
        return _Placed(tuple(starts), tuple(ends), missed, worth)


class _Placing:
    """A schedule under construction."""

    def __init__(self, lists: _Lists) -> None:
        problem = self.problem = lists.problem
        self.lists = lists
        self.room = [*lists.room]
        self.active = [set(lists.taken.practices.get(phase, ())) for phase in range(1, problem.phases + 1)]
        self.risen = defaultdict(int, lists.taken.levels)
        self.starts, self.ends = [0] * len(problem.efforts), [0] * len(problem.efforts)
        self.tried: set[int] = set()

    def place(self, step: int) -> None:
        """Place a step, after what it waits for, so that it ends as early as possible; if impossible, leave it out."""
        if step in self.tried:
            return
        self.tried.add(step)
        problem, first = self.problem, self.problem.opens[step]
        for before in problem.before[step]:
            if before not in self.tried:
                self.place(before)
            end = self.ends[before]
            if not end:
                return
            if end > first:  # noqa: PLR1730 - `max` would take much longer
                first = end
        room, needed = self.room, self.lists.needed[step]
        for start in range(first, problem.closes[step] + 1):
            # Most phases of most lists are full, so looking at their room first halves the time.
            if room[start - 1] >= needed and (end := self._end(step, start)):
                self._take(step, start, end)
                return

    def _end(self, step: int, start: int) -> int:
        """Return the phase in which a step ends if it starts in a phase, 0 if it can't start there."""
        problem, practice = self.problem, self.problem.practices[step]
        left, least = self.lists.efforts[step], self.lists.least[step]
        counts = step not in problem.light
        for phase in range(start, problem.closes[step] + 1):
            active, room = self.active[phase - 1], self.room[phase - 1]
            if room < (least or left) or (counts and practice not in active and len(active) >= problem.breadth):
                return 0
            left -= room
            if left <= 0:
                return 0 if self.risen[practice, phase] >= problem.pace else phase
        return 0

    def _take(self, step: int, start: int, end: int) -> None:
        left, least = self.lists.efforts[step], self.lists.least[step]
        practice = self.problem.practices[step]
        for phase in range(start, end + 1):
            spent = min(left - least * (end - phase), self.room[phase - 1])  # later phases keep their minimum
            left -= spent
            self.room[phase - 1] -= spent
            if step not in self.problem.light:
                self.active[phase - 1].add(practice)
        self.risen[practice, end] += 1
        self.starts[step], self.ends[step] = start, end
