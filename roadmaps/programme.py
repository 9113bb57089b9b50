"""The planning problem as an integer programme.

For each step and phase there is a variable that is 1 from the phase on in which the step has ended. So the worth is the
sum of benefit x variable over all phases, and the variables of what waits for a step are never greater than its own.
There are no variables for phases that a step can't end in. A step larger than a phase has a second row of variables, 1
from the phase on in which it has started, and its days in each phase.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

from roadmaps.problem import Problem, Schedule

TIE_SHARE = Fraction(1, 4)


@dataclass
class Rows:
    """A linear programme under construction: columns with bounds and costs, rows with bounds and coefficients."""

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

    def at_most(self, terms: Iterable[tuple[int | None, float]], limit: float) -> None:
        """Add a row: the sum of factor x column is at most a limit; terms without a column are 0."""
        merged: dict[int, float] = {}
        for column, factor in terms:
            if column is not None:
                merged[column] = merged.get(column, 0.0) + factor
        merged = {column: factor for column, factor in merged.items() if factor}
        if merged:
            self.columns.extend(merged)
            self.factors.extend(merged.values())
            self.starts.append(len(self.columns))
            self.row_upper.append(limit)


class Programme:
    """The variables and rows of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows = Rows()
        self.ended: list[dict[int, int]] = []
        self.started: dict[int, dict[int, int]] = {}
        self.days: dict[int, dict[int, int]] = {}
        self.busy: dict[int, list[list[tuple[int | None, float]]]] = {}
        for step in problem.steps:
            self._step(step)
        for step in problem.steps:
            self._precedence(step)
        for phase in self._phases:
            self._capacity(phase)
            self._breadth(phase)
        self._risen()

    @property
    def _phases(self) -> range:
        return range(1, self.problem.phases + 1)

    @cached_property
    def scale(self) -> int:
        """What the benefits are multiplied by to make them whole."""
        return lcm(*(benefit.denominator for benefit in self.problem.benefits)) if self.problem.benefits else 1

    def starts_in_phase_1(self, step: int) -> int | None:
        """Return the variable for a step starting in phase 1, or None if it can't."""
        return (self.started.get(step) or self.ended[step]).get(1)

    def require_one(self, columns: list[int]) -> None:
        """Require that at least one of some variables is 1."""
        if len(columns) == 1:
            self.rows.lower[columns[0]] = 1.0
        else:
            self.rows.at_most([(column, -1.0) for column in columns], -1.0)

    def _tie(self, step: int, phase: int) -> float:
        """Return the small extra worth by which, of roadmaps worth the same, one is the best on every machine.

        Early practices of the catalogue come first. All of it together is less than one unit of the scaled worth.
        """
        count, phases = len(self.problem.efforts), self.problem.phases
        place = Fraction(count - step, count) + Fraction((step * 7919 + phase * 104729) % 997, 997 * count)
        return float(TIE_SHARE * place / (count * phases * 2))

    def _step(self, step: int) -> None:
        problem = self.problem
        first = problem.earliest_end[step]
        required = step in problem.required
        benefit = float(problem.benefits[step] * self.scale)
        ended: dict[int, int] = {}
        for phase in range(first, problem.closes[step] + 1):
            must = required and phase == problem.closes[step]
            ended[phase] = self.rows.column(lower=float(must))
        # After the last phase it may end in, a step is as it was then: its last variable counts for the rest.
        for phase in range(first, problem.phases + 1):
            column = ended.get(min(phase, problem.closes[step]))
            if column is not None:
                self.rows.costs[column] += benefit + self._tie(step, phase)
        if required and not ended:
            impossible = self.rows.column(upper=0.0)
            self.rows.at_most([(impossible, -1.0)], -1.0)
        self.ended.append(ended)
        for phase in list(ended)[1:]:
            self.rows.at_most([(ended[phase - 1], 1.0), (ended[phase], -1.0)], 0.0)
        if problem.is_large(step) and ended:
            self._split(step)

    def _split(self, step: int) -> None:
        """A large step has days in each phase from its start to its end, and in no other."""
        problem, ended = self.problem, self.ended[step]
        last = max(ended)
        opens = max([problem.opens[step], *(problem.earliest_end[other] for other in problem.before[step])])
        started = {phase: self.rows.column() for phase in range(opens, last + 1)}
        self.started[step] = started
        self.days[step] = {}
        effort, least = float(problem.efforts[step]), float(least_share(problem, step))
        for phase, begins in started.items():
            if phase - 1 in started:
                self.rows.at_most([(started[phase - 1], 1.0), (begins, -1.0)], 0.0)
            room = float(problem.room[phase - 1])
            days = self.days[step][phase] = self.rows.column(upper=room, whole=False)
            at_work = ((begins, 1.0), (ended.get(phase - 1), -1.0))
            self.rows.at_most([(days, 1.0), *((column, -room * factor) for column, factor in at_work)], 0.0)
            self.rows.at_most([(days, -1.0), *((column, least * factor) for column, factor in at_work)], 0.0)
            begun = phase - problem.length(step) + 1
            self.rows.at_most([(ended.get(phase), 1.0), (started.get(begun), -1.0)], 0.0)
        for phase, column in ended.items():  # whole numbers imply it; fractional ones are bounded tighter
            by_then = [(days, -1.0) for own, days in self.days[step].items() if own <= phase]
            self.rows.at_most([*by_then, (column, effort)], 0.0)
        spent = [(days, 1.0) for days in self.days[step].values()]
        self.rows.at_most([*spent, (ended[last], -effort)], 0.0)
        self.rows.at_most([(started[last], 1.0), (ended[last], -1.0)], 0.0)

    @cached_property
    def _split_practices(self) -> frozenset[str]:
        return frozenset(self.problem.practices[step] for step in self.started)

    def _precedence(self, step: int) -> None:
        """What waits for a step starts in the phase in which it ends, or later."""
        begun = self.started.get(step) or self.ended[step]
        for other in self.problem.before[step]:
            for phase, column in begun.items():
                self.rows.at_most([(column, 1.0), (self._by(other, phase), -1.0)], 0.0)
        paced = self.problem.paced_before[step]
        if paced is not None:
            for phase, column in self.ended[step].items():
                self.rows.at_most([(column, 1.0), (self._by(paced, phase - 1), -1.0)], 0.0)

    def _by(self, step: int, phase: int) -> int | None:
        """Return the variable that says whether a step has ended by a phase, or None if it can't have."""
        return self.ended[step].get(min(phase, self.problem.closes[step]))

    def _ends_in(self, step: int, phase: int) -> list[tuple[int | None, float]]:
        ended = self.ended[step]
        return [(ended[phase], 1.0), (ended.get(phase - 1), -1.0)] if phase in ended else []

    def _at_work(self, step: int, phase: int) -> list[tuple[int | None, float]]:
        started = self.started.get(step)
        if started is None:
            return self._ends_in(step, phase)
        if phase not in started:
            return []
        return [(started[phase], 1.0), (self.ended[step].get(phase - 1), -1.0)]

    def _capacity(self, phase: int) -> None:
        terms: list[tuple[int | None, float]] = []
        for step in self.problem.steps:
            if step in self.days:
                terms.append((self.days[step].get(phase), 1.0))
            else:
                effort = float(self.problem.efforts[step])
                terms += [(column, factor * effort) for column, factor in self._ends_in(step, phase)]
        self.rows.at_most(terms, float(self.problem.room[phase - 1]))

    def _breadth(self, phase: int) -> None:
        """Practices that have steps in a phase; one practice is counted once, whatever it does there."""
        already = self.problem.active.get(phase, frozenset())
        by_practice: dict[str, list[list[tuple[int | None, float]]]] = {}
        for step in self.problem.steps:
            terms = self._at_work(step, phase)
            if terms and self.problem.practices[step] not in already:
                by_practice.setdefault(self.problem.practices[step], []).append(terms)
        counted: list[tuple[int | None, float]] = []
        for practice, steps in by_practice.items():
            # At most one of them, so that their sum says whether the practice is active.
            if len(steps) == 1 or (self.problem.pace == 1 and practice not in self._split_practices):
                counted += [term for terms in steps for term in terms]
                continue
            busy = self.rows.column(whole=False)
            counted.append((busy, 1.0))
            self.busy[busy] = steps
            for terms in steps:
                self.rows.at_most([*terms, (busy, -1.0)], 0.0)
        self.rows.at_most(counted, float(self.problem.breadth - len(already)))

    def _risen(self) -> None:
        """Levels that a practice rises already leave less of the pace."""
        for (practice, phase), levels in self.problem.risen.items():
            own = [step for step in self.problem.steps if self.problem.practices[step] == practice]
            terms = [term for step in own for term in self._ends_in(step, phase)]
            self.rows.at_most(terms, float(self.problem.pace - levels))

    def values_of(self, schedule: Schedule) -> list[float]:
        """Return the variables' values for a schedule without split steps, as a start for the solver."""
        values = list(self.rows.lower)
        for step, ended in enumerate(self.ended):
            for phase, column in ended.items():
                values[column] = float(0 < schedule.ends[step] <= phase)
        for busy, steps in self.busy.items():
            sums = [sum(values[column] * factor for column, factor in terms if column is not None) for terms in steps]
            values[busy] = max(sums)
        return values

    def schedule_of(self, values: list[float]) -> Schedule:
        """Return the schedule that the variables say."""
        half = 0.5
        ends = tuple(
            next((phase for phase, column in ended.items() if values[column] > half), 0) for ended in self.ended
        )
        starts = tuple(
            next((phase for phase, column in self.started[step].items() if values[column] > half), 0)
            if step in self.started and ends[step]
            else ends[step]
            for step in self.problem.steps
        )
        return Schedule(starts, ends, split_days(self.problem, starts, ends))


