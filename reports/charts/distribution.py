"""How many practices stand at which level, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.drawing import Chart, Sheet, Table
from reports.views import figures
from reports.views.profile import LevelCount

WIDTH, ROW, BAR = 84.0, 6.2, 4.8
MEANING, LEFT, RIGHT = 12.0, 47.0, 7.0


def distribution(counts: Sequence[LevelCount]) -> Chart:
    """Return the bars, one a level, the highest above."""
    levels = [count for count in counts if count.tile.kind.startswith("level")]
    ordered = [*reversed(levels), *(count for count in counts if count not in levels)]
    most = max((count.many for count in counts), default=0) or 1
    sheet = Sheet()
    for number, count in enumerate(ordered):
        y = number * ROW
        sheet.text(0, y + 3.5, count.label)
        sheet.text(MEANING, y + 3.5, count.meaning, "small")
        width = (WIDTH - LEFT - RIGHT) * count.many / most
        if count.many:
            sheet.rect(LEFT, y, width, BAR, f"{count.tile.kind} edge")
        sheet.text(LEFT + width + 1.4, y + 3.5, str(count.many), "strong")
    sheet.line(LEFT, -0.3, LEFT, len(ordered) * ROW - ROW + BAR + 0.3, "axis")
    said = figures.listed([count.words for count in ordered])
    table = Table(("Level", "Practices"), tuple((count.label, str(count.many)) for count in ordered))
    return Chart(
        "distribution",
        WIDTH,
        len(ordered) * ROW,
        sheet.body,
        f"Bars of how many practices stand at each level: {said}.",
        table,
    )
