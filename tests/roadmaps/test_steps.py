"""The effort of a step, and how much it is called for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from practices_catalog.model import Effort, OrganizationSize
from roadmaps.current_state import CurrentState, current_states
from roadmaps.model import RoadmapSettings
from roadmaps.steps import StepMaker, step_effort
from roadmaps.symptoms import reports_by_practice, urgent_practices

EFFORT = tuple(Effort(Fraction(days), Fraction(days)) for days in (10, 20, 30, 40, 50))
THIRD = Fraction(1, 3)


def state(level: int, *achievements: Fraction | int | None) -> CurrentState:
    """Return the current state of an assessed practice."""
    shares = tuple(None if each is None else Fraction(each) for each in achievements)
    return CurrentState(level, assessed=True, applicable=True, achievements=shares)


def step_maker(world: Any) -> StepMaker:
    """Return what makes the steps of a world, in phases of 100 days."""
    scores = world.scores
    current, responses = current_states(world.catalogue, scores), scores.assessment.responses
    return StepMaker(
        world.catalogue,
        current,
        world.approach,
        reports_by_practice(world.triage, responses),
        RoadmapSettings(date(2026, 1, 5), OrganizationSize.MEDIUM, capacity=Fraction(100)),
        urgent_practices(current, world.triage, responses),
    )


@pytest.mark.parametrize(
    ("before", "to_level", "days"),
    [
        (state(0, 0, 0, 0, 0, 0), 1, Fraction(10)),
        (state(0, THIRD, 0, 0, 0, 0), 1, 10 * Fraction(2, 3)),
        (state(1, 2 * THIRD, THIRD, 0, 0, 0), 2, 10 * THIRD + 20 * 2 * THIRD),  # the first step pays for level 1 too
        (state(1, 2 * THIRD, THIRD, 0, 0, 0), 3, Fraction(30)),  # the second one does not
        (state(3, 1, 1, 2 * THIRD, 1, 0), 4, 30 * THIRD),  # level 4 is F already, level 3 is what is missing
        (state(3, 1, 1, Fraction(9, 10), 1, 0), 4, Fraction(40, 10)),  # 3 days are less than a tenth of 40
        (state(0, 0, 1, 0, 0, 0), 2, Fraction(20, 10)),  # F already, and not the first step: a tenth
        (state(1, None, 0, 0, 0, 0), 2, Fraction(20)),  # itil-self asks nothing of level 1
    ],
)
def test_effort(before: CurrentState, to_level: int, days: Fraction) -> None:
    """By hand: catalogue's effort x (1 - achievement), summed over what the step pays for."""
    assert step_effort(EFFORT, before, to_level).middle == days


def test_a_method_without_gates_below_pays_only_for_its_own_level() -> None:
    """By the ladder, L at level 1 is enough for level 2: 20 x (1 - 1/3), without the 10 x 1/3 of level 1."""
    ladder = replace(state(1, 2 * THIRD, THIRD, 0, 0, 0), fills_gaps=False)

    assert step_effort(EFFORT, ladder, 2).middle == 20 * 2 * THIRD


def test_low_and_high_are_each_multiplied_by_the_factor_and_the_plan_uses_the_middle() -> None:
    """10 to 30 days, half achieved, in an organization where work takes half as long again."""
    effort = (Effort(Fraction(10), Fraction(30)), *EFFORT[1:])

    step = step_effort(effort, state(0, Fraction(1, 2), 0, 0, 0, 0), 1, Fraction(3, 2))

    assert (step.low, step.high, step.middle) == (Fraction(15, 2), Fraction(45, 2), Fraction(15))


def test_a_level_without_an_applicable_statement_is_the_ceiling_of_what_lies_below() -> None:
    """Level 3 has none, so 2 is the highest; below the present level it does not matter."""
    assert state(1, 1, 0, None, 0, 0).ceiling == 2
    assert state(1, None, 0, 0, 0, 0).ceiling == 5


@pytest.mark.parametrize(
    ("answer", "practice", "level", "weight", "need"),
    [
        (3, "first", 2, 9, 2),  # at least 2 x 3; 1 + 1
        (3, "second", 2, 3, 2),  # at least 3, because the symptom names another practice first
        (2, "first", 2, 4, 2),  # at least 2 x 2; 1 + min(2/2, 1)
        (2, "heavy", 2, 5, 2),  # the approach's own weight is more than 2
        (1, "first", 2, 1, 1),  # not strong: it adds nothing
        (3, "first", 3, 1, Fraction(3, 4)),  # level 3 isn't what a symptom calls for, but what is worst comes first
        (3, "second", 3, 1, Fraction(1, 2)),  # the symptom points to another practice most
    ],
)
def test_a_strong_symptom_counts_in_the_steps_that_treat_it(  # noqa: PLR0913, PLR0917 - the columns of a table
    world: Any, answer: int, practice: str, level: int, weight: int, need: Fraction
) -> None:
    """The approach's weights are 1, 1 and 5; all three practices are at level 1."""
    small = world(
        efforts=dict.fromkeys(("first", "second", "heavy"), (4, 4, 4, 4, 4)),
        weights={"first": 1, "second": 1, "heavy": 5},
        entry=("heavy",),
        ratings=dict.fromkeys(("first", "second", "heavy"), "FNNNN"),
        symptoms={"outages": ("first", "second", "heavy")},
        reported={"outages": answer},
    )

    step = step_maker(small).step(practice, level)

    assert (step.weight, step.need, step.benefit) == (weight, need, weight * need)


def test_an_unknown_practice_is_called_for_half_as_much(world: Any) -> None:
    """Somebody has seen that nothing of b is done; nobody has looked at a, which a symptom speaks of too."""
    small = world(
        efforts=dict.fromkeys("ab", (1, 4, 4, 4, 4)),
        weights={"a": 1, "b": 1},
        entry=("a",),
        ratings={"b": "NNNNN"},
        symptoms={"outages": ("a", "b")},
        reported={"outages": 3},
    )

    unknown, seen = step_maker(small).step("a", 1), step_maker(small).step("b", 1)

    assert (unknown.need, unknown.weight, unknown.quick_win) == (Fraction(1 + 1, 2), 1, False)
    assert (seen.need, seen.weight, seen.quick_win) == (Fraction(3), 3, True)


@pytest.mark.parametrize(
    ("grave", "level", "weight", "need"),
    [
        (("outages",), 1, 4, 3),  # once, and 1 more because it is grave: 2 x 2; 1 + 1 + 2/2
        (("outages",), 2, 1, 1),  # where level 1 is reached, once is rare
        ((), 1, 1, 2),  # what isn't grave is rare
    ],
)
def test_where_nothing_is_done_a_grave_symptom_counts_even_once(
    world: Any, grave: tuple[str, ...], level: int, weight: int, need: int
) -> None:
    """The only practice is at level 0, of weight 1, and a symptom answered 1 names it first."""
    small = world(
        efforts={"a": (4, 4, 4, 4, 4)},
        weights={"a": 1},
        entry=("a",),
        ratings={"a": "NNNNN"},
        symptoms={"outages": ("a",)},
        reported={"outages": 1},
        grave=grave,
    )

    step = step_maker(small).step("a", level)

    assert (step.weight, step.need) == (weight, Fraction(need))
