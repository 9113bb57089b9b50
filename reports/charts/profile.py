"""The capability profile: for each practice five cells up to its level, its index and the evidenced level."""

from __future__ import annotations

from practices_catalog.model import LEVELS
from reports.charts.drawing import Chart, Sheet, Table, fitted
from reports.views import figures
from reports.views.profile import ProfileRow, ProfileView

WIDTH, ROW, BAR = 174.0, 5.3, 4.2
LEFT, TILE, CELL = 66.0, 7.5, 16.6
TEXT = 2.9


def profile(view: ProfileView) -> Chart:
    """Return the profile of all practices, group by group."""
    sheet = Sheet()
    start = LEFT + TILE + 2
    _scale(sheet, start)
    y = 6.0
    for group in view.groups:
        sheet.text(0, y + 3.6, group.name, "head")
        y += ROW
        for row in group.rows:
            _row(sheet, row, y, start)
            y += ROW
        y += 1.2
    rows = [row for group in view.groups for row in group.rows]
    table = Table(
        ("Practice", "Level", "Index", "Evidenced level"),
        tuple((row.name, row.tile.words, row.index_text, figures.level(row.evidenced)) for row in rows),
    )
    return Chart("profile", WIDTH, y, sheet.body, _alt(rows), table)


def _scale(sheet: Sheet, start: float) -> None:
    sheet.text(LEFT, 3.4, "Level", "small")
    for level in (0, *LEVELS):
        sheet.text(start + level * CELL, 3.4, str(level), "small", "middle")
    sheet.text(WIDTH, 3.4, "Index", "small", "end")


def _row(sheet: Sheet, row: ProfileRow, y: float, start: float) -> None:
    sheet.text(0, y + 3.4, fitted(row.name, LEFT - 2, TEXT))
    sheet.rect(LEFT, y, TILE, BAR, row.tile.kind)
    if row.level is None:
        sheet.text(start, y + 3.4, row.tile.words, "small")
        return
    sheet.text(
        LEFT + TILE / 2, y + 3.3, row.tile.text.replace(" to ", "\u2013"), f"numeral on-{row.tile.kind}", "middle"
    )
    for level in LEVELS:
        kind = f"level-{level}" if level <= row.level else "empty"
        if row.level < level <= (row.level_upper or 0):
            kind = "not-assessed"
        sheet.rect(start + (level - 1) * CELL + 0.25, y + 0.4, CELL - 0.5, BAR - 0.8, kind)
    _evidenced(sheet, row, y, start)
    if row.index is not None:
        x = start + float(row.index) * CELL
        sheet.line(x, y - 0.1, x, y + BAR + 0.1, "tick")
    sheet.text(WIDTH, y + 3.4, row.index_text, "label", "end")


def _evidenced(sheet: Sheet, row: ProfileRow, y: float, start: float) -> None:
    """Mark the evidenced level with a ring where it parts from the level."""
    if row.evidenced is None or row.evidenced == row.level:
        return
    x, middle, radius = start + row.evidenced * CELL, y + BAR / 2, 1.25
    half = f"a{radius} {radius} 0 1 0"
    sheet.path(f"M{x - radius:.2f} {middle:.2f}{half} {2 * radius} 0{half} {-2 * radius} 0z", "mark")


def _alt(rows: list[ProfileRow]) -> str:
    said = [f"{row.name} {row.tile.words}" for row in rows]
    return f"Bars of the capability level of each practice. {'; '.join(said)}."
