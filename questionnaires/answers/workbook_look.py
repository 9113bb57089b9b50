"""The look of the workbook: one typeface, calm colors, and rows as high as their text needs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, MUTED, ACCENT, PALE, LINE, ASKED, HELD, OPEN = (
    "#1f2a37", "#6b7685", "#2f5d8a", "#e8eff6", "#c9d2dc", "#fff8e1", "#dce8f3", "#fbe9d7"
)  # fmt: skip
FACE, SIZE = "Arial", 10
LINE_POINTS = 12.8
PADDING_POINTS = 6.0
HIGHEST = 409
PIXELS_A_COLUMN = 7
CELL_MARGIN = 16
NARROW, WIDE = "iljftrI.,;:'|!()[] -\"", "mwMW@%"

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12, "font_color": ACCENT, "valign": "bottom"},
    "paragraph": {"text_wrap": True, "valign": "top"},
    "muted": {"text_wrap": True, "font_color": MUTED, "valign": "top"},
    "hint": {"text_wrap": True, "font_color": MUTED, "indent": 1},
    "count": {"bold": True, "font_color": ACCENT, "align": "right"},
    "head": {"bold": True, "font_color": "#ffffff", "bg_color": ACCENT, "text_wrap": True, "indent": 1},
    "head_center": {"bold": True, "font_color": "#ffffff", "bg_color": ACCENT, "text_wrap": True, "align": "center"},
    "group": {"bold": True, "font_color": ACCENT, "font_size": 12},
    "practice": {"bold": True, "bg_color": PALE, "text_wrap": True, "indent": 1, "bottom": 1},
    "purpose": {"bg_color": PALE, "text_wrap": True, "indent": 1, "bottom": 1},
    "band": {"bg_color": PALE, "bottom": 1},
    "progress": {"bg_color": PALE, "font_color": ACCENT, "align": "center", "bottom": 1},
    "id_band": {"font_color": MUTED, "font_size": 8, "indent": 1},
    "small": {"font_color": MUTED, "text_wrap": True, "font_size": 9, "indent": 1, "bottom": 1},
    "level": {"align": "center", "bottom": 1},
    "text": {"text_wrap": True, "indent": 1, "bottom": 1},
    "cell": {"text_wrap": True, "border": 1, "indent": 1},
    "center": {"text_wrap": True, "border": 1, "align": "center"},
    "id": {"font_color": MUTED, "font_size": 8, "indent": 1},
    "mark": {"bold": True, "align": "center", "bg_color": ASKED, "border": 1, "num_format": "@", "locked": False},
    "rate": {"align": "center", "border": 1, "num_format": "@", "locked": False},
    "write": {"text_wrap": True, "border": 1, "num_format": "@", "locked": False, "indent": 1},
    "ask": {"text_wrap": True, "border": 1, "bg_color": ASKED, "num_format": "@", "locked": False, "indent": 1},
}


@dataclass
class WorkbookFormats:
    """The workbook's formats, each created once."""

    book: Workbook
    made: dict[str, Format] = field(default_factory=dict)

    def __getitem__(self, style: str) -> Format:
        """Return the format of a style."""
        if style not in self.made:
            base = {"font_name": FACE, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
            lines = {"border_color": LINE, "bottom_color": LINE}
            self.made[style] = self.book.add_format({**base, **lines, **STYLES[style]})
        return self.made[style]

    def counted(self, style: str, of: int) -> Format:
        """Return a style that shows a count as `3 of 5`; the cell still contains a number."""
        name = f"{style} of {of}"
        if name not in self.made:
            base = {"font_name": FACE, "font_size": SIZE, "valign": "vcenter", "bottom_color": LINE, **STYLES[style]}
            self.made[name] = self.book.add_format({**base, "num_format": f'0" of {of}"'})
        return self.made[name]

    def tint(self, color: str) -> Format:
        """Return the format of a pale conditional fill."""
        if color not in self.made:
            self.made[color] = self.book.add_format({"bg_color": color})
        return self.made[color]


def row_height(cells: Iterable[tuple[str, float]], size: float = SIZE) -> float:
    """Return the row height in points for texts in columns of these widths; XlsxWriter doesn't compute it."""
    most = max((line_count(text, width, size) for text, width in cells), default=1)
    return min(HIGHEST, math.ceil(most * LINE_POINTS * size / SIZE + PADDING_POINTS))


def line_count(text: str, width: float, size: float = SIZE) -> int:
    """Return how many lines a text takes in a column of this width."""
    room = width * PIXELS_A_COLUMN - CELL_MARGIN
    return sum(_lines(line, room, partial(_pixels, size=size)) for line in text.split("\n"))


def _lines(line: str, room: float, pixels: Any) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        needed = pixels(word + " ")
        if used and used + needed > room:
            count, used = count + 1, 0.0
        # A word wider than the column breaks over several lines.
        count += int(needed // room) if needed > room else 0
        used += needed % room if needed > room else needed
    return count


def _pixels(text: str, size: float) -> float:
    return sum(map(_width, text)) * size * 96 / 72


def _width(letter: str) -> float:
    """Return a letter's width as a share of the font size."""
    if letter in NARROW:
        return 0.31
    if letter in WIDE:
        return 0.86
    if ord(letter) >= 0x1100:  # noqa: PLR2004 - scripts with full-width letters begin here
        return 1.0
    return 0.68 if letter.isupper() else 0.56
