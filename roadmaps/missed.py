"""Targets that the roadmap misses, and why: excluded, out of reach, or no capacity left."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roadmaps.conflicts import waiting
from roadmaps.draft import Draft
from roadmaps.model import Unplanned
from roadmaps.precedence import Barrier, Cause, goal_of
from roadmaps.targets import default_target, own_practices
from roadmaps.wording import days, phase_span, sentence


def missed_targets(draft: Draft) -> tuple[Unplanned, ...]:
    """Return every missed target, including those of the approach's practices that were excluded."""
    missed = {each.practice: each for each in (*_excluded(draft), *_not_reached(draft))}
    return tuple(missed[practice.id] for practice in draft.catalogue.practices if practice.id in missed)


def _excluded(draft: Draft) -> Iterator[Unplanned]:
    for practice in own_practices(draft.approach):
        level = draft.precedence.current[practice].level
        if practice in draft.settings.excluded and level < default_target(level):
            yield Unplanned(practice, default_target(level), level, "You excluded this practice.")


def _not_reached(draft: Draft) -> Iterator[Unplanned]:
    for practice, target in draft.precedence.targets.items():
        reached = draft.reached[practice]
        if reached < target:
            yield Unplanned(practice, target, reached, _why(draft, practice, reached + 1))


def _why(draft: Draft, practice: str, level: int) -> str:
    barrier = draft.precedence.barrier((practice, level))
    if barrier:
        return _barred(draft, barrier)
    index = draft.number[practice, level]
    missing = (other for other in draft.problem.ancestors[index] if not draft.schedule.ends[other])
    other = next(missing, None)
    if other is None:
        return sentence(f"level {level} {_no_room(draft, index)}")
    named = draft.named(goal_of(draft.steps[other]))
    return sentence(f"level {level} waits for {named}, which {_no_room(draft, other)}")


def _barred(draft: Draft, barrier: Barrier) -> str:
    practice, level = barrier.chain[-1]
    name, waits = draft.name(practice), len(barrier.chain) > 1
    if barrier.cause is Cause.UNREACHABLE:
        ceiling = draft.precedence.current[practice].ceiling + 1
        reason = (
            f"no statement of {name} at level {ceiling} applies, so neither that level nor a higher one can be reached"
        )
        return sentence(f"{waiting(draft.catalogue, barrier.chain)}, but {reason}" if waits else reason)
    reasons = {
        Cause.EXCLUDED: "which you excluded",
        Cause.NOT_APPLICABLE: "which is rated not applicable; outsourced work does apply and can be rated",
        Cause.TARGET_BELOW: f"whose target is {draft.precedence.targets.get(practice)}; set it to {level} or higher",
    }
    return sentence(f"{waiting(draft.catalogue, barrier.chain)}, {reasons[barrier.cause]}")


def _no_room(draft: Draft, index: int) -> str:
    """Say why a step doesn't fit although everything it waits for does."""
    earliest = max((draft.schedule.ends[i] for i in draft.problem.before[index]), default=1)
    pin = draft.settings.pins.get(draft.steps[index].practice, 0)
    if pin and pin < earliest:
        return f"is pinned to phase {pin}, but the steps it waits for don't end until phase {earliest}"
    effort = draft.problem.efforts[index]
    if effort > draft.problem.capacity:
        return _no_room_for_large(draft, index, pin or earliest)
    most = max(draft.schedule.free[pin or earliest : pin + 1 if pin else None])
    needs = days(_person_days(draft, effort))
    return f"needs {needs}, but {_room(draft, pin, earliest, most)}: {_short(draft, effort - most)}"


def _room(draft: Draft, pin: int, earliest: int, most: int) -> str:
    last, left = draft.settings.phases, _left(draft, most)
    if pin:
        return f"phase {pin}, which it is pinned to, has {left}"
    if earliest == last:
        return f"phase {last}, the last one, has {left}" if last > 1 else f"the only phase has {left}"
    span = phase_span(earliest, last)
    return f"{span} have at most {left} each" if most else f"{span} are full"


def _no_room_for_large(draft: Draft, index: int, earliest: int) -> str:
    effort = draft.problem.efforts[index]
    free = sum(draft.schedule.free[earliest:])
    span = phase_span(earliest, draft.settings.phases)
    needs = f"is larger than a whole phase and needs {days(_person_days(draft, effort))}"
    if free < effort:
        have = f"{'has' if earliest == draft.settings.phases else 'have'} {_left(draft, free)}"
        return f"{needs}, but {span} {have}: {_short(draft, effort - free)}"
    return f"{needs} in consecutive phases from phase {earliest} on, but other steps fill one of these phases"


def _left(draft: Draft, units: int) -> str:
    return f"{days(_person_days(draft, units))} left" if units else "nothing left"


def _short(draft: Draft, units: int) -> str:
    return f"{days(_person_days(draft, units))} short"


def _person_days(draft: Draft, units: int) -> Fraction:
    return Fraction(units, draft.problem.scale)
