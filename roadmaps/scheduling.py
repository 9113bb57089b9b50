"""Scheduling the steps to the targets, then those that fill the capacity left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from practices_catalog.faults import Fault, InputError, Place
from questionnaires.weighing import WORST, nearest_answer
from roadmaps.completions import completing_steps, with_completions
from roadmaps.draft import Basis, Draft
from roadmaps.extension import extended
from roadmaps.list_schedule import Taken, greedy_schedule
from roadmaps.model import RoadmapSettings, Step
from roadmaps.optimum import Optimum, best, can_be_met
from roadmaps.precedence import Goal, Precedence, goal_of, possible_steps
from roadmaps.problem import Problem
from roadmaps.settings import breadth_of, capacity_of, pace_of
from roadmaps.solver import Possible
from roadmaps.steps import light_steps
from roadmaps.symptoms import TREATED
from roadmaps.targets import OWN_TARGET, own_practices
from roadmaps.wording import days, joined

MOST_KEPT = Fraction(1, 3)
"""The share of phase 1 that is kept for completing levels that are reached in part."""


def scheduled(basis: Basis) -> Draft:
    """Return the best draft.

    Raises:
        InputError: no roadmap is found that meets all deadlines.
    """
    steps = possible_steps(basis.maker.steps(basis.precedence.targets), basis.precedence)
    entry = _entry_step(basis, steps)
    quick_wins = tuple(index for index, step in enumerate(steps) if step.quick_win)
    planned = {step.practice for step in steps}
    urgent = tuple(practice for practice in basis.maker.urgent if practice in planned)
    treating = [index for practice in urgent for index in _treating_steps(steps, practice)]
    for aim_by in _aim_phases(basis):
        closes = closing_phases(basis, steps, aim_by)
        if basis.aimed.targets and not aim_by:
            closes = _nearest_to_aim(basis, steps, entry) | closes
        problem = problem_of(steps, basis.precedence, basis.settings, closes)
        optimum = best(problem, entry, quick_wins, treating)
        if optimum:
            draft = Draft(basis, steps, problem, optimum.schedule, optimum, entry, urgent, aim_by)
            if basis.settings.leave_free:
                return draft
            return _filled(with_completions(_with_room_for_completions(draft, quick_wins, treating)))
    raise InputError([_missed_deadlines(basis)])


def _with_room_for_completions(draft: Draft, quick_wins: Sequence[int], treating: Sequence[int]) -> Draft:
    """Return the draft in which phase 1 has room to complete what strong symptoms name first, where that is worth it.

    It may cost other steps their phase, but neither those that treat what hurts most nor those that phase 1 has by its
    rules.
    """
    problem, kept = draft.problem, Fraction(0)
    for step in completing_steps(draft.basis):
        more, waits = kept + step.effort_days, _phases_waited(draft, step.practice)
        fits = more <= problem.capacity * MOST_KEPT and draft.settings.pins.get(step.practice, 1) == 1
        if not (fits and waits and draft.basis.maker.reports[step.practice].is_first):
            continue
        if draft.schedule.free(problem)[0] < more:
            smaller = replace(problem, room=(problem.room[0] - more, *problem.room[1:]))
            other = best(smaller, draft.entry, quick_wins, treating)
            if other is None or not _keeps_rules(draft.optimum, other, treating):
                continue
            if draft.schedule.worth(problem) - other.schedule.worth(problem) > step.benefit * waits:
                continue
            draft = replace(draft, schedule=other.schedule, optimum=other)
        kept = more
    return draft


def _phases_waited(draft: Draft, practice: str) -> int:
    """Return for how many phases a practice waits for its first step; all of them if it has none."""
    places = zip(draft.steps, draft.schedule.starts, strict=True)
    starts = [start for step, start in places if step.practice == practice and start]
    return min(starts, default=draft.problem.phases + 1) - 1


def _keeps_rules(first: Optimum, other: Optimum, treating: Sequence[int]) -> bool:
    """Return whether a schedule has in phase 1 what the rules brought another one, and treats what hurts as early."""
    same = (first.entry_first, first.quick_win_first) == (other.entry_first, other.quick_win_first)
    return same and all(first.schedule.ends[i] == other.schedule.ends[i] for i in treating)


def problem_of(
    steps: tuple[Step, ...], precedence: Precedence, settings: RoadmapSettings, closes: Mapping[Goal, int]
) -> Problem:
    """Return the problem of planning steps; `closes` are the phases by which some goals have to be reached."""
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
        opens=tuple(settings.pins.get(step.practice, 1) for step in steps),
        closes=tuple(closes.get(goal_of(step), settings.phases) for step in steps),
        required=frozenset(number[goal] for goal in closes if goal in number),
        light=light_steps(steps),
    )


def aim_phase(settings: RoadmapSettings) -> int:
    """Return the last phase that ends by the aim's date, 0 if none does; the last of all without a date."""
    if settings.aim is None or settings.aim.by is None:
        return settings.phases
    length = timedelta(weeks=settings.phase_weeks)
    ended = (settings.aim.by - settings.start + timedelta(days=1)) // length
    return min(max(ended, 0), settings.phases)


