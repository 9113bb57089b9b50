"""What to do in a step: the actions of the statements that don't hold yet, who does them, and when they begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.model import OrganizationSize, Practice
from questionnaires.model import Rating, Statement
from roadmaps.current_state import CurrentState
from roadmaps.draft import Draft
from roadmaps.model import Action, PlannedStep
from roadmaps.steps import paid_levels
from roadmaps.strong_words import strength

AT_ONCE, WEEKS_BETWEEN = 2, 2
ONE_PERSON = "One named person"
"""Who does a role's work in a small organization, where nobody is a change manager."""


@dataclass(frozen=True)
class PhaseWork:
    """The steps of a phase in reading order."""

    draft: Draft
    phase: int
    steps: Sequence[int]

    def place(self, step: int) -> tuple[int, int]:
        """Return how many steps in a row a step waits for in the phase, and how many steps that row has."""
        depth = self._depth(step)
        return depth, depth + self._height(step)

    def head_start(self, step: int) -> int:
        """Return how many weeks a step waits while the steps before it in reading order begin.

        Two steps begin at once and two more every other week, because the same people can't begin everything on one
        day. Steps that only use leftover days come last in reading order, so they begin last.
        """
        beside = [other for other in self.steps if self._depth(other) == self._depth(step)]
        return beside.index(step) // AT_ONCE * WEEKS_BETWEEN

    def _depth(self, step: int) -> int:
        before = [other for other in self.draft.problem.before[step] if other in self.steps]
        return max((self._depth(other) + 1 for other in before), default=0)

    def _height(self, step: int) -> int:
        after = [other for other in self.draft.problem.after[step] if other in self.steps]
        return max((self._height(other) for other in after), default=0) + 1


def actions_of(work: PhaseWork, step: int) -> tuple[Action, ...]:
    """Return the actions of a step that begin in a phase, in the order of `open_statements`.

    They are spread evenly over the weeks of the step, which shares its phase with the steps that it waits for and
    gives those before it in reading order a head start of up to half of its weeks.
    Work that completes a level already reached begins in the same weeks as the work on the next level.
    """
    draft = work.draft
    weeks = draft.settings.phase_weeks
    spent = draft.schedule.days(draft.problem, step)
    begins = work.phase == min(spent)
    depth, rows = work.place(step)
    row = Fraction(weeks, rows)
    late = min(Fraction(work.head_start(step)), row / 2) if begins else Fraction(0)
    first = row * depth + late
    span = row - late if len(spent) == 1 else weeks - first
    statements = open_statements(draft, step)
    done, total = sum((spent[p] for p in spent if p < work.phase), Fraction(0)), sum(spent.values(), Fraction(0))
    begun, ended = done / total, (done + spent[work.phase]) / total
    found = []
    for at, statement in _spread(statements, paid_levels(_state(draft, step), draft.steps[step].to_level)):
        if begun <= at < ended:
            within = (at - begun) / (ended - begun)
            week = int(first + within * span) + 1
            practice = draft.catalogue.practice[statement.practice]
            who = who_does(practice, statement.action, draft.settings.size)
            found.append(Action(statement.action, who, statement.evidence, week, statement.id))
    return tuple(found)


def _spread(statements: Sequence[Statement], paid: range) -> list[tuple[Fraction, Statement]]:
    """Return statements with when they begin, as a share of the step's time.

    Those at levels reached before share the whole time, and so do the others; what begins at once keeps its order.
    """
    found = []
    for is_paid in (False, True):
        group = [each for each in statements if (each.level in paid) == is_paid]
        found += [(Fraction(number, len(group)), statement) for number, statement in enumerate(group)]
    return sorted(found, key=lambda each: (each[0], statements.index(each[1])))


def open_statements(draft: Draft, step: int) -> list[Statement]:
    """Return the statements that a step makes true: applicable statements that aren't F.

    Those that show the underlying cause come first, then those whose gap somebody described in strong words, then those
    of the lowest level. A practice's first step also covers what stops its level further down, such as a level 1 that
    is only P.
    """
    planned, state = draft.steps[step], _state(draft, step)
    score = draft.basis.scores.practice.get(planned.practice)
    levels = paid_levels(state, planned.to_level)
    statements = [] if score is None else score.statements
    own = [each for each in draft.steps if each.practice == planned.practice and each.completes]
    completed = {each.to_level for each in own if each != planned}
    stopping = score.gate.statements if score and score.gate and planned.to_level == state.level + 1 else ()
    found = [
        each
        for each in statements
        if (each.statement.level in levels or each.statement.id in stopping)
        and each.statement.level <= planned.to_level
        and each.statement.level not in completed
        and each.rating not in {Rating.F, Rating.NA}
    ]
    signs = draft.basis.diagnosis.signs if draft.basis.diagnosis else ()
    found.sort(key=lambda each: (each not in signs, -strength(each), each.statement.level))
    return [each.statement for each in found]


def _state(draft: Draft, step: int) -> CurrentState:
    return draft.precedence.current[draft.steps[step].practice]


def who_does(practice: Practice, action: str, size: OrganizationSize | None) -> str:
    """Return the role that an action names, or else the practice's first role; a small organization names one person.

    Args:
        size: the organization's size; None if it isn't known.
    """
    named = (role.name for role in practice.roles if role.name.lower() in action.lower())
    first = practice.roles[0].name if practice.roles else ""
    return next(named, ONE_PERSON if size is OrganizationSize.SMALL else first)


def leader(planned: PlannedStep) -> str:
    """Return who does the first action of a step; "" if it has none."""
    return planned.actions[0].who if planned.actions else ""


def leading_role(planned: PlannedStep) -> str:
    """Return the role that does the first action of a step; "" if there is none, or if one person is named instead."""
    return "" if leader(planned) == ONE_PERSON else leader(planned)
