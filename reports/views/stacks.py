"""Segments of a stacked bar, as shares of the bar, so that they fit a bar of any length on paper and on pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a bar: its kind, how many things it shows, where it starts, and how long it is."""

    kind: str
    many: int
    start: Fraction
    share: Fraction


def segments(counts: Sequence[tuple[str, int]], whole: int | None = None) -> tuple[Segment, ...]:
    """Return a segment for each kind that occurs.

    Args:
        counts: each kind and its number, in the order of the bar.
        whole: the number that fills the bar; None for the sum of the counts.
    """
    full = sum(many for _, many in counts) if whole is None else whole
    found, before = [], 0
    for kind, many in counts:
        if many:
            found.append(Segment(kind, many, Fraction(before, full), Fraction(many, full)))
        before += many
    return tuple(found)
