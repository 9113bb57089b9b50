"""All practices as a strip of tiles from the highest level to the lowest, for the cover."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.drawing import Chart, Sheet, Table
from reports.views import figures
from reports.views.profile import LevelCount

WIDTH, HEIGHT, GAP = 174.0, 12.0, 0.5


def level_strip(counts: Sequence[LevelCount]) -> Chart:
    """Return the strip: one tile a practice, lowest level first."""
    tiles = [count for count in counts for _ in range(count.many)]
    sheet = Sheet()
    side = min((WIDTH + GAP) / max(len(tiles), 1) - GAP, HEIGHT)
    for number, count in enumerate(tiles):
        x = number * (side + GAP)
        sheet.rect(x, 0, side, HEIGHT, count.tile.kind)
        if count.tile.kind.startswith("level") and side > 2:  # noqa: PLR2004 - a narrower tile has no room for a numeral
            sheet.text(x + side / 2, HEIGHT / 2 + 1, count.tile.text, f"numeral on-{count.tile.kind}", "middle")
    alt = f"Practices by capability level: {figures.listed([count.words for count in counts if count.many])}."
    table = Table(("Level", "Practices"), tuple((count.label, str(count.many)) for count in counts))
    return Chart("level-strip", WIDTH, HEIGHT, sheet.body, alt, table)
