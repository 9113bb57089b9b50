"""Schedules the steps to the targets, then the steps that fill leftover capacity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from practices_catalog.faults import Fault, InputError, Place
from roadmaps.completions import with_completions
from roadmaps.dated import phases_by_date
from roadmaps.draft import Basis, Draft
from roadmaps.early_actions import (
    days_before_steps,
    keeping,
    practices_in_phase_1,
    with_early_actions,
    with_room_for_early_actions,
)
from roadmaps.filling import filled
from roadmaps.model import RoadmapSettings, Step
from roadmaps.optimum import best, can_be_met, is_possible
from roadmaps.precedence import Goal, Precedence, goal_of, possible_steps
from roadmaps.problem import Problem
from roadmaps.settings import breadth_of, capacity_of, pace_of
from roadmaps.solver import Possible
from roadmaps.steps import first_phase, light_steps
from roadmaps.symptoms import TREATED
from roadmaps.wording import days, joined
from roadmaps.work_ahead import with_work_ahead


def scheduled(basis: Basis) -> Draft:
    """Return the best draft, with work ahead of steps where it helps.

    Raises:
        InputError: no roadmap is found that meets all deadlines.
    """
    draft = _of_steps(basis, {})
    if draft is None:
        raise InputError([_missed_deadlines(basis)])
    return draft if basis.settings.leave_free else with_work_ahead(draft, _of_steps, _beside)


def _of_steps(basis: Basis, limits: Mapping[Goal, int]) -> Draft | None:
    """Return the best draft of the steps to targets, with room for early actions; None if none is found.

    Args:
        basis: what the roadmap is made from.
        limits: the phases by which some goals must be reached, besides deadlines and the aim.
    """
    steps = possible_steps(basis.maker.steps(basis.precedence.targets), basis.precedence)
    entry = _entry_step(basis, steps)
    quick_wins = tuple(index for index, step in enumerate(steps) if step.quick_win)
    planned = {step.practice for step in steps}
    urgent = tuple(practice for practice in basis.maker.urgent if practice in planned)
    treating = _treating_steps(basis, steps, urgent)
    free = problem_of(steps, basis.precedence, basis.settings, closing_phases(basis, steps, 0))
    kept = days_before_steps(basis, free, entry)
    causing = _cause_phases(basis, steps, keeping(free, kept), entry, treating)
    for aim_by in _aim_phases(basis):
        closes = closing_phases(basis, steps, aim_by)
        if basis.aimed.targets and not aim_by:
            closes = _nearest_to_aim(basis, steps, entry, causing, kept) | closes
        for goal, phase in (*limits.items(), *causing.items()):
            closes[goal] = min(phase, closes.get(goal, phase))
        problem = problem_of(steps, basis.precedence, basis.settings, closes)
        problem = _with_dates(basis, steps, keeping(problem, kept), entry)
        optimum = best(problem, entry, quick_wins, treating)
        if optimum:
            draft = Draft(
                basis=basis,
                steps=steps,
                problem=problem,
                schedule=optimum.schedule,
                optimum=optimum,
                entry=entry,
                urgent=urgent,
                quick_wins=quick_wins,
                treating=tuple(treating),
                aim_by=aim_by,
                causing=causing,
                kept=kept,
            )
            return draft if basis.settings.leave_free else with_room_for_early_actions(draft)
    return None


def _with_dates(basis: Basis, steps: tuple[Step, ...], problem: Problem, entry: int | None) -> Problem:
    """Return the problem in which practices rise by the phase of a date in the answers, if possible.

    The earliest date comes first; no date displaces the entry practice from phase 1.
    """
    number = {goal_of(step): index for index, step in enumerate(steps)}
    phases = phases_by_date(basis.dated, basis.settings)
    for practice in sorted(phases, key=lambda each: basis.dated[each]):
        step = number.get((practice, basis.precedence.current[practice].level + 1))
        if step is not None and problem.earliest_end[step] <= phases[practice]:
            sooner = problem.with_end(step, phases[practice])
            if is_possible(sooner, entry):
                problem = sooner
    return problem


def _beside(draft: Draft) -> Draft:
    """Return the draft with everything besides the steps to targets.

    That is steps that complete levels, early actions, and the use of leftover days.

    A practice whose step fills leftover days in phase 1 doesn't need an early action there, unless it treats the cause.
    """
    draft, skipped = with_completions(draft), frozenset[str]()
    while True:
        whole = filled(with_early_actions(draft, skipped))
        added = practices_in_phase_1(whole) - practices_in_phase_1(draft)
        busy = added.intersection(each.practice for each in whole.early) - skipped
        if not busy:
            return whole
        skipped |= busy


def problem_of(
    steps: tuple[Step, ...], precedence: Precedence, settings: RoadmapSettings, closes: Mapping[Goal, int]
) -> Problem:
    """Return the problem of planning steps; `closes` has the phases by which some goals must be reached."""
    number = {goal_of(step): index for index, step in enumerate(steps)}
    capacity = capacity_of(settings)
    return Problem(
        capacity=capacity,
        room=(capacity,) * settings.phases,
        breadth=breadth_of(settings),
        pace=pace_of(settings),
        practices=tuple(step.practice for step in steps),
        efforts=tuple(step.effort_days for step in steps),
        benefits=tuple(step.benefit for step in steps),
        before=tuple(tuple(number[goal] for goal in precedence.waits_for(goal_of(step))) for step in steps),
        opens=tuple(first_phase(step, settings) for step in steps),
        closes=tuple(closes.get(goal_of(step), settings.phases) for step in steps),
        required=frozenset(number[goal] for goal in closes if goal in number),
        light=light_steps(steps),
    )


def aim_phase(settings: RoadmapSettings, weeks_before: int = 0) -> int:
    """Return the last phase that ends some weeks before the aim's date, 0 if none does; without a date, the last."""
    if settings.aim is None or settings.aim.by is None:
        return settings.phases
    length = timedelta(weeks=settings.phase_weeks)
    ended = (settings.aim.by - timedelta(weeks=weeks_before) - settings.start + timedelta(days=1)) // length
    return min(max(ended, 0), settings.phases)


