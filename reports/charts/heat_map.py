"""The heat map as an image: each practice by level, rating of each level, and achievement of each dimension."""

from __future__ import annotations

from practices_catalog.model import LEVELS
from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted
from reports.gallery import ChartData
from reports.views.heat_map import HeatMapView, HeatRow, heat_map_view
from reports.views.marks import RatingMark, at_least

WIDTH, ROW, CELL, HEAD, FOOT, BETWEEN_GROUPS = 174.0, 5.3, 4.9, 5.4, 10.0, 1.2
LEFT, TILE, INDEX, GAP = 62.0, 9.0, 17.0, 2.0
SHORT = ("O&P", "I&T", "P&S", "V&P")
MARK, BALL = 9.6, 1.25


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the heat map of an assessment."""
    return heat_map(heat_map_view(source.subject), width or WIDTH)


def heat_map(view: HeatMapView, width: float = WIDTH) -> Chart:
    """Return the heat map."""
    groups = view.listed
    rows = [row for group in groups for row in group.rows]
    height = HEAD + (len(rows) + len(groups)) * ROW + (len(groups) - 1) * BETWEEN_GROUPS + FOOT
    cells = _Cells(Canvas(width, height), LEFT - max(0.0, WIDTH - width))  # a narrow map shortens names, never figures
    cells.head()
    y = HEAD
    for group in groups:
        cells.canvas.text(0, y + CELL / 2, group.name, color="accent", bold=True)
        y += ROW
        for row in group.rows:
            cells.row(row, y)
            y += ROW
        y += BETWEEN_GROUPS
    cells.key(view, height - FOOT + 2.6)
    head = ("Practice", "Level", "Index", *map(str, LEVELS), *view.dimensions)
    table = Table(head, tuple(_table_row(row) for row in rows))
    caption = "Rating of each capability level and achievement of each dimension, by practice."
    caption = f"{caption} {at_least(row.tile for row in rows)}".rstrip()
    caption, alt = (f"{words} {view.unlisted}".rstrip() for words in (caption, _alt(rows)))
    return Chart("heat-map", "Heat map", caption, alt, table, cells.canvas.done())


class _Cells:
    """The grid of the heat map."""

    def __init__(self, canvas: Canvas, left: float) -> None:
        self.canvas, self.left = canvas, left
        self.levels = left + TILE + INDEX + GAP
        self.dimensions = self.levels + MARK * len(LEVELS) + GAP
        self.share = (canvas.width - self.dimensions) / len(SHORT)

    def head(self) -> None:
        """Write the headings of the columns."""
        heads = [(self.left + TILE / 2, "Level")]
        heads += [(self.levels + (level - 0.5) * MARK, str(level)) for level in LEVELS]
        heads += [(self.dimensions + (number + 0.5) * self.share, name) for number, name in enumerate(SHORT)]
        for x, words in heads:
            self.canvas.text(x, 2, words, size="text-xs", color="muted", align="center")
        self.canvas.text(self.left + TILE + INDEX, 2, "Index", size="text-xs", color="muted", align="right")

    def row(self, row: HeatRow, y: float) -> None:
        """Draw a practice."""
        middle = y + CELL / 2
        self.canvas.text(0, middle, fitted(row.name, self.left - GAP))
        self.canvas.tile(self.left, y, TILE, CELL, row.tile.kind)
        if row.tile.kind.startswith("level-"):
            color = f"{row.tile.kind}-ink"
            self.canvas.text(self.left + TILE / 2, middle, row.tile.text, color=color, bold=True, align="center")
        if row.status:
            self.canvas.text(self.levels, middle, row.status, size="text-xs", color="muted")
            return
        self.canvas.text(self.left + TILE + INDEX, middle, row.index, align="right")
        for number, mark in enumerate(row.levels):
            self._mark(mark, self.levels + number * MARK, y)
        for number, share in enumerate(row.dimensions):
            x = self.dimensions + number * self.share
            kind = {"none": "not-assessed", "blank": ""}.get(share.kind, f"share-{share.kind}")
            if kind:
                shade = kind if kind == "not-assessed" else ShapeStyle(kind, "rule")
                self.canvas.tile(x + 0.2, y, self.share - 0.4, CELL, shade)
            self.canvas.text(x + self.share / 2, middle, share.text, align="center")

    def _mark(self, mark: RatingMark, x: float, y: float) -> None:
        middle = y + CELL / 2
        if mark.kind == "open":
            self.canvas.tile(x + 0.2, y, MARK - 0.4, CELL, "not-assessed")
        elif mark.kind == "rated":
            self.canvas.ball(x + 3.2, middle, BALL, mark.code)
            self.canvas.text(x + 5.4, middle, mark.code, bold=True)
        else:
            self.canvas.text(x + MARK / 2, middle, mark.code, align="center")

    def key(self, view: HeatMapView, middle: float) -> None:
        """Write the meaning of the ratings and columns."""
        words = (
            "F fully, L largely, P partially, N not achieved, \u2013 not applicable, ? don't know, hatched: no answer"
        )
        self.canvas.text(0, middle, words + ".", size="text-xs", color="muted")
        names = (f"{short} {name.lower()}" for short, name in zip(SHORT, view.dimensions, strict=True))
        self.canvas.text(0, middle + 4, f"{', '.join(names)}.", size="text-xs", color="muted")


def _table_row(row: HeatRow) -> tuple[str, ...]:
    marks = (mark.words for mark in row.levels)
    return (row.name, row.tile.in_table, row.index, *marks, *(share.text for share in row.dimensions))


def _alt(rows: list[HeatRow]) -> str:
    said = [f"{row.name} {row.tile.words}{f', index {row.index}' if not row.status else ''}" for row in rows]
    return f"Heat map of the practices by level and dimension. {'; '.join(said)}."
