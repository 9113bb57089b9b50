"""Stacked bars. Positions are percentages, so a bar fits any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.views.stacks import segments

WIDTH_OF_A_CHARACTER = Fraction(25, 1000)
"""The share of a bar's width that one character of a label needs, even on a phone."""


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
    labels = {kind: label for kind, label, _ in counts}
    found = []
    for each in segments([(kind, many) for kind, _, many in counts]):
        label = labels[each.kind]
        has_room = each.share >= WIDTH_OF_A_CHARACTER * len(label)
        found.append(BarSegment(each.kind, percentage(each.start), percentage(each.share), label if has_room else ""))
    return tuple(found)


def percentage(share: Fraction) -> str:
    """Return a share of a chart's width in SVG's notation."""
    return f"{float(share):.2%}"
