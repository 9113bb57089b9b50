"""Phases with their dates, their steps and the levels at their end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from roadmaps.draft import Draft
from roadmaps.model import Phase, PlannedStep, RoadmapSettings


def phase_dates(settings: RoadmapSettings, number: int) -> tuple[date, date]:
    """Return the first and the last day of a phase; it ends the day before the next begins."""
    length = timedelta(weeks=settings.phase_weeks)
    start = settings.start + (number - 1) * length
    return start, start + length - timedelta(days=1)


def phases_of(draft: Draft, whys: tuple[str, ...]) -> tuple[Phase, ...]:
    """Return all phases of a draft; `whys` has the reasons for each of its steps."""
    current = draft.precedence.current
    levels = {practice: state.level for practice, state in current.items() if state.assessed}
    phases = []
    for number in range(1, draft.settings.phases + 1):
        planned = tuple(_planned(draft, whys, number))
        levels |= {each.step.practice: each.step.to_level for each in planned if each.ends}
        start, end = phase_dates(draft.settings, number)
        in_order = {practice: levels[practice] for practice in current if practice in levels}
        phases.append(Phase(number, start, end, draft.phase_days, planned, in_order))
    return tuple(phases)


def _planned(draft: Draft, whys: tuple[str, ...], phase: int) -> Iterator[PlannedStep]:
    """Yield the steps of a phase: each after the steps it waits for, otherwise in catalogue order."""
    schedule = draft.schedule
    for index in _in_reading_order(draft, phase):
        units = draft.problem.efforts[index]
        if index in schedule.spans:
            first, spent = schedule.spans[index]
            units = spent[phase - first]
        effort = Fraction(units, draft.problem.scale)
        yield PlannedStep(draft.steps[index], effort, schedule.ends[index] == phase, whys[index])


def _in_reading_order(draft: Draft, phase: int) -> list[int]:
    schedule = draft.schedule
    here = [i for i, end in enumerate(schedule.ends) if end and schedule.start(i) <= phase <= end]
    ordered: dict[int, None] = {}
    for index in here:
        ordered |= dict.fromkeys(before for before in draft.problem.ancestors[index] if before in here)
        ordered[index] = None
    return list(ordered)
