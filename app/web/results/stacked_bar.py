"""Stacked bars. Positions are percentages, so a bar fits any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH_OF_A_CHARACTER = Fraction(25, 1000)
"""The share of a bar that one character of a label needs, even on a phone."""


@dataclass(frozen=True, slots=True)
class BarSegment:
    """A segment of a bar: its class, position and label; the label is "" if it doesn't fit."""

    kind: str
    start: str
    width: str
    label: str


def bar_segments(counts: Sequence[tuple[str, str, int]]) -> tuple[BarSegment, ...]:
    """Return the segments of a bar.

    Args:
        counts: class, label and number of each kind; a kind with the number 0 gets no segment.
    """
    total = sum(many for *_, many in counts)
    segments, start = [], Fraction(0)
    for kind, label, many in counts:
        share = Fraction(many, total) if total else Fraction(0)
        if many:
            has_room = share >= WIDTH_OF_A_CHARACTER * len(label)
            segments.append(BarSegment(kind, _along(start), _along(share), label if has_room else ""))
        start += share
    return tuple(segments)


def _along(share: Fraction) -> str:
    return f"{float(share):.3%}"
