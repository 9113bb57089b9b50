"""The best schedule of a problem under the rules for what comes first, as far as they can be met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from roadmaps.list_schedule import improved_schedule
from roadmaps.problem import Problem, Schedule
from roadmaps.programme import Programme, Terms
from roadmaps.solver import Possible, maximize, possible

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best schedule found.

    Attributes:
        bound: no schedule under the same rules is worth more; the same as the schedule's worth if that is proven.
        entry_first: whether the entry step starts in phase 1.
        quick_win_first: whether a quick win is in phase 1.
    """

    schedule: Schedule
    bound: Fraction
    entry_first: bool = False
    quick_win_first: bool = False


def best(
    problem: Problem, entry: int | None = None, quick_wins: Sequence[int] = (), urgent: Sequence[int] = ()
) -> Optimum | None:
    """Return the best schedule, or None if no schedule is found that plans all required steps.

    Args:
        problem: the problem to solve.
        entry: the step that starts in phase 1 if possible.
        quick_wins: steps, one of which is in phase 1 if possible.
        urgent: steps that end as early as the entry step and the urgent steps before them in the list allow.
    """
    found = _by_rules(problem, entry, quick_wins)
    if found is None:
        return None
    for step in urgent:
        problem, found = _soonest(problem, found, step, entry, quick_wins)
    return found


def _soonest(
    problem: Problem, found: Optimum, step: int, entry: int | None, quick_wins: Sequence[int]
) -> tuple[Problem, Optimum]:
    """Return the problem in which a step must end as early as it can, and its best schedule."""
    end = found.schedule.ends[step]
    first = entry if found.entry_first else None
    for phase in range(problem.earliest_end[step], end or problem.closes[step] + 1):
        sooner = problem.with_end(step, phase)
        # Most phases are too early, which a limited search shows much faster than a search for the best schedule.
        if possible(_programme(sooner, first).rows) is not Possible.YES:
            continue
        other = _by_rules(sooner, first, quick_wins)
        if other and other.entry_first == found.entry_first:
            return sooner, other
    return problem.with_end(step, end) if end else problem, found


def _by_rules(problem: Problem, entry: int | None, quick_wins: Sequence[int]) -> Optimum | None:
    """Return the best schedule that follows as many rules for phase 1 as possible."""
    for with_entry, with_quick_win in _rules(entry is not None, bool(quick_wins)):
        found = _solved(problem, entry if with_entry else None, quick_wins if with_quick_win else ())
        if found:
            return found
    return None


def can_be_met(problem: Problem) -> Possible:
    """Return whether there is a schedule with all required steps, as far as a limited search can tell."""
    if improved_schedule(problem):
        return Possible.YES
    return possible(Programme(problem).rows)


def is_possible(problem: Problem, entry: int | None) -> bool:
    """Return whether a limited search finds a schedule with all required steps, and the entry step in phase 1."""
    return possible(_programme(problem, entry).rows) is Possible.YES


def _rules(has_entry: bool, has_quick_win: bool) -> Iterator[tuple[bool, bool]]:  # noqa: FBT001 - a pair of rules
    """Yield the rules to follow, starting with all of them; the quick win is dropped before the entry practice."""
    for with_entry in (True, False) if has_entry else (False,):
        for with_quick_win in (True, False) if has_quick_win else (False,):
            yield with_entry, with_quick_win


def _solved(problem: Problem, entry: int | None, quick_wins: Sequence[int]) -> Optimum | None:
    programme = _programme(problem, entry, quick_wins)
    start = improved_schedule(problem, entry, quick_wins)
    solved = maximize(programme.rows, programme.values_of(start) if start else None)
    if solved is None:
        return None
    schedule = programme.schedule_of(solved.values)
    bound = Fraction(floor(solved.bound + ROUNDING), programme.scale)
    return Optimum(schedule, max(bound, schedule.worth(problem)), entry is not None, bool(quick_wins))


def _programme(problem: Problem, entry: int | None, quick_wins: Sequence[int] = ()) -> Programme:
    """Return the integer program for a problem, with the rules for phase 1 as rows."""
    programme = Programme(problem)
    if entry is not None:
        programme.require_one(_in_phase_1(programme, [entry]))
    if quick_wins:
        programme.require_one(_in_phase_1(programme, quick_wins))
    return programme


def _in_phase_1(programme: Programme, steps: Sequence[int]) -> Terms:
    columns = (programme.starts_in_phase_1(step) for step in steps)
    return [(column, 1.0) for column in columns if column is not None]
