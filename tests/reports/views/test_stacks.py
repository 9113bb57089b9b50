"""Tests of the segments of stacked bars."""

from __future__ import annotations

from fractions import Fraction

from reports.views.stacks import Segment, segments


def test_segments_follow_each_other_and_fill_the_bar() -> None:
    """A kind that doesn't occur has none."""
    assert segments([("F", 1), ("L", 0), ("N", 2)]) == (
        Segment("F", 1, Fraction(0), Fraction(1, 3)),
        Segment("N", 2, Fraction(1, 3), Fraction(2, 3)),
    )


def test_a_bar_can_be_shorter_than_the_longest() -> None:
    """Shares are then shares of the longest bar."""
    assert segments([("same", 2)], whole=8) == (Segment("same", 2, Fraction(0), Fraction(2, 8)),)


def test_a_bar_of_nothing_has_no_segments() -> None:
    """Nothing is divided by zero."""
    assert segments([("F", 0)]) == ()
