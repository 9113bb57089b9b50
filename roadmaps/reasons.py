"""Why a step is where it is: what it serves, what it waits for, what it unlocks."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.model import Prerequisite
from roadmaps.draft import Draft
from roadmaps.precedence import Goal, goal_of
from roadmaps.wording import joined, phase_span, sentence


def why(draft: Draft, index: int) -> str:
    """Return the reasons for a planned step, in sentences; "" for a step that isn't planned."""
    if not draft.schedule.ends[index]:
        return ""
    parts = (
        *_serves(draft, index),
        *_waits(draft, index),
        *_place(draft, index),
        *_unlocks(draft, index),
        *_advice(draft, index),
        *_caveats(draft, index),
    )
    return " ".join(parts)


def _serves(draft: Draft, index: int) -> Iterator[str]:
    """Yield what the step serves: the approach, a target that the person set, practices that require it."""
    step = draft.steps[index]
    practice = step.practice
    own = practice in (*draft.approach.entry, *draft.approach.supporting)
    if practice in draft.approach.entry:
        yield f"An entry practice of “{draft.approach.name}”."
    elif own:
        yield f"A supporting practice of “{draft.approach.name}”."
    if practice in draft.settings.targets:
        yield f"You set its target to level {draft.settings.targets[practice]}."
    needed = _needed_by(draft, index)
    if needed:
        goal, prerequisite = needed
        required = "this level" if prerequisite.level == step.to_level else f"level {prerequisite.level}"
        yield f"{sentence(f'{draft.named(goal)} requires {required}')} {prerequisite.why}"
    elif not own and practice not in draft.settings.targets:
        yield f"Continues to level {draft.precedence.targets[practice]}, the target of practices that others depend on."


def _needed_by(draft: Draft, index: int) -> tuple[Goal, Prerequisite] | None:
    """Return the first goal in the plan that requires this step's level or a higher one, and the prerequisite."""
    step = draft.steps[index]
    order = sorted(range(len(draft.steps)), key=lambda i: (draft.schedule.ends[i] or draft.settings.phases + 1, i))
    for other in order:
        goal = goal_of(draft.steps[other])
        for prerequisite in draft.precedence.hard(goal):
            if prerequisite.practice == step.practice and prerequisite.level >= step.to_level:
                return goal, prerequisite
    return None


def _waits(draft: Draft, index: int) -> Iterator[str]:
    step = draft.steps[index]
    before = [i for i in draft.problem.before[index] if draft.steps[i].practice != step.practice]
    if before:
        named = [f"{draft.named(goal_of(draft.steps[i]))} (phase {draft.schedule.ends[i]})" for i in before]
        yield f"Waits for {joined(named)}."


def _place(draft: Draft, index: int) -> Iterator[str]:
    """Yield why the step doesn't start earlier, and how long it takes if it is split."""
    start, end = draft.schedule.start(index), draft.schedule.ends[index]
    pin = draft.settings.pins.get(draft.steps[index].practice)
    if pin:
        yield f"Pinned to phase {pin}."
    elif (earliest := _earliest(draft, index)) < start:
        have = "doesn't have" if start - earliest == 1 else "don't have"
        yield sentence(f"{phase_span(earliest, start - 1)} {have} enough capacity left")
    if start < end:
        yield f"The step is larger than a whole phase, so it is split over {phase_span(start, end)}."


def _earliest(draft: Draft, index: int) -> int:
    return max((draft.schedule.ends[i] for i in draft.problem.before[index]), default=1)


def _unlocks(draft: Draft, index: int) -> Iterator[str]:
    own = draft.steps[index].practice
    after = [i for i in draft.problem.after[index] if draft.schedule.ends[i]]
    others = [i for i in after if draft.steps[i].practice != own]
    named = [f"{draft.named(goal_of(draft.steps[i]))} (phase {draft.schedule.start(i)})" for i in others or after]
    if named:
        yield f"Unlocks {joined(named)}."


def _advice(draft: Draft, index: int) -> Iterator[str]:
    """Yield the soft prerequisites that won't be met when the step starts."""
    start = draft.schedule.start(index)
    unmet = [
        prerequisite
        for prerequisite in draft.precedence.soft(goal_of(draft.steps[index]))
        if draft.level_when_ends(prerequisite.practice, start) < prerequisite.level
    ]
    if unmet:
        named = joined([f"{draft.name(each.practice)} at level {each.level}" for each in unmet])
        yield f"This step would be easier with {named}, which won't be in place by then."
    if len(unmet) == 1:
        yield unmet[0].why


def _caveats(draft: Draft, index: int) -> Iterator[str]:
    step = draft.steps[index]
    if not draft.precedence.current[step.practice].in_scope:
        yield "The practice is outside the assessment's scope, so it is planned from level 0."
    elif not step.assessed:
        yield "The practice wasn't assessed, so it is planned from level 0."
