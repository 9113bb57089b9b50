"""The first 90 days: what to do in each week, from a roadmap, or from an approach if nothing has been assessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.model import Approach, Catalogue, OrganizationSize
from questionnaires.model import Questionnaire
from roadmaps.actions import who_does
from roadmaps.model import Roadmap
from roadmaps.wording import in_sentence

WEEKS = 13
LEVELS_BEFORE_ASSESSMENT = (1, 2)


@dataclass(frozen=True, slots=True)
class FirstAction:
    """Something to do in the first 90 days.

    Attributes:
        week: the week in which it begins, from 1.
        to_level: the level that it leads to; for an early action, the level of its statement.
        statement: id of the statement that it makes true; "" for a check.
        who: the role in the practice that does it, or one person in a small organization; "" for a check.
        shows: what shows that it is done; "" for a check or an early action.
    """

    week: int
    practice: str
    to_level: int
    statement: str
    text: str
    who: str
    shows: str


def first_days(catalogue: Catalogue, roadmap: Roadmap) -> tuple[FirstAction, ...]:
    """Return the actions and checks in a roadmap's first 90 days, by week and then in the roadmap's order."""
    found = sorted(_planned(catalogue, roadmap), key=lambda each: each.week)
    return tuple(each for each in found if each.week <= WEEKS)


def _planned(catalogue: Catalogue, roadmap: Roadmap) -> Iterator[FirstAction]:
    for phase in roadmap.phases:
        before = (phase.number - 1) * roadmap.settings.phase_weeks
        for check in phase.checks:
            name = in_sentence(catalogue.practice[check.practice].name)
            text = f"Assess {name}: the roadmap assumes level {check.level}."
            yield FirstAction(before + 1, check.practice, check.level, "", text, "", "")
        for planned in phase.steps:
            step = planned.step
            for each in planned.actions:
                week = before + each.week
                yield FirstAction(week, step.practice, step.to_level, each.statement, each.text, each.who, each.shows)
        for early in phase.early:
            each, week = early.action, before + early.action.week
            yield FirstAction(week, early.practice, early.level, each.statement, early.text, each.who, each.shows)


def days_before_assessment(
    catalogue: Catalogue, questionnaire: Questionnaire, approach: Approach, size: OrganizationSize | None = None
) -> tuple[FirstAction, ...]:
    """Return the actions for levels 1 and 2 of an approach's entry practices, spread evenly over the 90 days.

    What is already being done isn't known yet; an assessment would leave out those actions.
    """
    statements = [
        statement
        for level in LEVELS_BEFORE_ASSESSMENT
        for practice in approach.entry
        for statement in questionnaire.by_practice.get(practice, ())
        if statement.level == level
    ]
    return tuple(
        FirstAction(
            week=int(Fraction(number * WEEKS, len(statements))) + 1,
            practice=statement.practice,
            to_level=statement.level,
            statement=statement.id,
            text=statement.action,
            who=who_does(catalogue.practice[statement.practice], statement.action, size),
            shows=statement.evidence,
        )
        for number, statement in enumerate(statements)
    )