def _aim_phases(basis: Basis) -> list[int]:
    """Return the phases by which to try to reach the aim: by its date, by the end, or else (0) as far as possible.

    If a certificate needs records of the levels, the last phase that ends in time for them is tried first.
    """
    settings = basis.settings
    if not basis.aimed.targets or settings.aim is None:
        return [0]
    certificate, by = basis.catalogue.framework[settings.aim.framework].certificate, aim_phase(settings)
    recorded = aim_phase(settings, certificate.weeks_of_records) if certificate else by
    return list(dict.fromkeys((recorded or by, by, settings.phases, 0)))


def closing_phases(basis: Basis, steps: tuple[Step, ...], aim_by: int) -> dict[Goal, int]:
    """Return the phases by which goals with deadlines, and the aim's goals unless `aim_by` is 0, must be reached."""
    closes: dict[Goal, int] = {}
    for step in steps:
        phases = [basis.settings.deadlines.get(step.practice, 0)]
        if step.to_level <= basis.aimed.targets.get(step.practice, 0):
            phases.append(aim_by)
        if any(phases):
            closes[goal_of(step)] = min(phase for phase in phases if phase)
    return closes


def _cause_phases(
    basis: Basis, steps: tuple[Step, ...], problem: Problem, entry: int | None, treating: Sequence[int]
) -> dict[Goal, int]:
    """Return the goals that an aim must leave room for, each with the first phase to reach it in.

    They raise the practices that show the underlying cause and that symptoms point to most, to level 2. Without an aim,
    there are none.
    """
    found: dict[Goal, int] = {}
    if not basis.aimed.targets:
        return found
    for index in treating:
        step = steps[index]
        if step.practice not in basis.maker.treating or step.to_level > TREATED:
            continue
        for phase in range(problem.earliest_end[index], problem.phases + 1):
            sooner = problem.with_end(index, phase)
            if is_possible(sooner, entry):
                problem, found[goal_of(step)] = sooner, phase
                break
    return found


