"""The width of texts in the charts' font, and shortening texts to the space available."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from reports.charts.style import mm
from reports.printable_text import printable
from reports.typefaces import FONTS, coverage
from reports.views.figures import shortened

EM = 1000
"""The size at which widths are measured, in pixels."""


@cache
def _font(*, bold: bool) -> ImageFont.FreeTypeFont:
    file = FONTS / f"report-sans-{600 if bold else 400}.ttf"
    return ImageFont.truetype(file, EM, layout_engine=ImageFont.Layout.BASIC)


def width_of(words: str, size: str = "text-s", *, bold: bool = False) -> float:
    """Return the width of a text in millimeters; a character from a fallback font counts as a square."""
    words = printable(words)
    held = coverage()["report-sans-400"]
    known = "".join(character for character in words if ord(character) in held)
    return (_font(bold=bold).getlength(known) / EM + len(words) - len(known)) * mm(size)


def fitted(words: str, room: float, size: str = "text-s", *, bold: bool = False) -> str:
    """Return a text, shortened if it doesn't fit the space available."""
    most = len(words)
    short = words
    while width_of(short, size, bold=bold) > room and most > 1:
        most -= 1
        short = shortened(words, most)
    return short


def widest(wordings: tuple[str, ...], room: float, size: str = "text-s", *, bold: bool = False) -> str:
    """Return the first of several wordings that fits, or "" if none does."""
    return next((each for each in wordings if width_of(each, size, bold=bold) <= room), "")
