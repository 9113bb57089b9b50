"""The roadmap as a picture: phases as columns, practices as rows, a bar for each step with the level it reaches."""

from __future__ import annotations

from reports.charts.drawing import Chart, Sheet, Table, fitted, width_of
from reports.views.timeline import Lane, PhaseColumn, StepBar, TimelineView

WIDTH, LEFT, ROW, BAR, TEXT, SMALL = 174.0, 56.0, 6.4, 4.8, 2.9, 2.6
HEAD, FOOT, GAUGE = 11.0, 12.0, 2.4


def timeline(view: TimelineView) -> Chart:
    """Return the timeline."""
    width = (WIDTH - LEFT) / len(view.columns)
    height = HEAD + len(view.lanes) * ROW
    sheet = Sheet()
    for number, column in enumerate(view.columns):
        x = LEFT + number * width
        if number % 2 == 0:
            sheet.rect(x, 0, width, height, "panel")
        _head(sheet, column, x, width)
        _capacity(sheet, column, x + 1, height + 2, width - 2)
    sheet.text(0, height + 5.2, "Person-days planned of capacity", "small")
    for row, lane in enumerate(view.lanes):
        _lane(sheet, lane, HEAD + row * ROW, width)
    table = Table(("Phase", "Practice", "Level", "Person-days"), view.steps)
    return Chart("timeline", WIDTH, height + FOOT, sheet.body, _alt(view), table)


def _head(sheet: Sheet, column: PhaseColumn, x: float, width: float) -> None:
    room = width - 1.5
    sheet.text(x + 1, 4, _widest((column.name, column.number), TEXT, room), "strong")
    sheet.text(x + 1, 8, _widest((column.begins, column.begins_short), SMALL, room + 0.7), "small")


def _capacity(sheet: Sheet, column: PhaseColumn, x: float, y: float, width: float) -> None:
    sheet.rect(x, y, width, GAUGE, "empty")
    sheet.rect(x, y, width * float(column.filled), GAUGE, "bar")
    sheet.text(x, y + 6.2, _widest((column.days, column.days_short), SMALL, width + 1), "small")


def _widest(words: tuple[str, ...], size: float, room: float) -> str:
    """Return the first of several wordings that fits, "" where none does."""
    return next((each for each in words if width_of(each, size) <= room), "")


def _lane(sheet: Sheet, lane: Lane, y: float, width: float) -> None:
    sheet.line(0, y, WIDTH, y)
    sheet.text(0, y + 4.3, fitted(lane.name, LEFT - 2, TEXT))
    for bar in lane.bars:
        part = (width - 2) / bar.of
        _bar(sheet, bar, LEFT + bar.phase * width + 1 + bar.place * part, y + (ROW - BAR) / 2, part - 0.4)


def _bar(sheet: Sheet, bar: StepBar, x: float, y: float, width: float) -> None:
    sheet.rect(x, y, width, BAR, f"level-{bar.to_level} edge")
    words = f"to {bar.to_level}" if width_of(f"to {bar.to_level}", TEXT) <= width else str(bar.to_level)
    sheet.text(x + width / 2, y + 3.5, words if bar.ends else "\u2026", f"numeral on-level-{bar.to_level}", "middle")


def _alt(view: TimelineView) -> str:
    said = [f"{column.name} from {column.begins}: {column.ends}" for column in view.columns]
    return f"Timeline of the roadmap. {'; '.join(said)}."
