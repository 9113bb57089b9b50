"""The capability profile: for each practice five cells up to its level, its index and the evidenced level."""

from __future__ import annotations

from collections.abc import Sequence

from practices_catalog.model import LEVELS
from reports.chart import Chart, Table
from reports.charts.canvas import RADIUS, TICK, Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted
from reports.gallery import ChartData
from reports.views import figures
from reports.views.marks import LEVELS_IN_WORDS, at_least
from reports.views.profile import ProfileRow, ProfileView, profile_view

WIDTH, ROW, BAR, HEAD, FOOT = 174.0, 5.3, 4.2, 5.6, 5.2
LEFT, TILE, INDEX, GAP = 64.0, 8.4, 16.0, 2.0
MARK, TARGET = ShapeStyle("ink"), 1.0
KEY = (
    (MARK, "Planned level"),
    ("tick", "Capability index"),
    ("ring", "Evidenced level, if lower"),
    ("not-assessed", "Not assessed, or open"),
)


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the profile of an assessment."""
    return profile(profile_view(source.subject), width or WIDTH)


def profile(view: ProfileView, width: float = WIDTH) -> Chart:
    """Return the profile of all practices, in the order of the roadmap, then by level."""
    rows = view.by_priority
    height = HEAD + len(rows) * ROW + FOOT
    canvas = Canvas(width, height)
    left = LEFT * min(1.0, width / WIDTH)
    bars = _Bars(canvas, left, left + TILE + GAP, (width - left - TILE - GAP - INDEX) / len(LEVELS))
    bars.scale()
    for number, row in enumerate(rows):
        bars.row(row, HEAD + number * ROW)
    canvas.key(0, height - 2, KEY)
    table = Table(
        ("Practice", "Level", "Index", "Evidenced level", "Planned level"),
        tuple(
            (row.name, row.tile.in_table, row.index_text, figures.level(row.evidenced), figures.level(row.target))
            for row in rows
        ),
    )
    caption = f"In the order of the roadmap, then by level. Levels: {LEVELS_IN_WORDS}. The index runs from 0.0 to 5.0."
    caption = f"{caption} {at_least(row.tile for row in rows)}".rstrip()
    caption, alt = (f"{words} {view.unlisted}".rstrip() for words in (caption, _alt(rows)))
    return Chart("profile", "Capability profile", caption, alt, table, canvas.done())


class _Bars:
    """The rows of a profile: where the names end, where the cells begin, and how wide a cell is."""

    def __init__(self, canvas: Canvas, left: float, start: float, cell: float) -> None:
        self.canvas, self.left, self.start, self.cell = canvas, left, start, cell

    def scale(self) -> None:
        """Write the headings of the columns."""
        self.canvas.text(self.left + TILE / 2, 2, "Level", size="text-xs", color="muted", align="center")
        for level in (0, *LEVELS):
            x = self.start + level * self.cell
            self.canvas.text(x, 2, str(level), size="text-xs", color="muted", align="center")
        self.canvas.text(self.canvas.width, 2, "Index", size="text-xs", color="muted", align="right")

    def row(self, row: ProfileRow, y: float) -> None:
        """Draw a practice."""
        middle = y + BAR / 2
        self.canvas.text(0, middle, fitted(row.name, self.left - GAP))
        self.canvas.tile(self.left, y, TILE, BAR, row.tile.kind)
        if row.level is None:
            self.canvas.text(self.start, middle, figures.capital(row.tile.words), size="text-xs", color="muted")
            return
        self.canvas.text(
            self.left + TILE / 2, middle, row.tile.text, color=f"{row.tile.kind}-ink", bold=True, align="center"
        )
        self._cells(row, y)
        scale = self.cell * len(LEVELS)
        if row.index_at is not None:
            x = self.start + float(row.index_at) * scale
            self.canvas.line(x, y - 0.2, x, y + BAR + 0.2, "ink", TICK)
        if row.target is not None:
            x = self.start + self.cell * row.target
            self.canvas.tile(x - TARGET / 2, y - 0.3, TARGET, BAR + 0.6, MARK)
        if row.evidenced_at is not None:
            self.canvas.dot(self.start + float(row.evidenced_at) * scale, middle, RADIUS)
        self.canvas.text(self.canvas.width, middle, row.index_text, align="right")

    def _cells(self, row: ProfileRow, y: float) -> None:
        for number, kind in enumerate(row.cells):
            x = self.start + number * self.cell
            self.canvas.tile(x + 0.25, y + 0.4, self.cell - 0.5, BAR - 0.8, kind)


def _alt(rows: Sequence[ProfileRow]) -> str:
    said = [f"{row.name} {row.tile.words}" for row in rows]
    return f"Bar chart of the capability level of each practice. {'; '.join(said)}."
