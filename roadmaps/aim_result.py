"""Whether and when a roadmap reaches its aim, and what capacity would be enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil

from practices_catalog.model import Effort
from questionnaires.model import Rating
from roadmaps.draft import Basis, Draft
from roadmaps.early_actions import keeping
from roadmaps.model import Aim, AimResult, Phase, RoadmapSettings
from roadmaps.optimum import can_be_met
from roadmaps.precedence import goal_of, possible_steps
from roadmaps.problem import Problem
from roadmaps.scheduling import aim_phase, closing_phases, problem_of, with_what_they_wait_for
from roadmaps.solver import Possible
from roadmaps.steps import total
from roadmaps.timeline import phase_dates
from roadmaps.wording import counted, day, joined, range_of_days, sentence

MOST_NAMED = 3
BOUNDLESS = 10**6
"""More person-days per phase than any aim takes."""


def aim_result(draft: Draft, phases: tuple[Phase, ...]) -> AimResult | None:
    """Return how close the roadmap comes to its aim, or None without an aim."""
    aim, basis = draft.settings.aim, draft.basis
    if aim is None:
        return None
    targets = basis.aimed.targets
    ready_after = _ready_after(draft, phases)
    by = aim_phase(draft.settings)
    in_time = ready_after is not None and ready_after <= by
    effort = total([basis.maker.effort_to(practice, level) for practice, level in targets.items()])
    problem = None if in_time or not targets else _aim_problem(draft, by)
    needed = _capacity_needed(problem) if problem else None
    would = "" if in_time or not targets else _what_would(basis, by, problem, needed)
    out_of_reach = basis.aimed.out_of_reach
    met = in_time and not out_of_reach  # an unknown requirement isn't met either
    says = tuple(_says(draft, aim, ready_after, would, effort))
    return AimResult(aim.framework, targets, effort, ready_after, met, needed, out_of_reach, says)


def _ready_after(draft: Draft, phases: tuple[Phase, ...]) -> int | None:
    levels = {practice: state.level for practice, state in draft.precedence.current.items()}
    targets = draft.basis.aimed.targets
    if not targets and draft.basis.aimed.out_of_reach:
        return None
    if all(levels[practice] >= level for practice, level in targets.items()):
        return 0
    for phase in phases:
        levels |= phase.levels_after
        if all(levels[practice] >= level for practice, level in targets.items()):
            return phase.number
    return None


def _capacity_needed(problem: Problem) -> int | None:
    """Return a whole number of person-days per phase with which the aim's steps fit, or None.

    It is the smallest number for which that can be proven with little search.
    """
    enough = _more_than_enough(problem)
    if not _fits(problem, enough):
        return None
    if _fits(problem, int(problem.capacity)):
        return int(problem.capacity)
    too_little = int(problem.capacity)
    while enough - too_little > 1:
        middle = (enough + too_little) // 2
        too_little, enough = (too_little, middle) if _fits(problem, middle) else (middle, enough)
    return enough


def _more_than_enough(problem: Problem) -> int:
    kept = problem.capacity - problem.room[0]
    return ceil(max([sum(problem.efforts, kept), problem.capacity]))


def _aim_problem(draft: Draft, by: int) -> Problem | None:
    """Return the problem of reaching the aim by a phase, with only the steps for the aim and for what comes before it.

    Deadlines and steps that treat the cause come before the aim. None if no phase is left.
    """
    basis = draft.basis
    if by == 0:
        return None
    every = possible_steps(basis.maker.steps(basis.precedence.targets), basis.precedence)
    closes = closing_phases(basis, every, by)
    closes |= {goal: min(phase, closes.get(goal, phase)) for goal, phase in draft.causing.items()}
    needed = with_what_they_wait_for(closes, basis.precedence)
    steps = tuple(step for step in every if goal_of(step) in needed)
    return keeping(problem_of(steps, basis.precedence, basis.settings, closes), draft.kept)


def _fits(problem: Problem, capacity: int) -> bool:
    return can_be_met(_with_capacity(problem, capacity)) is Possible.YES


def _with_capacity(problem: Problem, capacity: int) -> Problem:
    whole = replace(problem, capacity=Fraction(capacity), room=(Fraction(capacity),) * problem.phases)
    return keeping(whole, problem.capacity - problem.room[0])


def _says(draft: Draft, aim: Aim, ready_after: int | None, would: str, effort: Effort) -> Iterator[str]:
    name = draft.catalogue.framework[aim.framework].name
    aimed = draft.basis.aimed
    targets, blocked = aimed.targets, aimed.out_of_reach.keys() - aimed.to_assess.keys()
    wanted = f"every requirement of {name} at {aim.rating.value} or above"
    the = "As far as is known today, the" if aimed.to_assess else "The"
    at = f"at {aim.rating.value}{' or above' if aim.rating is not Rating.F else ''}"
    if targets:
        yield (
            f"Aim: {wanted}. {the} cheapest levels that achieve this take {range_of_days(effort.low, effort.high)} "
            f"in {counted(len(targets), 'practice')}."
        )
    elif not aimed.out_of_reach:
        yield f"Aim: {wanted}. Every rated requirement is {at} already."
    else:
        yield f"Aim: {wanted}. No steps can be planned for it{'.' if blocked else ' before more is known.'}"
    date_said = f" by {day(aim.by)}" if aim.by else ""
    if targets and blocked and ready_after is not None and not would:
        yield (
            f"The aim isn't met{date_said}: its last level is reached in phase {ready_after}, but "
            f"{counted(len(blocked), 'requirement')} can't reach {aim.rating.value}."
        )
    elif targets and ready_after is not None and not would:
        yield f"Every rated requirement is {at}{date_said}: the last level is reached in phase {ready_after}."
    elif targets:
        late = f"its last level is reached in phase {ready_after}" if ready_after else "the roadmap doesn't reach it"
        yield f"The aim isn't met{date_said}: {late}. {would}"
    yield from _out_of_reach(draft, aim)


def _what_would(basis: Basis, by: int, problem: Problem | None, needed: int | None) -> str:
    """Return what would meet the aim: more capacity, breadth, pace or time, if that is what is missing."""
    if problem is None:
        return "The date is before the end of the first phase; shorter phases or a later date would help."
    if needed is not None:
        return f"With {counted(needed, 'person-day')} a phase, it could be met by the end of phase {by}."
    return " ".join(filter(None, (_what_stands_in_the_way(problem, by), _cut_off(basis.settings, by))))


def _what_stands_in_the_way(problem: Problem, by: int) -> str:
    if can_be_met(_with_capacity(problem, BOUNDLESS)) is not Possible.NO:
        return "No roadmap that meets it was found, whatever the capacity."
    many = len(problem.counted(problem.steps))
    widest = replace(problem, breadth=many)
    limit = f"steps in at most {counted(problem.breadth, 'practice')} a phase"
    if _fits(widest, _more_than_enough(widest)):
        wide = next(w for w in range(problem.breadth + 1, many + 1) if _fits(replace(problem, breadth=w), BOUNDLESS))
        needed = _capacity_needed(replace(problem, breadth=wide))
        return (
            f"No capacity would be enough with {limit}: with {wide} practices and {counted(needed or 0, 'person-day')} "
            f"a phase, it could be met by the end of phase {by}."
        )
    opened = replace(widest, opens=(1,) * len(problem.efforts))
    if _fits(opened, BOUNDLESS):
        return "No capacity would be enough: a pin starts a practice too late."
    levels = counted(problem.pace, "level")
    return f"No capacity would be enough: a practice rises by at most {levels} a phase, and too few phases are left."


def _cut_off(settings: RoadmapSettings, by: int) -> str:
    """Return that the date falls within a phase, so that steps ending in this phase don't count; "" if it doesn't."""
    if settings.aim is None or settings.aim.by is None or by == settings.phases:
        return ""
    start, end = phase_dates(settings, by + 1)
    if settings.aim.by < start:
        return ""
    return f"Phase {by + 1} doesn't end until {day(end)}, so its steps come too late for that date."


def _out_of_reach(draft: Draft, aim: Aim) -> Iterator[str]:
    """Yield the requirements that can't reach the rating: too little is known, or they are out of reach."""
    title = {each.id: each.title for each in draft.catalogue.framework[aim.framework].requirements}
    to_assess = draft.basis.aimed.to_assess
    by_reason: dict[str, list[str]] = {}
    for requirement, why in draft.basis.aimed.out_of_reach.items():
        if requirement not in to_assess:
            by_reason.setdefault(why, []).append(f"{requirement} {title[requirement]}")
    for why, named in by_reason.items():
        yield sentence(f"can't reach {aim.rating.value} under this plan: {_first_few(named)}; {why}")
    if to_assess:
        asked = Counter(practice for practices in to_assess.values() for practice in practices)
        practices = [draft.name(practice) for practice, _ in asked.most_common()]
        yield (
            f"Too little is known about {counted(len(to_assess), 'requirement')} "
            f"({_first_few([f'{each} {title[each]}' for each in to_assess])}): assess {_first_few(practices)} first."
        )


def _first_few(named: list[str]) -> str:
    more = len(named) - MOST_NAMED
    return joined([*named[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
