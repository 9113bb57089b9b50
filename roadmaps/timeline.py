"""Phases with their dates, steps and checks, and the levels and readiness they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from practices_catalog.model import Effort
from roadmaps.actions import PhaseWork, actions_of
from roadmaps.draft import Draft
from roadmaps.early_actions import cause_sign, early_actions
from roadmaps.model import Check, Phase, PlannedStep, Readiness, RoadmapSettings
from roadmaps.precedence import Goal, goal_of
from roadmaps.projection import Projection, met_of


def phase_dates(settings: RoadmapSettings, number: int) -> tuple[date, date]:
    """Return the first and the last day of a phase; it ends the day before the next begins."""
    length = timedelta(weeks=settings.phase_weeks)
    start = settings.start + (number - 1) * length
    return start, start + length - timedelta(days=1)


def phases_of(draft: Draft, whys: tuple[str, ...]) -> tuple[Phase, ...]:
    """Return all phases of a draft; `whys` has the reasons for each of its steps."""
    current = draft.precedence.current
    levels = {practice: state.level for practice, state in current.items() if state.assessed}
    projection = Projection.today(draft.catalogue, draft.basis.scores)
    phases = []
    for number in range(1, draft.settings.phases + 1):
        planned = tuple(_planned(draft, whys, number))
        levels |= {each.step.practice: each.step.to_level for each in planned if each.ends}
        projection = projection.after(levels)
        start, end = phase_dates(draft.settings, number)
        phases.append(
            Phase(
                number,
                start,
                end,
                draft.problem.capacity,
                planned,
                {practice: levels[practice] for practice in current if practice in levels},
                tuple(_checks(draft, number)),
                _readiness(draft, projection),
                early_actions(draft) if number == 1 else (),
            )
        )
    return tuple(phases)


def _readiness(draft: Draft, then: Projection) -> dict[str, Readiness]:
    today = draft.basis.scores.frameworks
    return {each.framework: met_of(now, each) for now, each in zip(today, then.frameworks, strict=True)}


def _planned(draft: Draft, whys: tuple[str, ...], phase: int) -> Iterator[PlannedStep]:
    """Yield the steps of a phase, the most important first, each after the steps it waits for."""
    order = _in_reading_order(draft, phase)
    work = PhaseWork(draft, phase, order)
    for index in order:
        step, ends = draft.steps[index], draft.schedule.ends[index] == phase
        spent = draft.schedule.days(draft.problem, index)[phase]
        share = spent / step.effort_days
        part = Effort(step.effort.low * share, step.effort.high * share)
        yield PlannedStep(step, spent, ends, whys[index], actions_of(work, index), part)


def _in_reading_order(draft: Draft, phase: int) -> list[int]:
    """Return the steps of a phase: the cause's first practice, urgent steps, entry practices, then by benefit.

    Among steps with equal benefit, those with the greater weight come first. Fillings come last.
    """
    schedule, entry = draft.schedule, draft.approach.entry
    sign = cause_sign(draft.basis)

    def rank(index: int) -> tuple[bool, bool, bool, int, Fraction, int, int]:
        step = draft.steps[index]
        begins = sign is not None and step.practice == sign.practice
        urgent = draft.is_urgent(step)
        order = draft.urgent if urgent else entry
        place = order.index(step.practice) if step.practice in order else len(order)
        weight = draft.approach.weights.get(step.practice, 0)
        return step.filling, not begins, not urgent, place, -step.benefit, -weight, index

    here = [i for i, end in enumerate(schedule.ends) if end and schedule.starts[i] <= phase <= end]
    ordered: dict[int, None] = {}
    for index in sorted(here, key=rank):
        ordered |= dict.fromkeys(before for before in draft.problem.ancestors[index] if before in here)
        ordered[index] = None
    return list(ordered)


def _checks(draft: Draft, phase: int) -> Iterator[Check]:
    """Yield the checks of a phase: each unassessed level is checked in the first phase that needs it."""
    needed: dict[Goal, dict[Goal, int]] = {}
    for index in draft.schedule.planned(draft.problem):
        goal = goal_of(draft.steps[index])
        for check in draft.precedence.checks(goal):
            needed.setdefault(check, {})[goal] = draft.schedule.starts[index]
    for practice in draft.catalogue.practice:
        for level in sorted(level for own, level in needed if own == practice):
            serves = needed[practice, level]
            if min(serves.values()) == phase:
                effort = draft.basis.maker.effort_to(practice, level).middle
                yield Check(practice, level, effort, tuple(serves))
