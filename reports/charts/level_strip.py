"""All practices as a strip of tiles from the lowest level to the highest, for the cover."""

from __future__ import annotations

from collections.abc import Sequence

from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.style import mm
from reports.gallery import ChartData
from reports.views import figures
from reports.views.profile import LevelCount, level_counts

WIDTH, HEIGHT, GAP = 174.0, 12.0, 0.5


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the strip of an assessment."""
    return level_strip(level_counts(source.subject), width or WIDTH)


def level_strip(counts: Sequence[LevelCount], width: float = WIDTH) -> Chart:
    """Return the strip: one tile for each practice, lowest level first."""
    tiles = [count for count in counts for _ in range(count.many)]
    canvas = Canvas(width, HEIGHT)
    side = min((width + GAP) / max(len(tiles), 1) - GAP, HEIGHT)
    for number, count in enumerate(tiles):
        x = number * (side + GAP)
        canvas.tile(x, 0, side, HEIGHT, count.tile.kind)
        if count.tile.kind.startswith("level") and side > mm("text-xs"):
            color = f"{count.tile.kind}-ink"
            canvas.text(x + side / 2, HEIGHT / 2, count.tile.text, color=color, bold=True, align="center")
    words = f"Practices by capability level: {figures.listed([count.words for count in counts if count.many])}."
    table = Table(("Level", "Practices"), tuple((count.label, str(count.many)) for count in counts))
    return Chart("level-strip", "Practices by capability level", words, words, table, canvas.done())
