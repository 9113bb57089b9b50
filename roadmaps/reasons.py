"""Why a step is where it is: what it serves, what it waits for, what it unlocks."""

from __future__ import annotations

from collections.abc import Iterator

from practices_catalog.model import Prerequisite
from roadmaps.draft import Draft
from roadmaps.model import Step
from roadmaps.precedence import Goal, goal_of
from roadmaps.wording import counted, days, joined, phase_span, sentence

MOST_NAMED = 3


def why(draft: Draft, index: int) -> str:
    """Return the reasons for a planned step, in sentences; "" for a step that isn't planned."""
    if not draft.schedule.ends[index]:
        return ""
    step = draft.steps[index]
    if step.completes:
        said = f"Completes level {step.to_level}, which holds only in part, ahead of the practice's next step."
        return " ".join((said, *_need(draft, step)))
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
    """Yield what the step serves: the approach, a target, the aim, a symptom, level 0, practices that require it."""
    step = draft.steps[index]
    practice = step.practice
    if step.filling:
        yield "Optional: uses capacity that the targets leave free."
    if draft.basis.maker.treats_the_cause(practice, step.to_level):
        yield "Treats the cause behind several findings."
    if draft.is_urgent(step):
        yield _urgency(draft, step)
    if practice in draft.approach.entry:
        yield f"An entry practice of “{draft.approach.name}”."
    elif practice in draft.approach.supporting:
        yield f"A supporting practice of “{draft.approach.name}”."
    if practice in draft.settings.targets and not step.filling:
        yield f"You set its target to level {draft.settings.targets[practice]}."
    yield from _aim(draft, step)
    yield from _need(draft, step)
    needed = _needed_by(draft, index)
    if needed:
        goal, prerequisite = needed
        required = "this level" if prerequisite.level == step.to_level else f"level {prerequisite.level}"
        yield f"{sentence(f'{draft.named(goal)} requires {required}')} {prerequisite.why}"


