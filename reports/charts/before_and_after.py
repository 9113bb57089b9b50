"""Two assessments compared: the level of each practice before and after, and how its index moved."""

from __future__ import annotations

from practices_catalog.model import LEVELS
from reports.chart import Chart, Table
from reports.charts.canvas import RADIUS, Canvas
from reports.charts.text import fitted
from reports.gallery import ChartData, nothing_to_show
from reports.views.comparison import ComparisonRow, ComparisonView, Reading, comparison_view
from reports.views.marks import Tile

WIDTH, ROW, BAR, HEAD, BETWEEN_GROUPS = 174.0, 5.3, 4.2, 10.4, 1.2
LEFT, TILE, MOVED, GAP, WAY = 62.0, 9.4, 10.0, 2.0, 0.7


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the comparison of an assessment with an earlier one.

    Raises:
        InputError: there is no earlier assessment, it is the same one, or neither has a level.
    """
    if source.earlier is None:
        raise nothing_to_show("before-and-after", "there is no earlier assessment", "add its files with --before")
    view = comparison_view(source.subject, source.earlier)
    if not view.groups:
        raise nothing_to_show("before-and-after", "neither assessment has a level", "answer the statements first")
    return before_and_after(view, width or WIDTH)


def before_and_after(view: ComparisonView, width: float = WIDTH) -> Chart:
    """Return all practices, group by group."""
    rows = [row for group in view.groups for row in group.rows]
    height = HEAD + (len(rows) + len(view.groups)) * ROW + (len(view.groups) - 1) * BETWEEN_GROUPS
    canvas = Canvas(width, height)
    lanes = _Lanes(canvas, LEFT * min(1.0, width / WIDTH))
    lanes.head(view)
    y = HEAD
    for group in view.groups:
        canvas.text(0, y + BAR / 2, group.name, color="accent", bold=True)
        y += ROW
        for row in group.rows:
            lanes.row(row, y)
            y += ROW
        y += BETWEEN_GROUPS
    head = ("Practice", "Level before", "Level after", "Change", "Index before", "Index after")
    table = Table(head, tuple(_cells(row) for row in rows))
    caption = f"Capability level and index of each practice on {view.before} and on {view.after}. "
    caption += "The scale is the index, from 0.0 to 5.0."
    return Chart("before-and-after", "Before and after", caption, _alt(view, rows), table, canvas.done())


class _Lanes:
    """The rows of a comparison: where the names end, where the scale begins, and how wide a level is."""

    def __init__(self, canvas: Canvas, left: float) -> None:
        self.canvas, self.left = canvas, left
        self.start = left + 2 * TILE + MOVED + 3 * GAP
        self.unit = (canvas.width - self.start - RADIUS - 0.2) / len(LEVELS)

    def head(self, view: ComparisonView) -> None:
        """Write the headings of the columns."""
        days = (("ring", f"Before: {view.before}"), ("dot", f"After: {view.after}"))
        self.canvas.key(self.start, 2, days)
        heads = ((TILE / 2, "Before"), (TILE * 1.5 + GAP, "After"), (2 * TILE + 2 * GAP + MOVED / 2, "Change"))
        for place, words in heads:
            self.canvas.text(self.left + place, 7.6, words, size="text-xs", color="muted", align="center")
        for level in (0, *LEVELS):
            x = self.start + level * self.unit
            self.canvas.text(x, 7.6, str(level), size="text-xs", color="muted", align="center")

    def row(self, row: ComparisonRow, y: float) -> None:
        """Draw a practice."""
        middle = y + BAR / 2
        self.canvas.text(0, middle, fitted(row.name, self.left - GAP))
        self._tile(self.left, y, row.before.tile)
        self._tile(self.left + TILE + GAP, y, row.after.tile)
        moved = self.left + 2 * TILE + 2 * GAP + MOVED / 2
        self.canvas.text(moved, middle, row.movement, bold=row.movement not in {"", "0"}, align="center")
        for level in (0, *LEVELS):
            x = self.start + level * self.unit
            self.canvas.line(x, y + 0.6, x, y + BAR - 0.6)
        self.canvas.line(self.start, middle, self.start + len(LEVELS) * self.unit, middle)
        places = [self._at(each) for each in (row.before, row.after)]
        if places[0] is not None and places[1] is not None:
            self.canvas.line(places[0], middle, places[1], middle, "accent", WAY)
        for place, fill in zip(places, ("paper", "ink"), strict=True):
            if place is not None:
                self.canvas.dot(place, middle, RADIUS, fill)

    def _at(self, reading: Reading) -> float | None:
        return None if reading.at is None else self.start + float(reading.at) * self.unit * len(LEVELS)

    def _tile(self, x: float, y: float, tile: Tile) -> None:
        self.canvas.tile(x, y, TILE, BAR, tile.kind)
        color = f"{tile.kind}-ink" if tile.kind.startswith("level-") else "ink"
        self.canvas.text(x + TILE / 2, y + BAR / 2, tile.text, color=color, bold=True, align="center")


def _cells(row: ComparisonRow) -> tuple[str, ...]:
    both = (row.before.tile.in_table, row.after.tile.in_table)
    return (row.name, *both, row.movement, row.before.index_text, row.after.index_text)


def _alt(view: ComparisonView, rows: list[ComparisonRow]) -> str:
    said = [f"{row.name} {row.before.tile.words}, then {row.after.tile.words}" for row in rows]
    return f"Levels and indexes of each practice on {view.before} and on {view.after}. {'; '.join(said)}."
