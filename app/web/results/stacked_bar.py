"""Bars that show how a whole is made up; places in per cent, so that they fit any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

ROOM_OF_A_SIGN = Fraction(25, 1000)
"""The share of a bar that a sign of a label needs, on a phone too."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: its class, where it stands, and its label, "" where there is no room for one."""

    kind: str
    start: str
    width: str
    label: str


def stacked(counts: Sequence[tuple[str, str, int]]) -> tuple[Part, ...]:
    """Return the pieces of a bar.

    Args:
        counts: class, label and how many of each kind; kinds of which there are none take no room.
    """
    total = sum(many for *_, many in counts)
    parts, start = [], Fraction(0)
    for kind, label, many in counts:
        share = Fraction(many, total) if total else Fraction(0)
        if many:
            parts.append(
                Part(kind, _along(start), _along(share), label if share >= ROOM_OF_A_SIGN * len(label) else "")
            )
        start += share
    return tuple(parts)


def _along(share: Fraction) -> str:
    return f"{float(share):.3%}"
