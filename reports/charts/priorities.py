"""The practices whose level the roadmap raises: a bar up to today's level, and a mark at the level reached."""

from __future__ import annotations

from practices_catalog.model import LEVELS
from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted
from reports.gallery import ChartData, nothing_to_show
from reports.views.marks import LEVELS_IN_WORDS
from reports.views.priorities import PrioritiesView, Priority, priorities_view

WIDTH, LEFT, ROW, BAR, HEAD, FOOT = 174.0, 62.0, 11.0, 6.0, 8.0, 6.0
TARGET, NOTHING = 1.0, 1.6
TRACK, MARK = ShapeStyle("panel"), ShapeStyle("ink")
LEFT_EDGE = 2.0


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the priorities of a roadmap.

    Raises:
        InputError: the roadmap raises no practice.
    """
    subject = source.subject
    view = priorities_view(subject)
    if view is None:
        raise nothing_to_show("priorities", "the roadmap raises no practice", "raise a target or the capacity")
    return priorities(view, width or WIDTH)


def priorities(view: PrioritiesView, width: float = WIDTH) -> Chart:
    """Return a row for each practice, in the order of the roadmap."""
    height = HEAD + len(view.rows) * ROW
    canvas = Canvas(width, height + FOOT)
    left = LEFT * min(1.0, width / WIDTH)
    cell = (width - left - LEFT_EDGE) / len(LEVELS)
    for level in (0, *LEVELS):
        x = left + level * cell
        canvas.line(x, HEAD - 2, x, height - 1)
        canvas.text(x, 2.5, str(level), size="text-xs", color="muted", align="center")
    for number, row in enumerate(view.rows):
        _row(canvas, row, HEAD + number * ROW, left, cell)
    canvas.key(0, height + FOOT - 2, [("level-1", "Level today"), (MARK, "Level that the roadmap reaches")])
    rows = tuple((row.name, row.today.in_table, row.target.words, row.remark) for row in view.rows)
    caption = f"In the order of the roadmap. Warm colors mark levels 0 and 1. Levels: {LEVELS_IN_WORDS}."
    return Chart(
        "priorities",
        view.headline,
        caption,
        _alt(view),
        Table(("Practice", "Level today", "Level reached", "Remark"), rows),
        canvas.done(),
    )


def _row(canvas: Canvas, row: Priority, y: float, left: float, cell: float) -> None:
    middle = y + ROW / 2
    canvas.text(0, middle - 1.7, fitted(row.name, left - 3, bold=True), bold=True)
    levels = f"{row.today.text or '?'} to {row.to_level}"
    said = " \u00b7 ".join(filter(None, (f"Level {levels}", row.remark)))
    canvas.text(0, middle + 2.2, fitted(said, left - 3, "text-xs"), size="text-xs", color="muted")
    top = middle - BAR / 2
    canvas.tile(left, middle - 0.9, cell * row.to_level, 1.8, TRACK)
    canvas.tile(
        left, top, max(cell * row.level, NOTHING), BAR, f"level-{row.level}" if row.today.text else "not-assessed"
    )
    if row.level:
        canvas.text(left + 2, middle, str(row.level), color=f"level-{row.level}-ink", bold=True)
    canvas.tile(left + cell * row.to_level - TARGET / 2, top - 1, TARGET, BAR + 2, MARK)
    canvas.text(left + cell * row.to_level + 1.6, middle, str(row.to_level), bold=True)


def _alt(view: PrioritiesView) -> str:
    said = [f"{row.name} {row.today.words}, to level {row.to_level}" for row in view.rows]
    return f"Bar chart of today's level and the level that the roadmap reaches. {'; '.join(said)}."