def least_share(problem: Problem, step: int) -> Fraction:
    """Return the person-days that a split step takes at least in each of its phases."""
    return min(Fraction(1), problem.capacity, problem.efforts[step] - problem.capacity) / (10 * problem.phases)


def split_days(problem: Problem, starts: tuple[int, ...], ends: tuple[int, ...]) -> dict[int, dict[int, Fraction]]:
    """Return the exact person-days of each split step by phase, given where all steps start and end.

    Each gets its least share in each of its phases; the rest goes to the steps that end first, as early as possible.
    """
    room = list(problem.room)
    split = [step for step in problem.steps if ends[step] and problem.is_large(step)]
    for step in problem.steps:
        if ends[step] and step not in split:
            room[ends[step] - 1] -= problem.efforts[step]
    spent = {step: dict.fromkeys(range(starts[step], ends[step] + 1), least_share(problem, step)) for step in split}
    for step in split:
        for phase, days in spent[step].items():
            room[phase - 1] -= days
    left = {step: problem.efforts[step] - sum(spent[step].values(), Fraction(0)) for step in split}
    for phase in range(1, problem.phases + 1):
        for step in sorted(split, key=lambda each: (ends[each], each)):
            if starts[step] <= phase <= ends[step]:
                more = min(left[step], room[phase - 1])
                spent[step][phase] += more
                left[step] -= more
                room[phase - 1] -= more
    if any(left.values()) or min(room) < 0:
        raise ArithmeticError("the schedule exceeds the capacity of a phase")
    return spent
