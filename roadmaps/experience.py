"""What finished steps took, and the effort factor that this suggests for the remaining steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from roadmaps.settings_faults import MOST_FACTOR

LEAST_STEPS = 3
"""With fewer finished steps that have recorded days, no factor is proposed."""
TENTH = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class FinishedStep:
    """A finished step.

    Attributes:
        planned_days: person-days planned for it; None if nobody knows anymore.
        effort_factor: the factor that its effort was multiplied by when it was planned.
        spent_days: person-days that it took; None if nobody recorded them.
    """

    planned_days: Fraction | None
    effort_factor: Fraction
    spent_days: Fraction | None


@dataclass(frozen=True, slots=True)
class Experience:
    """What finished steps took.

    Attributes:
        ratio: person-days spent for each one planned, to a tenth.
        factor: the effort factor with which the plan would have been right, to a tenth. It differs from the ratio if
            the steps were planned with a factor other than 1.
        recorded: the finished steps with recorded days.
        finished: all finished steps.
    """

    ratio: Fraction
    factor: Fraction
    recorded: int
    finished: int

    @property
    def took(self) -> str:
        """What the steps took, in a sentence."""
        times = "as many days as planned" if self.ratio == 1 else f"{float(self.ratio):.1f} times the planned days"
        return f"Finished steps took {times} ({self.recorded} of {self.finished} steps with recorded days)."


def experience_of(steps: Sequence[FinishedStep]) -> Experience | None:
    """Return what finished steps took, or None if fewer than three of them have recorded days.

    Source: docs/planning.md, "Effort".
    """
    known = [
        (each.planned_days, each.effort_factor, each.spent_days)
        for each in steps
        if each.planned_days and each.spent_days is not None
    ]
    if len(known) < LEAST_STEPS:
        return None
    spent = sum((days for _, _, days in known), Fraction(0))
    planned = sum((days for days, _, _ in known), Fraction(0))
    by_catalogue = sum((days / factor for days, factor, _ in known), Fraction(0))
    factor = min(max(_tenths(spent / by_catalogue), TENTH), Fraction(MOST_FACTOR))
    return Experience(_tenths(spent / planned), factor, len(known), len(steps))


def _tenths(value: Fraction) -> Fraction:
    """Return a value rounded to a tenth, with halves rounded up."""
    return floor(value * 10 + Fraction(1, 2)) * TENTH
