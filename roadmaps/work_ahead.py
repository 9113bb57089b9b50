"""Work ahead of steps: part of a later step is done in phase 1 where waiting for the whole step would cost most.

A level is the unit of a roadmap, but the first quarter of the work for it often matters most, such as the two most
important of fourteen agreements. If treating the underlying cause, or preparing for a date in the answers, would have
to wait for a later phase, an early action does part of that step in phase 1, and the step takes fewer days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from practices_catalog.model import Effort
from questionnaires.model import Rating, Statement
from roadmaps.dated import dated_statement
from roadmaps.draft import Basis, Draft, Early
from roadmaps.early_actions import cause_sign, effort_of_one, how_to_start, practices_in_phase_1, signs_of_cause
from roadmaps.precedence import Goal, goal_of
from roadmaps.timeline import phase_dates

OPEN = frozenset({Rating.N, Rating.P, Rating.L})
SHARES = (Fraction(1, 4), Fraction(1, 8))
"""The shares of a step that are tried, the largest first."""
MOST_STEPS = 2
"""The number of steps for which work ahead is tried, because each attempt plans everything again."""
MOST_OF_PHASE = Fraction(1, 4)
"""The share of phase 1 that all such work may take."""
LEAST_WORTH = Fraction(9, 10)
"""The share of the treatment's worth that must remain, because work ahead of one step may put another off."""
Scheduled = Callable[[Basis, Mapping[Goal, int]], Draft | None]


def with_work_ahead(draft: Draft, scheduled: Scheduled, completed: Callable[[Draft], Draft]) -> Draft:
    """Return a complete draft, whose phase 1 does part of later steps unless that would cost too much.

    Args:
        draft: the draft of the steps to targets, without work ahead of them.
        scheduled: returns such a draft from a basis, if there is one that reaches some goals by given phases.
        completed: adds everything besides the steps to targets to a draft.

    Work is added for one step after the other, each time with the largest share that costs little.
    """
    best = whole = completed(draft)
    if draft.basis.is_overloaded:
        return whole
    planned = (i for i in whole.schedule.planned(whole.problem) if not whole.steps[i].filling)
    latest = {goal_of(whole.steps[i]): _latest_end(whole, i) for i in planned if not whole.steps[i].completes}
    for early in islice(_candidates(draft), MOST_STEPS):
        for share in SHARES:
            ahead = (*best.basis.ahead, replace(early, effort=_part(early, share)))
            if not _is_worth_trying(draft, ahead):
                continue
            ends = {each.step: _end(whole, each.step) for each in ahead if each.step}
            other = scheduled(_with_ahead(draft.basis, ahead), latest | ends)
            if other and _keeps_rules(draft, other) and _begins_as_much(whole, complete := completed(other)):
                best = complete
                break
    return best


def _with_ahead(basis: Basis, ahead: tuple[Early, ...]) -> Basis:
    parts = {each.step: each.effort for each in ahead if each.step}
    return replace(basis, maker=replace(basis.maker, ahead=parts), ahead=ahead)


def _is_worth_trying(draft: Draft, ahead: tuple[Early, ...]) -> bool:
    """Return whether the last early action is larger than one without a step, and phase 1 may keep days for all."""
    one, many = effort_of_one(draft.basis).middle, sum(each.effort.middle for each in ahead)
    return ahead[-1].effort.middle > one and many <= draft.problem.capacity * MOST_OF_PHASE


def _part(early: Early, share: Fraction) -> Effort:
    """Return a share of the effort of an early action's step, in whole days for the roadmap."""
    whole = early.effort
    exact = int(whole.middle * share) / whole.middle
    return Effort(whole.low * exact, whole.high * exact)


def _candidates(draft: Draft) -> Iterator[Early]:
    """Yield early actions with the whole effort of the step that they could do part of, one for each practice.

    The first sign of the underlying cause comes first, then statements about which upcoming dates were written, by
    date, then the cause's other signs.
    """
    basis, begun = draft.basis, set[str]()
    first = cause_sign(basis)
    signs = [each for each in signs_of_cause(basis) if _later_step(draft, each)]
    dated = [each for each in _dated(draft) if _later_step(draft, each)]
    for statement in (*signs[:1], *dated, *signs[1:]):
        step = _later_step(draft, statement)
        if step and statement.practice not in begun:
            begun.add(statement.practice)
            if basis.diagnosis and first and statement.practice == first.practice:
                yield _whole(draft, first, step, basis.diagnosis.cause.start)
            else:
                yield _whole(draft, statement, step, how_to_start(basis, statement) if statement.start else "")


