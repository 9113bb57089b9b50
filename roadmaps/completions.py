"""Completing a level that a practice has reached only in part, before its next step.

By the ladder, a P is enough for level 1. What is missing of it is often small and hurts every week, such as alarms that
nobody reads at night, and must not wait for the whole of the next level. So some days of the first phase are kept for
it where a strong symptom names the practice first; others have to do with days that the steps leave free.
"""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.scoring.model import Scores
from roadmaps.current_state import CurrentState
from roadmaps.draft import Basis, Draft
from roadmaps.extension import extended
from roadmaps.model import Step
from roadmaps.problem import Schedule
from roadmaps.steps import effort_to_complete


def _begun_level(scores: Scores, practice: str, state: CurrentState) -> int | None:
    """Return the level that a practice has reached although what stops it is one of that level's statements."""
    score = scores.practice.get(practice)
    if score is None or score.gate is None:
        return None
    stopping = [each.statement.level for each in score.statements if each.statement.id in score.gate.statements]
    return next((level for level in stopping if level <= state.level), None)


def with_completions(draft: Draft) -> Draft:
    """Return the draft with steps that complete levels of the practices that strong symptoms speak of.

    They need no more than the days left. Each comes before the first other step of its practice.
    """
    placed = dict(_placed(draft))
    phases = tuple(placed.values())
    return extended(draft, tuple(placed), Schedule(phases, phases), lambda _: ()) if placed else draft


def _placed(draft: Draft) -> Iterator[tuple[Step, int]]:
    """Yield each completing step with the first phase that has room for it."""
    room = list(draft.schedule.free(draft.problem))
    for step in completing_steps(draft.basis):
        firsts = [
            start
            for other, start in zip(draft.steps, draft.schedule.starts, strict=True)
            if other.practice == step.practice and start
        ]
        opens = draft.settings.pins.get(step.practice, 1)
        for phase in range(opens, min(firsts, default=draft.settings.phases + 1)):
            if step.effort_days <= room[phase - 1]:
                room[phase - 1] -= step.effort_days
                yield step, phase
                break


def completing_steps(basis: Basis) -> tuple[Step, ...]:
    """Return a completing step for each practice that a strong symptom names, those named first before, by weight."""
    reports = basis.maker.reports
    return tuple(sorted(_completing(basis), key=lambda step: (not reports[step.practice].is_first, -step.weight)))


def _completing(basis: Basis) -> Iterator[Step]:
    maker, settings = basis.maker, basis.settings
    for practice, state in basis.precedence.current.items():
        report = maker.reports.get(practice)
        # By a method that wants the levels below at F, a practice's next step brings them about.
        if practice in settings.excluded or state.fills_gaps or not (report and report.strong):
            continue
        level = _begun_level(basis.scores, practice, state)
        if level:
            efforts = basis.catalogue.practice[practice].effort(settings.size, settings.it_staff)
            effort = effort_to_complete(efforts, state, level, settings.effort_factor)
            yield Step(practice, level, level, effort, maker.weight(practice, level), report.need)
