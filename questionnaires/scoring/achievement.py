"""How far something is achieved, as an exact share, and the rating that the share has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from questionnaires.model import Rating

LIMITS = ((15, Rating.N), (50, Rating.P), (85, Rating.L))  # in per cent


def achievement(values: Sequence[Fraction]) -> Fraction:
    """Return how far one level of a practice is achieved.

    Args:
        values: one a statement, each 0, 1/3, 2/3 or 1; those not applicable left out.

    Returns:
        An exact share from 0 to 1.

    Raises:
        ValueError: `values` is empty; such a level has no achievement.

    Source: docs/scoring.md, "Achievement" (scale of ISO/IEC 33020).
    """
    if not values:
        raise ValueError("a level without applicable statements has no achievement")
    # Summed over one denominator, for adding fractions one by one takes most of a page's time.
    denominator = lcm(*(value.denominator for value in values))
    total = sum(value.numerator * (denominator // value.denominator) for value in values)
    return Fraction(total, denominator * len(values))


def rating_of(share: Fraction) -> Rating:
    """Return the rating of a share: N to 15 %, P to 50 %, L to 85 %, F above; a limit belongs to the lower one."""
    hundredfold = 100 * share.numerator
    return next((rating for limit, rating in LIMITS if hundredfold <= limit * share.denominator), Rating.F)


def level_rating(values: Sequence[Fraction]) -> Rating:
    """Return a level's rating: that of its mean, but never above L while one of its statements is N.

    Source: docs/scoring.md, "A mean must not hide a hole".
    """
    rating = rating_of(achievement(values))
    return Rating.L if rating is Rating.F and Fraction(0) in values else rating


def mean(values: Iterable[Fraction]) -> Fraction | None:
    """Return the mean, or None of nothing."""
    gathered = tuple(values)
    return achievement(gathered) if gathered else None