def _dated(draft: Draft) -> Iterator[Statement]:
    """Yield the statements about which upcoming dates were written that come before the practices' next steps end."""
    basis = draft.basis
    for practice in sorted(basis.dated, key=lambda each: basis.dated[each]):
        found = dated_statement(basis.scores, basis.settings, practice)
        step = _later_step(draft, found.statement) if found and found.rating in OPEN else None
        if found and step and basis.dated[practice] <= phase_dates(draft.settings, _end(draft, step))[1]:
            yield found.statement


def _end(draft: Draft, step: Goal) -> int:
    return draft.schedule.ends[draft.number[step]]


def _whole(draft: Draft, statement: Statement, step: Goal, start: str) -> Early:
    """Return an early action of the whole effort of a step: how to start, and then the action of the step's level.

    A statement of a lower level has its own action in the step that completes that level.
    """
    practice, level = step
    own = [each.statement for each in draft.basis.scores.practice[practice].statements if each.rating in OPEN]
    action = statement if statement.level == level else next((each for each in own if each.level == level), statement)
    text, then = (start, action.action) if start else (action.action, "")
    return Early(practice, statement, draft.basis.maker.effort(practice, level), text, step, then)


def _later_step(draft: Draft, statement: Statement) -> Goal | None:
    """Return the step to a target that makes a statement true, if it begins after phase 1.

    That is the practice's next step if the statement belongs to a level that the practice has reached.
    """
    practice = statement.practice
    goal = (practice, max(draft.precedence.current[practice].level + 1, statement.level))
    index = draft.number.get(goal)
    later = index is not None and draft.schedule.starts[index] > 1 and not draft.steps[index].filling
    return goal if later and draft.settings.pins.get(practice, 1) == 1 else None


def _keeps_rules(before: Draft, after: Draft) -> bool:
    """Return whether a draft follows the rules for phase 1, the aim and the underlying cause as well as another one.

    On the whole, it brings the treatment of the cause forward nearly as far.
    """
    rules = (before.optimum.entry_first, before.optimum.quick_win_first, before.aim_by)
    same = rules == (after.optimum.entry_first, after.optimum.quick_win_first, after.aim_by)
    return same and _worth_of_treatment(after) >= LEAST_WORTH * _worth_of_treatment(before)


def _begins_as_much(before: Draft, after: Draft) -> bool:
    """Return whether a complete draft begins as much as another one in phase 1.

    It has all its work ahead of steps, and does something for every practice that had an early action or a level to
    complete. A practice with work ahead of its step must still have its level completed.
    """
    ahead = {each.practice for each in after.basis.ahead}
    completed, still_completed = _completed_in_phase_1(before), _completed_in_phase_1(after)
    begun = {each.practice for each in after.early} | practices_in_phase_1(after)
    return (
        all(each in after.early for each in after.basis.ahead)
        and completed & ahead <= still_completed
        and completed | {each.practice for each in before.early} <= begun
    )


def _completed_in_phase_1(draft: Draft) -> set[str]:
    """Return the practices of which phase 1 completes a level."""
    ends = zip(draft.steps, draft.schedule.ends, strict=True)
    return {step.practice for step, end in ends if step.completes and end == 1}


def _latest_end(draft: Draft, index: int) -> int:
    """Return the phase by which a step of a draft must still end.

    A step that treats what hurts most or a known risk must end as early, and one that treats the cause up to a phase
    later; any other step must remain in the roadmap.
    """
    step, end, maker = draft.steps[index], draft.schedule.ends[index], draft.basis.maker
    if draft.is_urgent(step) or step.practice in maker.at_risk:
        return end
    treats = maker.treats_the_cause(step.practice, step.to_level)
    return min(end + 1, draft.settings.phases) if treats else draft.settings.phases


def _worth_of_treatment(draft: Draft) -> Fraction:
    """Return the worth of the steps that treat the underlying cause, of which some parts end in phase 1."""
    last, treats = draft.settings.phases + 1, draft.basis.maker.treats_the_cause
    worth = Fraction(0)
    for step, end in zip(draft.steps, draft.schedule.ends, strict=True):
        if end and treats(step.practice, step.to_level):
            ahead = step.ahead.middle if step.ahead else Fraction(0)
            worth += step.benefit * (last - end + (end - 1) * ahead / (step.effort_days + ahead))
    return worth
