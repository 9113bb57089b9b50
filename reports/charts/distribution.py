"""How many practices are at each level, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from reports.chart import Chart, Table
from reports.charts.canvas import THIN, Canvas
from reports.charts.text import width_of
from reports.gallery import ChartData
from reports.views import figures
from reports.views.profile import LevelCount, highest_first, level_counts

HALF, WIDTH = 83.0, 120.0
ROW, BAR, GAP = 6.2, 4.8, 2.4


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the bars of an assessment."""
    return distribution(level_counts(source.subject), width or WIDTH)


def distribution(counts: Sequence[LevelCount], width: float = HALF) -> Chart:
    """Return the bars, one for each level, the highest at the top."""
    ordered = highest_first(counts)
    canvas = Canvas(width, len(ordered) * ROW - ROW + BAR)
    _bars(canvas, ordered)
    said = figures.listed([count.words for count in ordered])
    table = Table(("Level", "Practices"), tuple((count.label, str(count.many)) for count in ordered))
    return Chart(
        "distribution",
        "Practices by capability level",
        "Number of practices at each capability level.",
        f"Bar chart of how many practices are at each level: {said}.",
        table,
        canvas.done(),
    )


def _bars(canvas: Canvas, counts: Sequence[LevelCount]) -> None:
    most = max(count.many for count in counts)
    meaning = GAP + max((width_of(count.label) for count in counts if count.meaning), default=0)
    left = GAP + max(
        meaning * bool(count.meaning) + width_of(count.meaning or count.label, "text-xs" if count.meaning else "text-s")
        for count in counts
    )
    room = canvas.width - left - GAP - width_of(str(most), bold=True)
    for number, count in enumerate(counts):
        y, width = number * ROW, room * float(count.share)
        canvas.text(0, y + BAR / 2, count.label)
        canvas.text(meaning, y + BAR / 2, count.meaning, size="text-xs", color="muted")
        if count.many:
            canvas.tile(left, y, width, BAR, count.tile.kind)
        canvas.text(left + width + GAP / 2, y + BAR / 2, str(count.many), bold=True)
    canvas.line(left, 0, left, canvas.height, "muted", THIN)