def _aim(draft: Draft, step: Step) -> Iterator[str]:
    """Yield the requirements of the aim that the practice's levels serve."""
    aim = draft.settings.aim
    if aim is None or step.to_level > draft.basis.aimed.targets.get(step.practice, 0):
        return
    framework = draft.catalogue.framework[aim.framework]
    served = [each.requirement for each in framework.mappings if each.practice == step.practice]
    if not served:
        yield f"Practices that {framework.name} calls for depend on it."
        return
    more = len(served) - MOST_NAMED
    listed = joined([*served[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
    yield f"Serves {framework.name} {listed}."


def _need(draft: Draft, step: Step) -> Iterator[str]:
    """Yield why the step is needed more than others: nothing is done yet, or a symptom points to the practice."""
    if step.from_level == 0 and step.assessed:
        yield "The practice is at level 0."
    report = draft.basis.maker.reports.get(step.practice)
    if report:
        yield f"Reported: “{report.short}”."
    if step.quick_win:
        hurts = report is not None and report.strong
        yield f"A quick win: little work, and {'much needed' if hurts else 'it eases what symptoms point to most'}."


def _urgency(draft: Draft, step: Step) -> str:
    """Return that symptoms or their cause point to a practice most, and what follows unless it is pinned."""
    equal = [draft.name(each) for each in draft.urgent if each != step.practice]
    report = draft.basis.maker.reports.get(step.practice)
    who = "The symptoms point" if report and report.strong else "That cause points"
    said = f"{who} to this practice{f' and {joined(equal)}' if equal else ''} most"
    if step.practice in draft.settings.pins:
        return f"{said}."
    return f"{said}, so {'their' if equal else 'its'} steps come as early as possible."


def _needed_by(draft: Draft, index: int) -> tuple[Goal, Prerequisite] | None:
    """Return the first goal in the roadmap that requires this step's level or a higher one, and the prerequisite.

    A goal that the roadmap doesn't reach isn't a reason for a step, unless it is a target missed for lack of room.
    """
    step = draft.steps[index]
    ends = draft.schedule.ends
    order = sorted(range(len(draft.steps)), key=lambda i: (ends[i] or draft.settings.phases + 1, i))
    for other in order:
        if draft.steps[other].filling and not ends[other]:
            continue
        goal = goal_of(draft.steps[other])
        for prerequisite in draft.precedence.hard(goal):
            if other != index and prerequisite.practice == step.practice and prerequisite.level >= step.to_level:
                return goal, prerequisite
    return None


def _waits(draft: Draft, index: int) -> Iterator[str]:
    step = draft.steps[index]
    before = [i for i in draft.problem.before[index] if draft.steps[i].practice != step.practice]
    if before:
        named = [f"{draft.named(goal_of(draft.steps[i]))} (phase {draft.schedule.ends[i]})" for i in before]
        yield f"Waits for {joined(named)}."
    checks = [draft.named(check) for check in draft.precedence.checks(goal_of(step))]
    if checks:
        yield f"Assumes {joined(checks)}, which nobody has assessed: check first."


def _place(draft: Draft, index: int) -> Iterator[str]:
    """Yield why the step doesn't start earlier, and how long it takes if it is split."""
    start, end = draft.schedule.starts[index], draft.schedule.ends[index]
    practice = draft.steps[index].practice
    ahead, opens = draft.steps[index].ahead, draft.problem.opens[index]
    earliest = max([opens, *(draft.schedule.ends[i] for i in draft.problem.before[index])])
    if ahead:
        yield f"An early action in phase 1 does the first part, {days(ahead.middle)}."
    pin, paced = draft.settings.pins.get(practice, 0), draft.problem.paced_before[index]
    if pin > 1 and start == pin and pin >= earliest:
        yield f"Pinned to start in phase {pin} or later."
    elif paced is not None and end == draft.schedule.ends[paced] + 1:
        pace = draft.problem.pace
        yield f"A practice rises by at most {counted(pace, 'level')} a phase."
    elif earliest < start:
        yield _why_later(draft, index, earliest, start - 1)
    deadline = draft.settings.deadlines.get(practice)
    if deadline:
        yield f"Its target is due in phase {deadline}."
    if start < end:
        yield f"The step is larger than a whole phase, so it is split over {phase_span(start, end)}."


def _why_later(draft: Draft, index: int, first: int, last: int) -> str:
    """Return why a step isn't in any phase of a span, although the other rules would allow it."""
    free, busy = draft.free_for(index), draft.schedule.active(draft.problem)
    span, effort = range(first, last + 1), min(draft.problem.efforts[index], draft.problem.capacity)
    named, one = phase_span(first, last), first == last
    if all(free[phase - 1] < 1 for phase in span):
        return sentence(f"{named} {'is' if one else 'are'} full")
    if all(free[phase - 1] < effort for phase in span):
        return sentence(f"{named} {'has' if one else 'have'} no room for {days(effort)}")
    if all(len(busy[phase]) >= draft.problem.breadth for phase in span if free[phase - 1] >= effort):
        breadth = counted(draft.problem.breadth, "practice")
        return f"No more than {breadth} may have steps in one phase."
    if draft.steps[index].filling:
        return "Other optional steps come first."
    return f"Steps that are {'more urgent or ' if draft.urgent else ''}worth more come first."


def _unlocks(draft: Draft, index: int) -> Iterator[str]:
    own = draft.steps[index].practice
    after = [i for i in draft.problem.after[index] if draft.schedule.ends[i]]
    others = [i for i in after if draft.steps[i].practice != own]
    named = [f"{draft.named(goal_of(draft.steps[i]))} (phase {draft.schedule.starts[i]})" for i in others]
    if named:
        yield f"Unlocks {joined(named)}."


def _advice(draft: Draft, index: int) -> Iterator[str]:
    """Yield the soft prerequisites that are known not to be met when the step starts."""
    start = draft.schedule.starts[index]
    unmet = [
        prerequisite
        for prerequisite in draft.precedence.soft(goal_of(draft.steps[index]))
        if draft.precedence.current[prerequisite.practice].assessed
        and draft.level_when_ends(prerequisite.practice, start) < prerequisite.level
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
