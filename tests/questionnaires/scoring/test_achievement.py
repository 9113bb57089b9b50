"""Achievements and their ratings, at the limits and around gaps."""

from __future__ import annotations

from fractions import Fraction

import pytest

from questionnaires.model import Rating
from questionnaires.scoring.achievement import achievement, level_rating, mean, rating_of

N, P, L, F = Fraction(0), Fraction(1, 3), Fraction(2, 3), Fraction(1)


def test_ratings_are_worth_thirds() -> None:
    """N is 0, P a third, L two thirds, F one."""
    assert [rating.worth for rating in (Rating.N, Rating.P, Rating.L, Rating.F)] == [N, P, L, F]


def test_an_achievement_is_the_mean_value() -> None:
    """Three statements F, L, P: (3/3 + 2/3 + 1/3) / 3."""
    assert achievement([F, L, P]) == Fraction(3 + 2 + 1, 9)


def test_a_level_without_values_has_no_achievement() -> None:
    """The mean of nothing is None."""
    with pytest.raises(ValueError, match="no achievement"):
        achievement([])
    assert mean([]) is None


@pytest.mark.parametrize(
    ("per_mille", "rating"),
    [(0, "N"), (150, "N"), (151, "P"), (500, "P"), (505, "L"), (850, "L"), (855, "F"), (1000, "F")],
)
def test_each_limit_belongs_to_the_lower_rating(per_mille: int, rating: str) -> None:
    """15% is N, 50% is P, 85% is L; a little more is the next rating."""
    assert rating_of(Fraction(per_mille, 1000)) is Rating(rating)


@pytest.mark.parametrize(("limit", "below", "above"), [(15, "N", "P"), (50, "P", "L"), (85, "L", "F")])
def test_limits_are_exact(limit: int, below: str, above: str) -> None:
    """A millionth of a millionth above a limit is over it, where a float might not be."""
    share, little = Fraction(limit, 100), Fraction(1, 10**24)

    assert rating_of(share) is Rating(below)
    assert rating_of(share + little) is Rating(above)


def test_seventeen_of_twenty_is_exactly_85_per_cent_and_so_largely() -> None:
    """17 F and 3 N of 20: 17/20 = 85 %, the upper end of L."""
    values = [F] * 17 + [N] * 3

    assert achievement(values) == Fraction(85, 100)
    assert level_rating(values) is Rating.L


def test_three_of_twenty_is_exactly_15_per_cent_and_so_not() -> None:
    """3 F and 17 N of 20: 3/20 = 15 %, the upper end of N."""
    assert level_rating([F] * 3 + [N] * 17) is Rating.N


def test_half_is_partially() -> None:
    """F and N: 1/2 = 50 %, the upper end of P."""
    assert level_rating([F, N]) is Rating.P


def test_a_mean_does_not_hide_a_gap() -> None:
    """9 F and 1 N: the mean 9/10 is over 85%, but one statement is N, so L. With P instead, 28/30 is F."""
    assert achievement([F] * 9 + [N]) == Fraction(9, 10)
    assert level_rating([F] * 9 + [N]) is Rating.L
    assert level_rating([F] * 9 + [P]) is Rating.F


def test_a_gap_lowers_nothing_below_fully() -> None:
    """F, F, N: 2/3 is L with or without the rule."""
    assert level_rating([F, F, N]) is Rating.L
