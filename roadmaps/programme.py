"""The planning problem as an integer program.

For each step and each phase in which the step can end, there is a variable that is 1 if it ends there. Capacity and
breadth are sums of such variables, for which the solver knows strong cuts. A step has ended by a phase if one of its
variables up to that phase is 1, and steps that wait for it never start before. A step larger than a phase has
variables that are 1 from the phase in which it starts or ends, and variables for its days in each phase.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

from roadmaps.problem import Problem, Schedule
from roadmaps.split_steps import least_share, split_days

TIE_SHARE = Fraction(1, 4)
HALF = 0.5
Terms = list[tuple[int, float]]
"""Columns with their factors."""


@dataclass
class Rows:
    """A linear program under construction: columns with bounds and costs, rows with bounds and coefficients."""

    costs: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, cost: float = 0.0, *, lower: float = 0.0, upper: float = 1.0, whole: bool = True) -> int:
        """Add a column and return its number."""
        self.costs.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def at_most(self, terms: Iterable[tuple[int, float]], limit: float) -> None:
        """Add a row: the sum of factor x column is at most a limit."""
        merged: dict[int, float] = {}
        for column, factor in terms:
            merged[column] = merged.get(column, 0.0) + factor
        merged = {column: factor for column, factor in merged.items() if factor}
        if merged:
            self.columns.extend(merged)
            self.factors.extend(merged.values())
            self.starts.append(len(self.columns))
            self.row_upper.append(limit)


class Programme:
    """The variables and rows of a problem.

    Attributes:
        ends: for each step that isn't split, the variables for ending in a phase.
        ended, started, days: for each split step, the variables for having ended, having started, and its days.
        busy: variables that say whether a practice is active in a phase, with the terms of its steps.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows = Rows()
        self.ends: dict[int, dict[int, int]] = {}
        self.ended: dict[int, dict[int, int]] = {}
        self.started: dict[int, dict[int, int]] = {}
        self.days: dict[int, dict[int, int]] = {}
        self.busy: dict[int, list[Terms]] = {}
        for step in problem.steps:
            self._step(step)
        for step in problem.steps:
            self._precedence(step)
        for phase in self._phases:
            self._capacity(phase)
            self._breadth(phase)

    @property
    def _phases(self) -> range:
        return range(1, self.problem.phases + 1)

    @cached_property
    def scale(self) -> int:
        """The factor that turns benefits into whole numbers."""
        return lcm(*(benefit.denominator for benefit in self.problem.benefits))

    def starts_in_phase_1(self, step: int) -> int | None:
        """Return the variable for a step starting in phase 1, or None if it can't."""
        return (self.started if step in self.started else self.ends)[step].get(1)

    def require_one(self, terms: Terms) -> None:
        """Require that a sum of variables is at least 1; without any variables, the program becomes infeasible."""
        if not terms:
            terms = [(self.rows.column(upper=0.0), 1.0)]
        self.rows.at_most([(column, -factor) for column, factor in terms], -1.0)

    def _tie(self, step: int, phase: int) -> float:
        """Return a small extra worth, so that one of several equally good roadmaps is the best on every machine.

        Practices that come early in the catalogue are preferred. All extras add up to less than one unit of the scaled
        worth.
        """
        count, phases = len(self.problem.efforts), self.problem.phases
        place = Fraction(count - step, count) + Fraction((step * 7919 + phase * 104729) % 997, 997 * count)
        return float(TIE_SHARE * place / (count * phases * 2))

    def _step(self, step: int) -> None:
        problem = self.problem
        large = problem.is_large(step)
        columns = (self.ended if large else self.ends).setdefault(step, {})
        for phase in range(problem.earliest_end[step], problem.closes[step] + 1):
            columns[phase] = self.rows.column()
        for phase in range(problem.earliest_end[step], problem.phases + 1):
            for column, _ in self._by(step, phase):
                self.rows.costs[column] += float(problem.benefits[step] * self.scale) + self._tie(step, phase)
        if large:
            self._split(step)
        else:
            self.rows.at_most([(column, 1.0) for column in columns.values()], 1.0)
        if step in problem.required:
            self.require_one(self._by(step, problem.closes[step]))

    def _split(self, step: int) -> None:
        """Add rows: a large step has days in each phase from its start to its end, and in no other."""
        problem, ended = self.problem, self.ended[step]
        started = self.started[step] = {}
        self.days[step] = {}
        if not ended:
            return
        last = max(ended)
        opens = max([problem.opens[step], *(problem.earliest_end[other] for other in problem.before[step])])
        started.update((phase, self.rows.column()) for phase in range(opens, last + 1))
        effort, least = float(problem.efforts[step]), float(least_share(problem, step))
        for row in (started, ended):
            for phase in list(row)[1:]:
                self.rows.at_most([(row[phase - 1], 1.0), (row[phase], -1.0)], 0.0)
        for phase in started:
            room = float(problem.room[phase - 1])
            days = self.days[step][phase] = self.rows.column(upper=room, whole=False)
            at_work = self._at_work(step, phase)
            self.rows.at_most([(days, 1.0), *_times(-room, at_work)], 0.0)
            self.rows.at_most([(days, -1.0), *_times(least, at_work)], 0.0)
            begun = started.get(phase - problem.length(step) + 1)
            begun_terms = [] if begun is None else [(begun, -1.0)]
            self.rows.at_most([*self._by(step, phase), *begun_terms], 0.0)
        for phase, column in ended.items():  # whole numbers imply this; fractional values get a tighter bound
            by_then = [(days, -1.0) for own, days in self.days[step].items() if own <= phase]
            self.rows.at_most([*by_then, (column, effort)], 0.0)
        spent = [(days, 1.0) for days in self.days[step].values()]
        self.rows.at_most([*spent, (ended[last], -effort)], 0.0)
        self.rows.at_most([(started[last], 1.0), (ended[last], -1.0)], 0.0)

    @cached_property
    def _split_practices(self) -> frozenset[str]:
        return frozenset(self.problem.practices[step] for step in self.started)

    def _precedence(self, step: int) -> None:
        """Add rows: steps that wait for a step start in the phase in which it ends, or later."""
        started = self.started.get(step)
        for other in self.problem.before[step]:
            for phase in self.ends[step] if started is None else started:
                begun = self._by(step, phase) if started is None else [(started[phase], 1.0)]
                self.rows.at_most([*begun, *_times(-1.0, self._by(other, phase))], 0.0)
        paced = self.problem.paced_before[step]
        if paced is not None:
            for phase in self.ends[step] if started is None else self.ended[step]:
                self.rows.at_most([*self._by(step, phase), *_times(-1.0, self._by(paced, phase - 1))], 0.0)

    def _by(self, step: int, phase: int) -> Terms:
        """Return the sum that is 1 if a step has ended by a phase."""
        if step in self.ends:
            return [(column, 1.0) for own, column in self.ends[step].items() if own <= phase]
        column = self.ended[step].get(min(phase, self.problem.closes[step]))
        return [] if column is None else [(column, 1.0)]

    def _ends_in(self, step: int, phase: int) -> Terms:
        """Return the variable that is 1 if a step that isn't split ends in a phase."""
        return [(self.ends[step][phase], 1.0)] if phase in self.ends[step] else []

    def _at_work(self, step: int, phase: int) -> Terms:
        started = self.started.get(step)
        if started is None:
            return self._ends_in(step, phase)
        return [(started[phase], 1.0), *_times(-1.0, self._by(step, phase - 1))] if phase in started else []

    def _capacity(self, phase: int) -> None:
        terms: Terms = [(days[phase], 1.0) for days in self.days.values() if phase in days]
        for step in self.ends:
            terms += _times(float(self.problem.efforts[step]), self._ends_in(step, phase))
        self.rows.at_most(terms, float(self.problem.room[phase - 1]))

    def _breadth(self, phase: int) -> None:
        """Add a row for the practices active in a phase; each practice counts once, however many steps it has."""
        by_practice: dict[str, list[Terms]] = {}
        for step in self.problem.steps:
            terms = self._at_work(step, phase)
            if terms and step not in self.problem.light:
                by_practice.setdefault(self.problem.practices[step], []).append(terms)
        counted: Terms = []
        for practice, steps in by_practice.items():
            # At most one of them is 1, so their sum says whether the practice is active.
            if len(steps) == 1 or (self.problem.pace == 1 and practice not in self._split_practices):
                counted += [term for terms in steps for term in terms]
                continue
            busy = self.rows.column(whole=False)
            counted.append((busy, 1.0))
            self.busy[busy] = steps
            for terms in steps:
                self.rows.at_most([*terms, (busy, -1.0)], 0.0)
        self.rows.at_most(counted, float(self.problem.breadth))

    def values_of(self, schedule: Schedule) -> list[float]:
        """Return the variables' values for a schedule, as a start for the solver."""
        values = [0.0] * len(self.rows.costs)
        for step, columns in self.ends.items():
            if schedule.ends[step]:
                values[columns[schedule.ends[step]]] = 1.0
        for step in self.started:
            for reached, by_phase in ((schedule.ends, self.ended), (schedule.starts, self.started)):
                for phase, column in by_phase[step].items():
                    values[column] = float(0 < reached[step] <= phase)
            for phase, spent in schedule.spent.get(step, {}).items():
                values[self.days[step][phase]] = float(spent)
        for busy, steps in self.busy.items():
            values[busy] = max(sum(values[column] * factor for column, factor in terms) for terms in steps)
        return values

    def schedule_of(self, values: list[float]) -> Schedule:
        """Return the schedule that the variables describe."""
        ends = tuple(self._first(values, (self.ends | self.ended)[step]) for step in self.problem.steps)
        starts = tuple(
            self._first(values, self.started[step]) if step in self.started and ends[step] else ends[step]
            for step in self.problem.steps
        )
        return Schedule(starts, ends, split_days(self.problem, starts, ends))

    @staticmethod
    def _first(values: list[float], columns: dict[int, int]) -> int:
        return next((phase for phase, column in columns.items() if values[column] > HALF), 0)


def _times(factor: float, terms: Terms) -> Terms:
    return [(column, factor * own) for column, own in terms]
