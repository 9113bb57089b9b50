"""How far something is achieved, as an exact share, and the rating of that share.

Shares are fractions, never floats: a limit such as 85% must be decided exactly, in whatever order values are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from questionnaires.model import Rating

LIMITS = ((15, Rating.N), (50, Rating.P), (85, Rating.L))  # in percent, each the upper end of its rating


def achievement(values: Sequence[Fraction]) -> Fraction:
    """Return how far one level of a practice is achieved.

    Args:
        values: one per applicable statement, each 0, 1/3, 2/3 or 1.

    Returns:
        An exact share from 0 to 1.

    Raises:
        ValueError: `values` is empty; a level without applicable statements has no achievement.

    Source: docs/scoring.md, "Achievement" (scale of ISO/IEC 33020).
    """
    if not values:
        raise ValueError("a level without applicable statements has no achievement")
    # Adding fractions one by one would take most of the time of a page, so sum over a common denominator.
    denominator = lcm(*(value.denominator for value in values))
    total = sum(value.numerator * (denominator // value.denominator) for value in values)
    return Fraction(total, denominator * len(values))


def rating_of(share: Fraction) -> Rating:
    """Return the rating of a share: N up to 15%, P up to 50%, L up to 85%, F above."""
    hundredfold = 100 * share.numerator
    return next((rating for limit, rating in LIMITS if hundredfold <= limit * share.denominator), Rating.F)


def level_rating(values: Sequence[Fraction]) -> Rating:
    """Return a level's rating: the rating of its mean, but at most L if any of its statements is N.

    Source: docs/scoring.md, "A mean must not hide a gap".
    """
    rating = rating_of(achievement(values))
    return Rating.L if rating is Rating.F and Fraction(0) in values else rating


def mean(values: Iterable[Fraction]) -> Fraction | None:
    """Return the mean, or None if there are no values."""
    gathered = tuple(values)
    return achievement(gathered) if gathered else None