def _nearest_to_aim(
    basis: Basis, steps: tuple[Step, ...], entry: int | None, causing: Mapping[Goal, int], kept: Fraction
) -> dict[Goal, int]:
    """Return the goals that come closest to an aim that can't be met, with the last phase to reach them by.

    They are the goals of the best roadmap of only the aim's steps, the entry practice's first step, deadlines and what
    treats the cause.
    """
    closes = {**closing_phases(basis, steps, 0), **causing}
    aimed = closing_phases(basis, steps, basis.settings.phases)
    first = {goal_of(steps[entry])} if entry is not None else set()
    goals = with_what_they_wait_for({*aimed, *first, *causing}, basis.precedence)
    own = tuple(step for step in steps if goal_of(step) in goals)
    problem = keeping(problem_of(own, basis.precedence, basis.settings, closes), kept)
    optimum = best(problem, own.index(steps[entry]) if entry is not None else None)
    if optimum is None:
        return {}
    reached = (goal_of(own[index]) for index in optimum.schedule.planned(problem))
    return {goal: basis.settings.phases for goal in reached if goal in aimed}


def with_what_they_wait_for(goals: Iterable[Goal], precedence: Precedence) -> set[Goal]:
    """Return goals and everything they wait for, directly or indirectly."""
    found: set[Goal] = set()
    waiting = list(goals)
    while waiting:
        goal = waiting.pop()
        if goal not in found:
            found.add(goal)
            waiting.extend(precedence.waits_for(goal))
    return found


def _entry_step(basis: Basis, steps: tuple[Step, ...]) -> int | None:
    """Return the first step of the first entry practice whose target isn't met, if it can be planned.

    Entry practices that show the underlying cause come first. If none of them shows it, practices that do and that
    symptoms point to most come before the entry practices.
    """
    firsts = {step.practice: index for index, step in reversed(tuple(enumerate(steps)))}
    entry, shows = basis.approach.entry, basis.maker.treating
    causing = [each for each in (*entry, *basis.maker.urgent) if each in shows]
    return next((firsts[practice] for practice in (*causing, *entry) if practice in firsts), None)


def _treating_steps(basis: Basis, steps: tuple[Step, ...], urgent: tuple[str, ...]) -> list[int]:
    """Return the steps that treat reported symptoms, by practice and level, then the steps that treat their cause."""
    found = [
        index
        for practice in urgent
        for index, step in enumerate(steps)
        if step.practice == practice and step.to_level <= basis.maker.treated_level(practice)
    ]
    return sorted(found, key=lambda index: steps[index].to_level > TREATED)


def _missed_deadlines(basis: Basis) -> Fault:
    """Return a fault that lists the practices whose deadlines can't all be met, or for which no roadmap was found."""
    settings = basis.settings
    steps = possible_steps(basis.maker.steps(basis.precedence.targets), basis.precedence)
    alone = {practice: can_be_met(_problem_with(basis, steps, {practice})) for practice in settings.deadlines}
    guilty = [p for p, met in alone.items() if met is Possible.NO] or [*settings.deadlines]
    proven = can_be_met(_problem_with(basis, steps, {*guilty})) is Possible.NO
    named = joined([f"{basis.name(p)} level {_level(basis, p)} by phase {settings.deadlines[p]}" for p in guilty])
    needed = sum((basis.maker.effort_to(p, _level(basis, p)).middle for p in guilty), Fraction(0))
    limits = (
        f"{days(capacity_of(settings))} a phase, {breadth_of(settings)} practices in one phase, "
        f"and a pace of {pace_of(settings)}"
    )
    fails = f"{named} can't be reached" if proven else f"no roadmap was found that reaches {named}"
    wrong = f"{fails} with {limits}; the steps take {days(needed)}, without what they wait for"
    mend = "give a later phase, a lower target, or more capacity, breadth or pace"
    return Fault(Place(key=f"deadlines.{guilty[0]}"), wrong, mend)


def _problem_with(basis: Basis, steps: tuple[Step, ...], practices: set[str]) -> Problem:
    settings = replace(basis.settings, deadlines={p: n for p, n in basis.settings.deadlines.items() if p in practices})
    closes = closing_phases(replace(basis, settings=settings), steps, 0)
    return problem_of(steps, basis.precedence, settings, closes)


def _level(basis: Basis, practice: str) -> int:
    return basis.precedence.targets.get(practice, basis.precedence.current[practice].level)