def _aim_phases(basis: Basis) -> list[int]:
    """Return the phases by which to try to reach the aim: by its date, else by the end, else as far as it goes."""
    if not basis.aimed.targets:
        return [0]
    return list(dict.fromkeys((aim_phase(basis.settings), basis.settings.phases, 0)))


def closing_phases(basis: Basis, steps: tuple[Step, ...], aim_by: int) -> dict[Goal, int]:
    """Return the phase by which goals have to be reached: those with deadlines, and the aim's if `aim_by` isn't 0."""
    closes: dict[Goal, int] = {}
    for step in steps:
        phases = [basis.settings.deadlines.get(step.practice, 0)]
        if step.to_level <= basis.aimed.targets.get(step.practice, 0):
            phases.append(aim_by)
        if any(phases):
            closes[goal_of(step)] = min(phase for phase in phases if phase)
    return closes


def _nearest_to_aim(basis: Basis, steps: tuple[Step, ...], entry: int | None) -> dict[Goal, int]:
    """Return the goals that come nearest to an aim that can't be met, with the last phase to reach them by.

    They are those of the best roadmap of the aim's steps alone, beside the entry practice's first step and deadlines.
    """
    closes = closing_phases(basis, steps, 0)
    aimed = closing_phases(basis, steps, basis.settings.phases)
    first = {goal_of(steps[entry])} if entry is not None else set()
    goals = with_what_they_wait_for({*aimed, *first}, basis.precedence)
    own = tuple(step for step in steps if goal_of(step) in goals)
    problem = problem_of(own, basis.precedence, basis.settings, closes)
    optimum = best(problem, own.index(steps[entry]) if entry is not None else None)
    if optimum is None:
        return {}
    reached = (goal_of(own[index]) for index in optimum.schedule.planned(problem))
    return {goal: basis.settings.phases for goal in reached if goal in aimed}


def with_what_they_wait_for(goals: Iterable[Goal], precedence: Precedence) -> set[Goal]:
    """Return goals and all that they wait for, directly or indirectly."""
    found: set[Goal] = set()
    waiting = list(goals)
    while waiting:
        goal = waiting.pop()
        if goal not in found:
            found.add(goal)
            waiting.extend(precedence.waits_for(goal))
    return found


def _entry_step(basis: Basis, steps: tuple[Step, ...]) -> int | None:
    """Return the first step of the first entry practice whose target isn't met, if it can be planned."""
    firsts = {step.practice: index for index, step in reversed(tuple(enumerate(steps)))}
    return next((firsts[practice] for practice in basis.approach.entry if practice in firsts), None)


def _treating_steps(steps: tuple[Step, ...], practice: str) -> list[int]:
    """Return the steps of a practice that treat what symptoms report, by level."""
    return [index for index, step in enumerate(steps) if step.practice == practice and step.to_level <= TREATED]


def _missed_deadlines(basis: Basis) -> Fault:
    """Return a fault that names the practices whose deadlines can't all be met, or for which no roadmap was found."""
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


