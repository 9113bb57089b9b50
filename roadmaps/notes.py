"""The planner's remarks on a roadmap as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from practices_catalog.model import LEVELS
from roadmaps.draft import Draft
from roadmaps.precedence import Precedence, goal_of
from roadmaps.problem import EntryStep
from roadmaps.targets import own_practices
from roadmaps.wording import days, joined, sentence

MOST_NAMED = 3


def notes(draft: Draft) -> tuple[str, ...]:
    """Return the notes of a roadmap."""
    return (
        *_all_reached(draft),
        *_first_practice(draft),
        *_idle_pins(draft),
        *_not_applicable(draft),
        *_from_level_0(draft),
    )


def _all_reached(draft: Draft) -> Iterator[str]:
    current = draft.precedence.current
    if not any(state.applicable for state in current.values()):
        return
    if any(current[practice].level < target for practice, target in draft.precedence.targets.items()):
        return
    yield "All targets have already been reached, so there is nothing left to plan."
    useful = _next_useful(draft)
    if useful:
        yield f"The approach “{draft.approach.name}” would now gain most from {joined(useful, 'or')}."


def _next_useful(draft: Draft) -> list[str]:
    """Return the goals that are worth most to the approach and could be started right away."""
    current, weights = draft.precedence.current, draft.approach.weights
    targets = dict.fromkeys(current, LEVELS[-1])
    free = Precedence(draft.catalogue, current, targets, draft.settings.excluded)
    goals = [(practice, state.level + 1) for practice, state in current.items() if state.level < LEVELS[-1]]
    open_ones = [r for r in goals if free.barrier(r) is None and not any(free.waits_for(r)) and weights.get(r[0])]
    best = sorted(open_ones, key=lambda goal: -weights[goal[0]])[:MOST_NAMED]
    return [f"{draft.name(practice)} at level {level}" for practice, level in best]


def _first_practice(draft: Draft) -> Iterator[str]:
    """Say which entry practice couldn't be started, and why."""
    planned = {step.practice for step in draft.steps}
    for practice in draft.approach.entry:
        if practice in planned:
            break
        if draft.reached[practice] < draft.precedence.targets.get(practice, 0):
            name = draft.name(practice)
            yield sentence(f"the entry practice {name} can't be started; see the missed targets for the reason")
    if draft.first and not draft.first.fits:
        yield _cannot_start(draft, draft.first)


def _cannot_start(draft: Draft, first: EntryStep) -> str:
    practice = draft.steps[first.step].practice
    start = f"{draft.name(practice)} comes first in the approach “{draft.approach.name}”, but can't start in phase 1"
    if first.pinned_elsewhere is not None:
        pinned = draft.steps[first.pinned_elsewhere].practice
        phase = draft.settings.pins[pinned]
        whose = "it" if pinned == practice else f"{draft.name(pinned)}, which it waits for,"
        return sentence(f"{start}: {whose} is pinned to phase {phase}")
    return sentence(f"{start}: {_too_much(draft, first)}")


def _too_much(draft: Draft, first: EntryStep) -> str:
    """Compare the days needed with those of a phase, or of the whole roadmap."""
    waited = [draft.named(goal_of(draft.steps[index])) for index in first.with_ancestors[:-1]]
    needed = sum((draft.steps[index].effort_days for index in first.with_ancestors), Fraction(0))
    total = draft.phase_days * draft.settings.phases
    together = f"together with {joined(waited)}, which must come first, it needs" if waited else "it needs"
    if not waited or needed > total:
        return f"{together} {days(needed)}, but the whole roadmap has {days(total)}"
    return f"{together} {days(needed)}, but a phase has {days(draft.phase_days)}"


def _idle_pins(draft: Draft) -> Iterator[str]:
    planned = {step.practice for step in draft.steps}
    for practice in draft.catalogue.practice:
        phase = draft.settings.pins.get(practice)
        if phase and practice not in planned:
            name = draft.name(practice)
            yield sentence(
                f"{name} is pinned to phase {phase}, but has no step in the roadmap; set a target to add one"
            )


def _not_applicable(draft: Draft) -> Iterator[str]:
    own = own_practices(draft.approach)
    names = [draft.name(practice) for practice in own if not draft.precedence.current[practice].applicable]
    if names:
        rated, planned = ("is", "it isn't") if len(names) == 1 else ("are", "they aren't")
        yield sentence(f"{joined(names)} {rated} rated not applicable, so {planned} planned")


def _from_level_0(draft: Draft) -> Iterator[str]:
    """Name the practices about which nothing is known, because nobody was asked or nobody answered."""
    unknown = list(dict.fromkeys(step.practice for step in draft.steps if not step.assessed))
    for in_scope, why in ((True, "Not assessed"), (False, "Outside the assessment's scope")):
        named = [draft.name(each) for each in unknown if draft.precedence.current[each].in_scope is in_scope]
        if named:
            yield f"{why}, so planned from level 0: {joined(named)}."
