"""Completes a level that a practice has reached only in part, before its next step.

Under the ladder, a P is enough for level 1. What is still missing is often small but hurts every week, such as alarms
that nobody reads at night, and must not wait for the whole next level. Some days of the first phase are therefore kept
for it if a strong symptom names the practice first. If the practice is a known risk, the first phase possible makes
room for it. Other practices get only days that the steps leave free.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from questionnaires.scoring.model import Scores
from roadmaps.current_state import CurrentState
from roadmaps.draft import Basis, Draft
from roadmaps.extension import extended
from roadmaps.model import Step
from roadmaps.optimum import Optimum, best
from roadmaps.problem import Schedule
from roadmaps.strong_words import strongest_statement
from roadmaps.symptoms import MOST_NEED, TREATED

MOST_KEPT = Fraction(1, 3)
"""The share of phase 1 that is kept for completing levels that have been reached in part."""


def with_completions(draft: Draft) -> Draft:
    """Return the draft with steps that complete levels; each comes before the first other step of its practice.

    Phase 1 makes room for what strong symptoms name first, and the first phase possible for known risks, if that is
    worth it. Other steps may have to move to a later phase, except for steps that treat what hurts most and steps that
    the rules put in phase 1. Other practices' levels are completed with leftover days only.
    """
    kept: dict[Step, int] = {}
    for step in completing_steps(draft.basis):
        for phase in _phases_to_clear(draft, step):
            if other := _with_room(draft, {**kept, step: phase}, step):
                draft, kept[step] = other, phase
                break
    placed = dict(_placed(draft, kept))
    phases = tuple(placed.values())
    return extended(draft, tuple(placed), Schedule(phases, phases), lambda _: ()) if placed else draft


def _phases_to_clear(draft: Draft, step: Step) -> range:
    """Return the phases before a practice's next step in which steps may move to complete a level of the practice."""
    report, opens = draft.basis.maker.reports.get(step.practice), draft.settings.pins.get(step.practice, 1)
    waits = phases_waited(draft, step.practice)
    if step.practice in draft.basis.maker.at_risk:
        return range(opens, waits + 1)
    return range(opens, min(waits, 1 if report and report.is_first else 0) + 1)


def _with_room(draft: Draft, kept: Mapping[Step, int], step: Step) -> Draft | None:
    """Return the draft with room to complete levels in some phases; None if the last costs more than it brings.

    Args:
        draft: a draft with room for all but one of them.
        kept: the steps that complete levels, with their phases.
        step: the one of them for which there may be no room yet.
    """
    problem, phase = draft.problem, kept[step]
    needed = [_days_in(kept, number) for number in range(1, problem.phases + 1)]
    most = problem.capacity * MOST_KEPT if phase == 1 else problem.room[phase - 1]
    if needed[phase - 1] > min(most, problem.room[phase - 1]):
        return None
    if draft.schedule.free(problem)[phase - 1] >= needed[phase - 1]:
        return draft
    room = tuple(each - days for each, days in zip(problem.room, needed, strict=True))
    other = best(replace(problem, room=room).near(draft.schedule.ends), draft.entry, draft.quick_wins, draft.treating)
    if other is None or not keeps_rules(draft, other, draft.treating):
        return None
    risk = step.practice in draft.basis.maker.at_risk
    if risk and any(draft.schedule.ends[index] != other.schedule.ends[index] for index in draft.treating):
        return None
    moved = replace(draft, schedule=other.schedule, optimum=other)
    gained = step.benefit * (phases_waited(draft, step.practice) - phase + 1)
    if draft.schedule.worth(problem) - other.schedule.worth(problem) > gained:
        return None
    return moved if all(phases_waited(moved, each.practice) >= by for each, by in kept.items()) else None


def _days_in(kept: Mapping[Step, int], phase: int) -> Fraction:
    return sum((step.effort_days for step, by in kept.items() if by == phase), Fraction(0))


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


def _placed(draft: Draft, kept: Mapping[Step, int]) -> Iterator[tuple[Step, int]]:
    """Yield each completing step with its phase: the one kept for it, or the first that has room for it."""
    room = [each - _days_in(kept, phase) for phase, each in enumerate(draft.schedule.free(draft.problem), 1)]
    for step in completing_steps(draft.basis):
        if step in kept:
            yield step, kept[step]
            continue
        opens = draft.settings.pins.get(step.practice, 1)
        for phase in range(opens, phases_waited(draft, step.practice) + 1):
            if step.effort_days <= room[phase - 1]:
                room[phase - 1] -= step.effort_days
                yield step, phase
                break


def completing_steps(basis: Basis) -> tuple[Step, ...]:
    """Return a completing step for each practice that a strong symptom names, and for known risks.

    Practices that a strong symptom names first come first, then those whose gap somebody described in strong words,
    then those with the most weight.
    """
    reports, scores = basis.maker.reports, basis.scores.practice
    first = {practice for practice, each in reports.items() if each.is_first}

    def rank(step: Step) -> tuple[bool, bool, int]:
        told = strongest_statement(scores[step.practice], step.to_level)
        return step.practice not in first, told is None, -step.weight

    return tuple(sorted(_completing(basis), key=rank))


def _completing(basis: Basis) -> Iterator[Step]:
    maker = basis.maker
    for practice, state in basis.precedence.current.items():
        report, risk = maker.reports.get(practice), practice in maker.at_risk
        # Under a method that requires F for the levels below, a practice's next step completes them.
        if practice in basis.settings.excluded or state.fills_gaps or not (risk or (report and report.strong)):
            continue
        level = _begun_level(basis.scores, practice, state)
        if level:
            effort = maker.effort_to_complete(practice, level)
            need = _need_of_risk(basis, practice) if risk or report is None else report.need
            yield Step(practice, level, level, effort, maker.weight(practice, level), need)


def _need_of_risk(basis: Basis, practice: str) -> Fraction:
    """Return the need to complete a level of a known risk: twice as much if somebody described it in strong words."""
    return MOST_NEED * (2 if strongest_statement(basis.scores.practice[practice], TREATED) else 1)


def _begun_level(scores: Scores, practice: str, state: CurrentState) -> int | None:
    """Return the level that a practice has reached although one of that level's own statements stops it."""
    score = scores.practice.get(practice)
    if score is None or score.gate is None:
        return None
    stopping = [each.statement.level for each in score.statements if each.statement.id in score.gate.statements]
    return next((level for level in stopping if level <= state.level), None)
