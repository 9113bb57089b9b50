"""Why a step stands where it stands: what it serves, what it waits for, what it unlocks."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.model import Prerequisite
from roadmaps.draft import Draft
from roadmaps.precedence import Goal, goal_of
from roadmaps.wording import joined, phase_span, sentence


def why(draft: Draft, index: int) -> str:
    """Return the reasons of a planned step, in sentences; "" for a step that is not planned."""
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
    """Yield whom the step serves: the approach, a wish, and the levels of others that need it."""
    step = draft.steps[index]
    practice = step.practice
    own = practice in (*draft.approach.entry, *draft.approach.supporting)
    if practice in draft.approach.entry:
        yield f"One of the practices that “{draft.approach.name}” begins with."
    elif own:
        yield f"Supports “{draft.approach.name}”."
    if practice in draft.settings.targets:
        yield f"You set level {draft.settings.targets[practice]} as its target."
    needed = _needed_by(draft, index)
    if needed:
        goal, prerequisite = needed
        on_the_way = "" if prerequisite.level == step.to_level else f" at level {prerequisite.level}"
        yield f"{sentence(f'{draft.named(goal)} needs it{on_the_way}')} {prerequisite.why}"
    elif not own and practice not in draft.settings.targets:
        yield f"Carries on to level {draft.precedence.targets[practice]}, the target of practices that others build on."


def _needed_by(draft: Draft, index: int) -> tuple[Goal, Prerequisite] | None:
    """Return the first level in the plan that needs the practice as high as this step or higher, and why."""
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
    """Yield why it does not start earlier, and how long it takes if it is split."""
    start, end = draft.schedule.start(index), draft.schedule.ends[index]
    pin = draft.settings.pins.get(draft.steps[index].practice)
    if pin:
        yield f"Pinned to phase {pin}."
    elif (earliest := _earliest(draft, index)) < start:
        have = "has" if start - earliest == 1 else "have"
        yield sentence(f"{phase_span(earliest, start - 1)} {have} too little room left for it")
    if start < end:
        yield f"Larger than a whole phase, it is split over {phase_span(start, end)}."


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
    """Yield the soft prerequisites that are not met when the step stands."""
    start = draft.schedule.start(index)
    unmet = [
        prerequisite
        for prerequisite in draft.precedence.soft(goal_of(draft.steps[index]))
        if draft.level_when_ends(prerequisite.practice, start) < prerequisite.level
    ]
    if unmet:
        named = joined([f"{draft.name(each.practice)} at level {each.level}" for each in unmet])
        yield f"It would be easier with {named}, which {'are' if len(unmet) > 1 else 'is'} not there by then."
    if len(unmet) == 1:
        yield unmet[0].why


def _caveats(draft: Draft, index: int) -> Iterator[str]:
    step = draft.steps[index]
    if not draft.precedence.current[step.practice].in_scope:
        yield "The practice is not in the assessment's scope and is planned from level 0."
    elif not step.assessed:
        yield "The practice was not assessed and is planned from level 0."
