"""Numbers in machine-readable results."""

from __future__ import annotations

from fractions import Fraction

PLACES = 6


def number(value: Fraction | None) -> int | float | None:
    """Return an exact figure rounded to six places; a whole number has no decimal point."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), PLACES)
