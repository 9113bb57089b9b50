"""Adds steps to a draft, whose own steps stay where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from roadmaps.draft import Draft
from roadmaps.model import Step
from roadmaps.precedence import Goal, goal_of
from roadmaps.problem import Schedule
from roadmaps.steps import first_phase, light_steps


def extended(
    draft: Draft, more: tuple[Step, ...], schedule: Schedule, waits_for: Callable[[Goal], Iterable[Goal]]
) -> Draft:
    """Return a draft with further steps.

    Args:
        draft: the draft to extend.
        more: the steps to add, for goals without a step in the draft.
        schedule: the schedule of these steps, in the days that the draft leaves.
        waits_for: returns the goals that a goal of these steps directly waits for.
    """
    order = list(draft.precedence.current)
    whole = tuple(sorted((*draft.steps, *more), key=lambda step: (order.index(step.practice), step.to_level)))
    number = {goal_of(step): index for index, step in enumerate(whole)}
    placed = {number[goal_of(step)]: index for index, step in enumerate(draft.steps)}
    added = {number[goal_of(step)]: index for index, step in enumerate(more)}
    back = {index: at for at, index in placed.items()}
    problem = replace(
        draft.problem,
        practices=tuple(step.practice for step in whole),
        efforts=tuple(step.effort_days for step in whole),
        benefits=tuple(step.benefit for step in whole),
        before=tuple(
            tuple(back[each] for each in draft.problem.before[placed[at]])
            if at in placed
            else tuple(number[goal] for goal in waits_for(goal_of(step)))
            for at, step in enumerate(whole)
        ),
        opens=tuple(first_phase(step, draft.settings) for step in whole),
        closes=(draft.settings.phases,) * len(whole),
        required=frozenset(),
        light=light_steps(whole),
    )
    return replace(
        draft,
        steps=whole,
        problem=problem,
        schedule=_merged(draft.schedule, placed, schedule, added),
        entry=None if draft.entry is None else back[draft.entry],
        quick_wins=tuple(back[each] for each in draft.quick_wins),
        treating=tuple(back[each] for each in draft.treating),
    )


def _merged(first: Schedule, placed: Mapping[int, int], second: Schedule, more: Mapping[int, int]) -> Schedule:
    """Return two schedules as one; the mappings give the index in each schedule by the merged index."""
    source = {**{i: (first, j) for i, j in placed.items()}, **{i: (second, j) for i, j in more.items()}}
    order = sorted(source)
    return Schedule(
        starts=tuple(source[i][0].starts[source[i][1]] for i in order),
        ends=tuple(source[i][0].ends[source[i][1]] for i in order),
        spent={i: source[i][0].spent[source[i][1]] for i in order if source[i][1] in source[i][0].spent},
    )