def _filled(draft: Draft) -> Draft:
    """Return the draft with further steps in the capacity and breadth left over; its own steps stay where they are."""
    fillings, precedence = _filling_steps(draft)
    if not fillings:
        return draft
    filling = greedy_schedule(_filling_problem(draft, fillings, precedence), _lowest_first(fillings), _taken(draft))
    return extended(draft, fillings, filling, precedence.waits_for)


def _lowest_first(fillings: tuple[Step, ...]) -> list[int]:
    """Return filling steps in the order to try them: to level 2 or below, then 3, by benefit for the effort."""
    merit = {
        index: (max(step.to_level, TREATED), -step.benefit / step.effort_days) for index, step in enumerate(fillings)
    }
    return sorted(merit, key=lambda index: (*merit[index], index))


def _filling_steps(draft: Draft) -> tuple[tuple[Step, ...], Precedence]:
    """Return the steps beyond the targets that nothing bars, and their precedence."""
    targets, current, settings = draft.precedence.targets, draft.precedence.current, draft.settings
    own = {*targets, *own_practices(draft.approach)}
    tops = dict(targets)
    for practice, state in current.items():
        known = state.assessed and state.applicable and practice not in settings.excluded
        wanted = practice in own or not settings.only_approach
        if (known or practice in targets) and wanted and draft.approach.weights.get(practice, 0):
            tops[practice] = max(targets.get(practice, 0), _most_filled(draft, practice))
    precedence = Precedence(draft.catalogue, current, tops, settings, built=targets)
    steps = tuple(
        draft.basis.maker.step(step.practice, step.to_level, filling=True)
        for step in draft.basis.maker.steps(tops)
        if step.to_level > max(targets.get(step.practice, 0), current[step.practice].level)
    )
    planned = {goal_of(draft.steps[index]) for index in draft.schedule.planned(draft.problem)}
    small = (step for step in steps if step.effort_days <= draft.problem.capacity)
    reachable = {goal_of(step) for step in small if precedence.barrier(goal_of(step)) is None}
    while True:
        kept = {g for g in reachable if all(b in planned or b in reachable for b in precedence.waits_for(g))}
        if kept == reachable:
            return tuple(step for step in steps if goal_of(step) in kept), precedence
        reachable = kept


def _most_filled(draft: Draft, practice: str) -> int:
    """Return the level to which capacity left over may raise a practice: to 3 only what hurts every week."""
    report, target = draft.basis.maker.reports.get(practice), draft.precedence.targets.get(practice)
    most = OWN_TARGET if report and nearest_answer(report.answer) == WORST else TREATED
    return most if target is None else min(target + 1, most)


def _filling_problem(draft: Draft, fillings: tuple[Step, ...], precedence: Precedence) -> Problem:
    number = {goal_of(step): index for index, step in enumerate(fillings)}
    before, opens = [], []
    for step in fillings:
        waits = list(precedence.waits_for(goal_of(step)))
        before.append(tuple(number[goal] for goal in waits if goal in number))
        fixed = [draft.schedule.ends[draft.number[goal]] for goal in waits if goal not in number]
        fixed += [end + 1 for other, end in _completed(draft) if other == step.practice]
        opens.append(max([draft.settings.pins.get(step.practice, 1), *fixed]))
    return Problem(
        capacity=draft.problem.capacity,
        room=draft.schedule.free(draft.problem),
        breadth=draft.problem.breadth,
        pace=draft.problem.pace,
        practices=tuple(step.practice for step in fillings),
        efforts=tuple(step.effort_days for step in fillings),
        benefits=tuple(step.benefit for step in fillings),
        before=tuple(before),
        opens=tuple(opens),
        closes=(draft.settings.phases,) * len(fillings),
        light=light_steps(fillings),
    )


def _completed(draft: Draft) -> Iterator[tuple[str, int]]:
    """Yield each practice of which a level is completed, with the phase."""
    for step, end in zip(draft.steps, draft.schedule.ends, strict=True):
        if step.completes and end:
            yield step.practice, end


def _taken(draft: Draft) -> Taken:
    planned = draft.schedule.planned(draft.problem)
    rising = (index for index in planned if not draft.steps[index].completes)
    return Taken(
        practices=draft.schedule.active(draft.problem),
        levels=Counter((draft.steps[index].practice, draft.schedule.ends[index]) for index in rising),
    )
