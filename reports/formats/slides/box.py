"""Rectangles on a slide, in points from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.util import Emu, Length, Pt


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as python-pptx takes them."""
        return (Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height))

    def columns(self, shares: tuple[float, ...], gap: float) -> tuple[Box, ...]:
        """Return columns whose widths have these proportions."""
        room = self.width - gap * (len(shares) - 1)
        found, left = [], self.left
        for share in shares:
            wide = room * share / sum(shares)
            found.append(Box(left, self.top, wide, self.height))
            left += wide + gap
        return tuple(found)

    def below(self, height: float) -> Box:
        """Return what is left under the first `height` points."""
        return Box(self.left, self.top + height, self.width, max(self.height - height, 0))

    def above(self, height: float) -> Box:
        """Return what is left over the last `height` points."""
        return Box(self.left, self.top, self.width, max(self.height - height, 0))


def box_of(shape: Any) -> Box:
    """Return the rectangle of a shape or placeholder, which may inherit it."""
    return Box(*(Emu(each or 0).pt for each in (shape.left, shape.top, shape.width, shape.height)))
