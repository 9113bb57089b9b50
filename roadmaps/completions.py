"""Completes a level that a practice has reached only in part, before its next step.

Under the ladder, a P is enough for level 1. What is still missing is often small but hurts every week, such as alarms
that nobody reads at night, and must not wait for the whole next level. Some days of the first phase are therefore kept
for it if a strong symptom names the practice first; other practices get only days that the steps leave free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from questionnaires.scoring.model import Scores
from roadmaps.current_state import CurrentState
from roadmaps.draft import Basis, Draft
from roadmaps.extension import extended
from roadmaps.model import Step
from roadmaps.optimum import Optimum, best
from roadmaps.problem import Schedule

MOST_KEPT = Fraction(1, 3)
"""The share of phase 1 that is kept for completing levels that have been reached in part."""


def with_room_for_completions(draft: Draft, quick_wins: Sequence[int], treating: Sequence[int]) -> Draft:
    """Return the draft in which phase 1 has room to complete what strong symptoms name first, if that is worth it.

    Other steps may have to move to a later phase, except for steps that treat what hurts most and steps that the rules
    put in phase 1.
    """
    problem, kept = draft.problem, Fraction(0)
    for step in completing_steps(draft.basis):
        more, waits = kept + step.effort_days, phases_waited(draft, step.practice)
        fits = more <= problem.capacity * MOST_KEPT and draft.settings.pins.get(step.practice, 1) == 1
        if not (fits and waits and draft.basis.maker.reports[step.practice].is_first):
            continue
        if draft.schedule.free(problem)[0] < more:
            smaller = replace(problem, room=(problem.room[0] - more, *problem.room[1:]))
            other = best(smaller, draft.entry, quick_wins, treating)
            if other is None or not keeps_rules(draft, other, treating):
                continue
            if draft.schedule.worth(problem) - other.schedule.worth(problem) > step.benefit * waits:
                continue
            draft = replace(draft, schedule=other.schedule, optimum=other)
        kept = more
    return draft


def phases_waited(draft: Draft, practice: str) -> int:
    """Return how many phases end before a practice's first step begins; all of them if it has none."""
    places = zip(draft.steps, draft.schedule.starts, strict=True)
    starts = [start for step, start in places if step.practice == practice and start]
    return min(starts, default=draft.problem.phases + 1) - 1


def keeps_rules(draft: Draft, other: Optimum, treating: Sequence[int]) -> bool:
    """Return whether a schedule follows the rules for phase 1 as well as a draft does, and treats what hurts as early.

    A step that is larger than a phase must begin as early, but small pieces of other practices may make it end later.
    """
    first = draft.optimum
    if (first.entry_first, first.quick_win_first) != (other.entry_first, other.quick_win_first):
        return False
    was, is_ = first.schedule, other.schedule
    return all(
        was.starts[i] == is_.starts[i] and bool(was.ends[i]) == bool(is_.ends[i])
        if draft.problem.is_large(i)
        else was.ends[i] == is_.ends[i]
        for i in treating
    )


def with_completions(draft: Draft) -> Draft:
    """Return the draft with steps that complete levels of the practices that strong symptoms point to.

    They use only leftover days. Each comes before the first other step of its practice.
    """
    placed = dict(_placed(draft))
    phases = tuple(placed.values())
    return extended(draft, tuple(placed), Schedule(phases, phases), lambda _: ()) if placed else draft


def _placed(draft: Draft) -> Iterator[tuple[Step, int]]:
    """Yield each completing step with the first phase that has room for it."""
    room = list(draft.schedule.free(draft.problem))
    for step in completing_steps(draft.basis):
        opens = draft.settings.pins.get(step.practice, 1)
        for phase in range(opens, phases_waited(draft, step.practice) + 1):
            if step.effort_days <= room[phase - 1]:
                room[phase - 1] -= step.effort_days
                yield step, phase
                break


def completing_steps(basis: Basis) -> tuple[Step, ...]:
    """Return a completing step for each practice that a strong symptom names: practices named first, then by weight."""
    reports = basis.maker.reports
    return tuple(sorted(_completing(basis), key=lambda step: (not reports[step.practice].is_first, -step.weight)))


def _completing(basis: Basis) -> Iterator[Step]:
    maker = basis.maker
    for practice, state in basis.precedence.current.items():
        report = maker.reports.get(practice)
        # Under a method that requires F for the levels below, a practice's next step completes them.
        if practice in basis.settings.excluded or state.fills_gaps or not (report and report.strong):
            continue
        level = _begun_level(basis.scores, practice, state)
        if level:
            effort = maker.effort_to_complete(practice, level)
            yield Step(practice, level, level, effort, maker.weight(practice, level), report.need)


def _begun_level(scores: Scores, practice: str, state: CurrentState) -> int | None:
    """Return the level that a practice has reached although one of that level's own statements stops it."""
    score = scores.practice.get(practice)
    if score is None or score.gate is None:
        return None
    stopping = [each.statement.level for each in score.statements if each.statement.id in score.gate.statements]
    return next((level for level in stopping if level <= state.level), None)
