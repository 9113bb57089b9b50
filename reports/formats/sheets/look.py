"""The look of the workbook: the report's colors, number formats by kind, and colors of levels by their value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from practices_catalog.model import LEVELS
from questionnaires.answers.workbook_look import FACE, SIZE
from questionnaires.model import SCALE
from reports.formats.sheets.table import Kind
from reports.tokens import tokens

CENTERED = frozenset({Kind.LEVEL, Kind.RATING, Kind.ORDINAL})
NUMBERS = {
    Kind.LEVEL: "0",
    Kind.ORDINAL: "0",
    Kind.WHOLE: "#,##0",
    Kind.INDEX: "0.0",
    Kind.SHARE: "0%",
    Kind.DATE: "d mmm yyyy",
}
TEXTS = frozenset({Kind.TEXT, Kind.DATE})


@dataclass
class Look:
    """The workbook's formats, each created once."""

    book: Workbook
    made: dict[str, Format] = field(default_factory=dict)

    def title(self) -> Format:
        """Return the format of a sheet's title."""
        return self._format("title", {"bold": True, "font_size": 15, "quote_prefix": True})

    def note(self) -> Format:
        """Return the format of the sentences above a table."""
        return self._format("note", {"font_color": tokens()["muted"], "text_wrap": True, "quote_prefix": True})

    def head(self, kind: Kind) -> Format:
        """Return the format of a heading, which is aligned like its column."""
        color = {"bold": True, "font_color": tokens()["paper"], "bg_color": tokens()["accent"], "text_wrap": True}
        return self._format(f"head {kind}", {**color, **_aligned(kind), "valign": "vcenter"})

    def cell(self, kind: Kind, *, quoted: bool = False) -> Format:
        """Return the format of a cell; `quoted` is for text that would turn into a formula when edited."""
        style: dict[str, Any] = {"text_wrap": True, "bottom": 1, "bottom_color": tokens()["rule"]}
        style |= {**_aligned(kind), "num_format": NUMBERS.get(kind, "General")}
        return self._format(f"{kind} {quoted}", {**style, "quote_prefix": quoted})

    def color(self, sheet: Worksheet, kind: Kind, column: int, rows: tuple[int, int]) -> None:
        """Color the cells of a column of levels or ratings by their value."""
        cell = xl_rowcol_to_cell(rows[0], column)
        for criteria, style in _colors(kind, cell):
            named = self.made.setdefault(criteria.replace(cell, ""), self.book.add_format(style))
            options = {"type": "formula", "criteria": criteria, "format": named}
            sheet.conditional_format(rows[0], column, rows[1], column, options)

    def _format(self, name: str, style: dict[str, Any]) -> Format:
        if name not in self.made:
            base = {"font_name": FACE, "font_size": SIZE, "font_color": tokens()["ink"], "valign": "top"}
            self.made[name] = self.book.add_format({**base, **style})
        return self.made[name]


def _aligned(kind: Kind) -> dict[str, Any]:
    """Return the alignment of a kind; if it isn't centered, it keeps a distance from the next column."""
    if kind in CENTERED:
        return {"align": "center"}
    return {"align": "left" if kind in TEXTS else "right", "indent": 1}


def _colors(kind: Kind, cell: str) -> list[tuple[str, dict[str, str]]]:
    """Return a condition and its colors for each value; an empty cell would count as 0, so levels must be numbers."""
    if kind is Kind.LEVEL:
        return [
            (
                f"=AND(ISNUMBER({cell}),{cell}={level})",
                {"bg_color": tokens()[f"level-{level}"], "font_color": tokens()[f"level-{level}-ink"]},
            )
            for level in (0, *LEVELS)
        ]
    if kind is Kind.RATING:
        return [(f'=EXACT({cell},"{rating}")', {"bg_color": tokens()[f"share-{rating.lower()}"]}) for rating in SCALE]
    return []
