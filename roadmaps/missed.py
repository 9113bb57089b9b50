"""Targets that the roadmap misses, why (excluded, out of reach, no room), and the effort of the missing levels."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from roadmaps.conflicts import waiting
from roadmaps.draft import Draft
from roadmaps.model import Unplanned
from roadmaps.precedence import Barrier, Cause, goal_of
from roadmaps.steps import levels_ahead, total
from roadmaps.targets import default_targets
from roadmaps.wording import counted, days, phase_span, sentence, would_take


def missed_targets(draft: Draft) -> tuple[Unplanned, ...]:
    """Return every missed target, including those of practices that were excluded."""
    missed = {each.practice: each for each in (*_excluded(draft), *_not_reached(draft))}
    return tuple(missed[practice.id] for practice in draft.catalogue.practices if practice.id in missed)


def _excluded(draft: Draft) -> Iterator[Unplanned]:
    current, maker, settings = draft.precedence.current, draft.basis.maker, draft.settings
    pressing = {*draft.basis.dated, *maker.at_risk}
    wanted = default_targets(current, draft.approach, maker.reports, {}, settings, maker.treating, pressing)
    for practice, target in wanted.items():
        if practice in settings.excluded and current[practice].level < target and current[practice].applicable:
            why = f"You excluded this practice. {_cost(draft, practice, target)}".strip()
            yield Unplanned(practice, target, current[practice].level, why)


def _not_reached(draft: Draft) -> Iterator[Unplanned]:
    for practice, target in draft.precedence.targets.items():
        reached = draft.reached[practice]
        if reached < target:
            why = _why(draft, practice, reached + 1)
            yield Unplanned(practice, target, reached, f"{why} {_cost(draft, practice, target, reached)}".strip())


def _cost(draft: Draft, practice: str, target: int, reached: int | None = None) -> str:
    """Return the effort of the missing levels; "" if none of them can be reached."""
    state = draft.precedence.current[practice]
    first = state.level if reached is None else reached
    efforts = [draft.basis.maker.effort(practice, level) for level in levels_ahead(state, target) if level > first]
    if not efforts:
        return ""
    effort = total(efforts)
    return would_take(first + len(efforts), effort.low, effort.high)


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
        Cause.NOT_APPLICABLE: "which is rated not applicable; outsourced work counts as applicable and can be rated",
        Cause.TARGET_BELOW: f"whose target is {draft.precedence.targets.get(practice)}; set it to {level} or higher",
    }
    return sentence(f"{waiting(draft.catalogue, barrier.chain)}, {reasons[barrier.cause]}")


def _no_room(draft: Draft, index: int) -> str:
    """Return why a step isn't planned although everything it waits for is."""
    problem, last = draft.problem, draft.settings.phases
    paced = problem.paced_before[index]
    waited = [problem.opens[index], *(draft.schedule.ends[i] for i in problem.before[index])]
    earliest = max([*waited, draft.schedule.ends[paced] + 1 if paced is not None else 1])
    if earliest > last:
        return _too_late(draft, index)
    effort, free = problem.efforts[index], draft.free_for(index)[earliest - 1 :]
    if problem.is_large(index):
        span = phase_span(earliest, last)
        needs = f"is larger than a whole phase and needs {days(effort)}"
        if sum(free) < effort:
            return f"{needs}, but {span} {'has' if earliest == last else 'have'} {_left(sum(free, Fraction(0)))}"
        return f"{needs} in consecutive phases from phase {earliest} on, but other steps fill one of these phases"
    if effort > max(free):
        return f"needs {days(effort)}, but {_room(draft, earliest, max(free))}"
    busy = draft.schedule.active(problem)
    roomy = [phase for phase, left in enumerate(free, earliest) if left >= effort]
    if all(len(busy[phase]) >= problem.breadth for phase in roomy):
        return f"has no place: each phase with room for it already has steps in {counted(problem.breadth, 'practice')}"
    return "gives way to steps that are worth more"


def _too_late(draft: Draft, index: int) -> str:
    pin = draft.settings.pins.get(draft.steps[index].practice, 0)
    phases, pace = counted(draft.settings.phases, "phase"), counted(draft.problem.pace, "level")
    pinned = f" from phase {pin} on, where it is pinned" if pin > 1 else ""
    return f"comes after the {phases} of the roadmap: a practice rises by at most {pace} a phase{pinned}"


def _room(draft: Draft, earliest: int, most: Fraction) -> str:
    last, left = draft.settings.phases, _left(most)
    if earliest == last:
        return f"phase {last}, the last one, has {left}" if last > 1 else f"the only phase has {left}"
    span = phase_span(earliest, last)
    return f"{span} have at most {left} each" if int(most) else f"{span} are full"


def _left(free: Fraction) -> str:
    return f"{counted(int(free), 'person-day')} left" if int(free) else "nothing left"
