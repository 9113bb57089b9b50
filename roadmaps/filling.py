"""Steps in the capacity and breadth that the steps to the targets leave over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from questionnaires.weighing import WORST, nearest_answer
from roadmaps.draft import Draft
from roadmaps.extension import extended
from roadmaps.list_schedule import Taken, greedy_schedule
from roadmaps.model import Step
from roadmaps.precedence import Precedence, goal_of
from roadmaps.problem import Problem
from roadmaps.steps import first_phase, light_steps
from roadmaps.symptoms import TREATED
from roadmaps.targets import OWN_TARGET, own_practices


def filled(draft: Draft) -> Draft:
    """Return the draft with further steps in the capacity and breadth left over; its own steps stay where they are.

    Nothing is added if the underlying cause is that too much has been begun.
    """
    if draft.basis.is_overloaded:
        return draft
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
    """Return the steps beyond the targets that aren't barred, and their precedence."""
    targets, current, settings = draft.precedence.targets, draft.precedence.current, draft.settings
    own = {*targets, *own_practices(draft.approach)}
    tops = dict(targets)
    for practice, state in current.items():
        known = state.assessed and state.applicable and practice not in settings.excluded
        wanted = practice in own or not settings.only_approach
        counts = draft.approach.weights.get(practice, 0) or _hurts(draft, practice)
        if (known or practice in targets) and wanted and counts:
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
    """Return the level to which leftover capacity may raise a practice: level 3 only if it hurts."""
    target = draft.precedence.targets.get(practice)
    most = OWN_TARGET if _hurts(draft, practice) else TREATED
    return most if target is None else min(target + 1, most)


def _hurts(draft: Draft, practice: str) -> bool:
    """Return whether a strong symptom points to a practice first, or one with the highest answer points to it."""
    report = draft.basis.maker.reports.get(practice)
    return report is not None and (report.is_first or nearest_answer(report.answer) == WORST)


def _filling_problem(draft: Draft, fillings: tuple[Step, ...], precedence: Precedence) -> Problem:
    number = {goal_of(step): index for index, step in enumerate(fillings)}
    before, opens = [], []
    for step in fillings:
        waits = list(precedence.waits_for(goal_of(step)))
        before.append(tuple(number[goal] for goal in waits if goal in number))
        fixed = [draft.schedule.ends[draft.number[goal]] for goal in waits if goal not in number]
        fixed += [end + 1 for other, end in _completed(draft) if other == step.practice]
        opens.append(max([first_phase(step, draft.settings), *fixed]))
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
    """Yield each practice with a level that is completed, and the phase."""
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
