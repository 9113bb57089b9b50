"""The planning problem in numbers: steps by index, phases from 1, days as exact fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

MOST_LATER = 3
"""How many phases later a step may end to make room for something small."""


@dataclass(frozen=True)
class Problem:
    """Steps by index, in catalogue order, and their limits.

    Attributes:
        capacity: person-days of a whole phase; a step that takes more is split.
        room: person-days left in each phase.
        breadth: practices that may have steps in one phase, apart from light steps.
        pace: levels that a practice may rise in one phase.
        practices: the practice of each step; the steps of a practice are in the order of their levels.
        before: the steps that each step directly waits for.
        opens: the first phase that each step may start in.
        closes: the last phase that each step may end in.
        required: the steps that must be planned.
        light: the steps that don't count toward the breadth, because they are one-off measures, not new habits.
    """

    capacity: Fraction
    room: tuple[Fraction, ...]
    breadth: int
    pace: int
    practices: tuple[str, ...]
    efforts: tuple[Fraction, ...]
    benefits: tuple[Fraction, ...]
    before: tuple[tuple[int, ...], ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    required: frozenset[int] = frozenset()
    light: frozenset[int] = frozenset()

    @property
    def steps(self) -> range:
        """The steps."""
        return range(len(self.efforts))

    @property
    def phases(self) -> int:
        """The number of phases."""
        return len(self.room)

    def is_large(self, step: int) -> bool:
        """Return whether a step takes more than a whole phase."""
        return self.efforts[step] > self.capacity

    def length(self, step: int) -> int:
        """Return the smallest number of phases that a step takes."""
        return -(-self.efforts[step] // self.capacity)

    def with_end(self, step: int, phase: int) -> Problem:
        """Return the problem in which a step must also be planned and end by a given phase."""
        closes = tuple(min(phase, own) if each == step else own for each, own in enumerate(self.closes))
        return replace(self, closes=closes, required=self.required | {step})

    def near(self, ends: Sequence[int]) -> Problem:
        """Return the problem in which steps end at most `MOST_LATER` phases later than before; 0 is not planned.

        In long roadmaps, this is solved many times faster than the whole problem.
        """
        later = (end + MOST_LATER if end else self.phases for end in ends)
        return replace(self, closes=tuple(min(pair) for pair in zip(later, self.closes, strict=True)))

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
        return tuple(_closure(self.before, step) for step in self.steps)

    @cached_property
    def paced_before(self) -> tuple[int | None, ...]:
        """The step of the same practice that must end in an earlier phase than each step, by the pace."""
        places: dict[str, list[int]] = {}
        found: list[int | None] = []
        for step in self.steps:
            own = places.setdefault(self.practices[step], [])
            found.append(own[-self.pace] if len(own) >= self.pace else None)
            own.append(step)
        return tuple(found)

    @cached_property
    def earliest_end(self) -> tuple[int, ...]:
        """The first phase in which each step could end if only its prerequisites were planned; phases + 1 if none."""
        found: dict[int, int] = {}
        for step in (each for index in self.steps for each in (*self.ancestors[index], index)):
            if step not in found:
                found[step] = min(self._earliest_end(step, found), self.phases + 1)
        return tuple(found[step] for step in self.steps)

    def _earliest_end(self, step: int, found: Mapping[int, int]) -> int:
        starts = [self.opens[step], *(found[other] for other in self.before[step])]
        ends = max(starts) + self.length(step) - 1
        paced = self.paced_before[step]
        if paced is not None:
            ends = max(ends, found.get(paced, 0) + 1)
        return max(ends, self._days_end(step), self._breadth_end(step))

    def _days_end(self, step: int) -> int:
        """Return the first phase by whose end there is enough room for the step and everything it waits for."""
        left = self.efforts[step] + sum((self.efforts[other] for other in self.ancestors[step]), Fraction(0))
        for phase, room in enumerate(self.room, 1):
            left -= room
            if left <= 0:
                return phase
        return self.phases + 1

    def _breadth_end(self, step: int) -> int:
        return -(-len(self.counted((*self.ancestors[step], step))) // self.breadth)

    def counted(self, steps: Iterable[int]) -> set[str]:
        """Return the practices of some steps that count toward the breadth."""
        return {self.practices[step] for step in steps if step not in self.light}


def _closure(before: Sequence[Sequence[int]], step: int) -> tuple[int, ...]:
    found: dict[int, None] = {}

    def visit(other: int) -> None:
        for earlier in before[other]:
            if earlier not in found:
                visit(earlier)
                found[earlier] = None

    visit(step)
    return tuple(found)


@dataclass(frozen=True)
class Schedule:
    """Where each step starts and ends.

    Attributes:
        starts: the phase in which each step starts, 0 if it isn't planned; `ends` likewise.
        spent: the person-days of each split step by phase.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spent: Mapping[int, Mapping[int, Fraction]] = field(default_factory=dict)

    def planned(self, problem: Problem) -> list[int]:
        """Return the planned steps."""
        return [step for step in problem.steps if self.ends[step]]

    def days(self, problem: Problem, step: int) -> Mapping[int, Fraction]:
        """Return the person-days of a planned step by phase."""
        return self.spent[step] if step in self.spent else {self.ends[step]: problem.efforts[step]}

    def free(self, problem: Problem) -> tuple[Fraction, ...]:
        """Return the person-days left in each phase."""
        left = list(problem.room)
        for step in self.planned(problem):
            for phase, days in self.days(problem, step).items():
                left[phase - 1] -= days
        return tuple(left)

    def active(self, problem: Problem) -> dict[int, frozenset[str]]:
        """Return the practices that count toward the breadth in each phase."""
        planned = self.planned(problem)
        return {
            phase: frozenset(problem.counted(i for i in planned if self.starts[i] <= phase <= self.ends[i]))
            for phase in range(1, problem.phases + 1)
        }

    def worth(self, problem: Problem) -> Fraction:
        """Return the sum over finished steps of benefit x (phases - phase it ends in + 1)."""
        last = problem.phases + 1
        return sum((problem.benefits[step] * (last - self.ends[step]) for step in self.planned(problem)), Fraction(0))
