"""What slips first if the work of a phase takes as long as its high estimates."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from reports.findings.findings import findings_of
from reports.findings.underlying import diagnosis_of
from reports.findings.wording import name
from reports.views import figures
from reports.views.milestones import busy, effort_of, first_step
from reports.views.named_dates import named_dates
from reports.views.subject import Subject
from roadmaps.model import AimResult, Phase, PlannedStep, Roadmap
from roadmaps.symptoms import treating_levels

LEADING = 3
"""The number of findings with a card on the first page."""


def at_high_estimates(subject: Subject, roadmap: Roadmap, phase: Phase) -> str:
    """Return how far the high estimates of a phase exceed its capacity, and what slips first; "" if they fit.

    Of the steps that can begin later, the one with the least benefit slips: no step of this phase or the next waits for
    it, it doesn't treat the underlying cause, it isn't where the work begins or what the first finding is about, and no
    deadline or other date requires it now. Steps about the second and third findings slip only if nothing else can.
    """
    high = effort_of(phase.work).high
    if figures.count_of_days(high) <= phase.capacity:
        return ""
    takes = f"If the work takes as long as the high estimates, phase {phase.number} needs {figures.work(high)}, not "
    takes += figures.number(phase.capacity)
    leading = [each.practice for each in findings_of(subject).findings[:LEADING]]
    free = [each for each in reversed(phase.steps) if _can_wait(subject, roadmap, phase, each)]
    free.sort(key=lambda each: (not each.step.filling, _place(leading, each), each.step.benefit))
    slips = next((each for each in free if not _is_due(roadmap, phase, each)), None)
    if slips:
        return f"{takes}: first {_instead(subject, roadmap, phase, slips)}."
    aim = roadmap.settings.aim
    if free and aim and aim.by:
        return f"{takes}, and no step can wait without putting the date of the aim, {figures.day(aim.by)}, at risk."
    return f"{takes}, and ends later."


def first_at_high_estimates(subject: Subject, roadmap: Roadmap) -> str:
    """Return the same for the first phase with work, or "" if there is nothing to say."""
    return next((at_high_estimates(subject, roadmap, phase) for phase in busy(roadmap)[:1]), "")


def _place(leading: list[str], planned: PlannedStep) -> int:
    """Return 0 for a step that none of the first findings is about, and more for an earlier finding."""
    practice = planned.step.practice
    return LEADING - leading.index(practice) if practice in leading else 0


def _can_wait(subject: Subject, roadmap: Roadmap, phase: Phase, planned: PlannedStep) -> bool:
    step, settings = planned.step, roadmap.settings
    earlier = (each for each in roadmap.phases if each.number < phase.number)
    begun = any(each.step == step for before in earlier for each in before.steps)
    first, findings = first_step(roadmap), findings_of(subject).findings
    leading = {first.step.practice if first else "", *(each.practice for each in findings[:1])}
    leading |= {each.practice for each in named_dates(subject) if not each.is_settled}
    treats = step.to_level <= treating_levels(diagnosis_of(subject)).get(step.practice, 0)
    due = settings.deadlines.get(step.practice, phase.number + 1) <= phase.number
    soon = (each for one in roadmap.phases if one.number in {phase.number, phase.number + 1} for each in one.steps)
    needed = any(_waits(subject, each, planned) for each in soon)
    return not (begun or treats or due or needed or step.practice in leading)


def _is_due(roadmap: Roadmap, phase: Phase, planned: PlannedStep) -> bool:
    """Return whether an aim needs a step by a date before the end of the next phase.

    If the roadmap misses the date anyway, waiting puts nothing at risk.
    """
    by = roadmap.settings.aim.by if roadmap.settings.aim else None
    if by is None or roadmap.aim is None or not _is_in_time(roadmap, roadmap.aim, by):
        return False
    following = phase.end + (phase.end - phase.start) + timedelta(days=1)
    return by < following and planned.step.to_level <= roadmap.aim.targets.get(planned.step.practice, 0)


def _is_in_time(roadmap: Roadmap, result: AimResult, by: date) -> bool:
    return any(phase.number == result.ready_after and phase.end <= by for phase in roadmap.phases)


def _waits(subject: Subject, other: PlannedStep, planned: PlannedStep) -> bool:
    """Return whether another step needs the level that a step reaches, in the same practice or as a prerequisite."""
    step, later = planned.step, other.step
    if later.practice == step.practice:
        return later.from_level >= step.to_level and later != step
    return any(
        each.hard and each.for_level == later.to_level and each.practice == step.practice
        for each in subject.catalogue.practice[later.practice].prerequisites
        if step.from_level < each.level
    )


def _instead(subject: Subject, roadmap: Roadmap, phase: Phase, planned: PlannedStep) -> str:
    """Return what to do with a step that slips: leave it out if it's optional, or else begin it a phase later."""
    step, practice = planned.step, name(subject, planned.step.practice)
    so_far = [each for each in roadmap.phases if each.number <= phase.number]
    alone = sum(each.step.practice == step.practice for one in so_far for each in one.steps) == 1
    level = f"level {step.to_level} of {practice}"
    if step.filling:
        return f"leave out {level}, which is optional"
    days = sum((each.effort_days for each in phase.steps if each.step == step), Fraction(0))
    following = next((each for each in roadmap.phases if each.number == phase.number + 1), None)
    when = "after this roadmap" if following is None else f"in phase {following.number} instead"
    if following is not None and following.free < days:
        when += ", displacing other work there"
    if step.completes:
        return f"complete {level} {when}"
    return f"start {practice if alone else level} {when}"
