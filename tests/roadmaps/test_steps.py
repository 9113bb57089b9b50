"""The effort of a step: what is missing at its level, below it in the first step, and at least a tenth."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roadmaps.current_state import CurrentState
from roadmaps.steps import effort_days

EFFORT = (10, 20, 30, 40, 50)
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
    """By hand: the catalogue's effort x (1 - achievement), summed over the levels that the step covers."""
    assert effort_days(EFFORT, before, to_level) == days


def test_a_level_without_an_applicable_statement_limits_the_levels_below() -> None:
    """Level 3 has none, so 2 is the highest; below the current level, it doesn't matter."""
    assert state(1, 1, 0, None, 0, 0).ceiling == 2
    assert state(1, None, 0, 0, 0, 0).ceiling == 5
