"""What finished steps took, and the effort factor proposed for the rest."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roadmaps.experience import FinishedStep, experience_of
from roadmaps.settings_faults import MOST_FACTOR


def done(planned: int | None, spent: int | None, factor: str = "1") -> FinishedStep:
    """Return a finished step."""
    exact = (None if days is None else Fraction(days) for days in (planned, spent))
    return FinishedStep(next(exact), Fraction(factor), next(exact))


def test_the_factor_is_the_days_spent_for_each_day_planned() -> None:
    """70 of 50 person-days; steps without recorded days, or without planned ones, are only counted."""
    found = experience_of([done(10, 14), done(20, 24), done(20, 32), done(99, None), done(None, 5)])

    assert found is not None
    assert found.factor == Fraction(14 + 24 + 32, 10 + 20 + 20)
    assert found.took == "Finished steps took 1.4 times the planned days (3 of 5 steps with recorded days)."


@pytest.mark.parametrize("steps", [[], [done(10, 14)] * 2, [*[done(10, 14)] * 2, done(10, None), done(None, 9)]])
def test_fewer_than_three_recorded_steps_propose_nothing(steps: list[FinishedStep]) -> None:
    """Two steps are chance."""
    assert experience_of(steps) is None


def test_the_factor_is_rounded_to_a_tenth_with_halves_up() -> None:
    """37.5 of 30 person-days are 1.25, and 37 of 30 are 1.23."""
    upper, lower = experience_of([done(20, 25)] * 3), experience_of([done(10, 12), done(10, 12), done(10, 13)])

    assert upper is not None
    assert lower is not None
    assert (upper.factor, lower.factor) == (Fraction(13, 10), Fraction(12, 10))


def test_a_factor_in_use_is_part_of_the_proposal() -> None:
    """Steps planned with 1.5 that took as long as planned call for 1.5 again, not for 1."""
    found = experience_of([done(15, 15, "1.5")] * 3)

    assert found is not None
    assert (found.ratio, found.factor) == (Fraction(1), Fraction(3, 2))
    assert found.took == "Finished steps took as many days as planned (3 of 3 steps with recorded days)."


@pytest.mark.parametrize(("spent", "factor"), [(0, Fraction(1, 10)), (9999, Fraction(MOST_FACTOR))])
def test_the_factor_is_one_that_the_planner_accepts(spent: int, factor: Fraction) -> None:
    """It is above 0 and has a greatest value."""
    found = experience_of([done(10, spent)] * 3)

    assert found is not None
    assert found.factor == factor
