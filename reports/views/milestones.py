"""When the roadmap raises each practice, and what that costs, for several parts of the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from practices_catalog.model import Effort
from reports.views import figures
from roadmaps.model import EarlyAction, Phase, PlannedStep, Roadmap, Step

Work = PlannedStep | EarlyAction


@dataclass(frozen=True, slots=True)
class Milestone:
    """A finished step, and the phase at whose end it is finished."""

    step: Step
    phase: int
    on: date

    @property
    def practice(self) -> str:
        """The practice that reaches a level."""
        return self.step.practice

    @property
    def level(self) -> int:
        """The level that it reaches."""
        return self.step.to_level


def milestones(roadmap: Roadmap | None) -> tuple[Milestone, ...]:
    """Return every level that the roadmap reaches, in order, without steps that only complete a level."""
    return tuple(each for each in _ends(roadmap) if not each.step.completes)


def completions(roadmap: Roadmap | None) -> dict[str, Milestone]:
    """Return, by practice, where the roadmap completes a level that has been reached in part."""
    return {each.practice: each for each in _ends(roadmap) if each.step.completes}


def _ends(roadmap: Roadmap | None) -> Iterator[Milestone]:
    for phase, planned in planned_steps(roadmap) if roadmap else ():
        if planned.ends:
            yield Milestone(planned.step, phase.number, phase.end)


def end_of(roadmap: Roadmap, step: Step) -> date:
    """Return the day on which a step ends, or the roadmap's last day if it doesn't end."""
    return next((each.on for each in _ends(roadmap) if each.step == step), roadmap.phases[-1].end)


def reached(roadmap: Roadmap | None, practice: str) -> Milestone | None:
    """Return the highest level that the roadmap reaches in a practice, or None."""
    own = [each for each in milestones(roadmap) if each.practice == practice]
    return max(own, key=lambda each: each.level, default=None)


def first_end(roadmap: Roadmap | None, practice: str) -> Milestone | None:
    """Return the first level that the roadmap reaches or completes in a practice, or None."""
    return min(ends_in(roadmap, practice), key=lambda each: each.on, default=None)


def ends_in(roadmap: Roadmap | None, practice: str) -> tuple[Milestone, ...]:
    """Return every level that the roadmap reaches or completes in a practice, in order."""
    return tuple(each for each in _ends(roadmap) if each.practice == practice)


def planned_level(roadmap: Roadmap | None, practice: str) -> int | None:
    """Return the highest level that the roadmap reaches or completes in a practice, or None."""
    end = reached(roadmap, practice) or completions(roadmap).get(practice)
    return end.level if end else None


def raised_first(roadmap: Roadmap | None) -> tuple[str, ...]:
    """Return the practices that reach a level in the first phase with work, in order."""
    ends = milestones(roadmap)
    return tuple(each.practice for each in ends if each.phase == ends[0].phase)


def begun_first(roadmap: Roadmap | None, phases: int = 1) -> tuple[str, ...]:
    """Return the practices that have steps in the first phases with work, in order."""
    first = busy(roadmap)[:phases] if roadmap else ()
    return tuple(dict.fromkeys(planned.step.practice for phase in first for planned in phase.steps))


def planned_steps(roadmap: Roadmap) -> Iterator[tuple[Phase, PlannedStep]]:
    """Yield every step in each of its phases, in order."""
    for phase in roadmap.phases:
        for planned in phase.steps:
            yield phase, planned


def early_action(roadmap: Roadmap | None, practice: str) -> tuple[Phase, EarlyAction] | None:
    """Return the early action for a practice that has no step in that phase, with the phase, or None."""
    phases = [phase for phase in roadmap.phases if not works_on(phase, practice)] if roadmap else []
    return next(((phase, each) for phase in phases for each in phase.early if each.practice == practice), None)


def works_on(phase: Phase, practice: str) -> bool:
    """Return whether a practice has a step in a phase."""
    return any(planned.step.practice == practice for planned in phase.steps)


def effort_of(work: tuple[Work, ...]) -> Effort:
    """Return the low and high estimates of steps and early actions in their phases."""
    low, high = ([each.part.low for each in work], [each.part.high for each in work])
    return Effort(sum(low, Fraction(0)), sum(high, Fraction(0)))


def total_effort(roadmap: Roadmap) -> Effort:
    """Return the low and high estimates of the whole roadmap."""
    return effort_of(tuple(each for phase in roadmap.phases for each in phase.work))


def wanted_and_left_over(roadmap: Roadmap) -> tuple[tuple[Work, ...], tuple[Work, ...]]:
    """Return the steps to the targets with the early actions, and the steps that only use leftover capacity.

    Completing a level counts as part of the way to its practice's target.
    """
    every = [planned for _, planned in planned_steps(roadmap)]
    rising = {each.step.practice for each in every if not each.step.filling}

    def is_optional(step: Step) -> bool:
        return step.filling and not (step.completes and step.practice in rising)

    wanted = tuple(each for each in every if not is_optional(each.step))
    early = (each for phase in roadmap.phases for each in phase.early)
    return (*wanted, *early), tuple(each for each in every if is_optional(each.step))


def days_of(work: tuple[Work, ...]) -> Fraction:
    """Return the person-days of steps and early actions in their phases."""
    return sum((each.effort_days for each in work), Fraction(0))


def used(roadmap: Roadmap) -> Fraction:
    """Return the person-days that the roadmap plans."""
    return sum((phase.used for phase in roadmap.phases), Fraction(0))


def cost(steps: tuple[Work, ...], roadmap: Roadmap) -> str:
    """Return what steps cost in their phases, with the range and the day rate, or "" without a day rate."""
    effort, rate = effort_of(steps), roadmap.settings.day_rate
    return figures.cost(days_of(steps), effort.low, effort.high, rate) if rate else ""


def brief_cost(steps: tuple[Work, ...], roadmap: Roadmap) -> str:
    """Return only the estimate of what steps cost, as in `about 702,000`, or "" without a day rate."""
    rate = roadmap.settings.day_rate
    return f"about {figures.rough_money(days_of(steps) * rate)}" if rate else ""


def first_step(roadmap: Roadmap | None) -> PlannedStep | None:
    """Return the step that work begins with, or None without steps."""
    phases = busy(roadmap) if roadmap else ()
    return phases[0].steps[0] if phases else None


def busy(roadmap: Roadmap) -> tuple[Phase, ...]:
    """Return the phases that have steps."""
    return tuple(phase for phase in roadmap.phases if phase.steps)
