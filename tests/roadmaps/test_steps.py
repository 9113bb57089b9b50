"""The effort of a step: what is missing at its level, below it in the first step, and at least a tenth."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from practices_catalog.model import Effort
from roadmaps.current_state import CurrentState
from roadmaps.steps import step_effort

EFFORT = tuple(Effort(days, days) for days in (10, 20, 30, 40, 50))
THIRD = Fraction(1, 3)


def state(level: int, *achievements: Fraction | int | None) -> CurrentState:
    """Return the current state of an assessed practice."""
    shares = tuple(None if each is None else Fraction(each) for each in achievements)
    return CurrentState(level, assessed=True, applicable=True, achievements=shares)


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
    effort = (Effort(10, 30), *EFFORT[1:])

    step = step_effort(effort, state(0, Fraction(1, 2), 0, 0, 0, 0), 1, Fraction(3, 2))

    assert (step.low, step.high, step.middle) == (Fraction(15, 2), Fraction(45, 2), Fraction(15))


def test_a_level_without_an_applicable_statement_is_the_ceiling_of_what_lies_below() -> None:
    """Level 3 has none, so 2 is the highest; below the present level it does not matter."""
    assert state(1, 1, 0, None, 0, 0).ceiling == 2
    assert state(1, None, 0, 0, 0, 0).ceiling == 5
