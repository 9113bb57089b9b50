"""The roadmap as a picture: phases as columns, practices as rows, a bar for each step with the level it reaches."""

from __future__ import annotations

from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted, widest
from reports.gallery import ChartData, nothing_to_show
from reports.views.timeline import Lane, PhaseColumn, StepBar, TimelineView, timeline_view

WIDTH, LEFT, ROW, BAR = 174.0, 56.0, 6.4, 4.8
HEAD, FOOT, GAUGE = 11.0, 9.4, 2.4
PANEL, FILLED = ShapeStyle("panel"), ShapeStyle("accent")


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the timeline of a roadmap.

    Raises:
        InputError: no step is planned.
    """
    roadmap = source.subject.roadmap
    view = timeline_view(source.subject, roadmap) if roadmap else None
    if view is None:
        raise nothing_to_show("timeline", "the roadmap has no steps", "raise a target or the capacity")
    return timeline(view, width or WIDTH)


def timeline(view: TimelineView, width: float = WIDTH) -> Chart:
    """Return the timeline."""
    left = LEFT * min(1.0, width / WIDTH)
    column = (width - left) / len(view.columns)
    height = HEAD + len(view.lanes) * ROW
    canvas = Canvas(width, height + FOOT)
    for number, phase in enumerate(view.columns):
        x = left + number * column
        if number % 2 == 0:
            canvas.tile(x, 0, column, height, PANEL)
        _head(canvas, phase, x, column)
        _capacity(canvas, phase, x + 1, height + 2, column - 2)
    canvas.text(0, height + 2 + GAUGE / 2, "Person-days planned of capacity", size="text-xs", colour="muted")
    for row, lane in enumerate(view.lanes):
        _lane(canvas, lane, HEAD + row * ROW, left, column)
    table = Table(("Phase", "Practice", "Level", "Person-days"), view.steps)
    caption = (
        "Each bar is a step and the level it reaches; \u2026 marks a step that continues. "
        "Below: how much of each phase's capacity is planned."
    )
    return Chart("timeline", "Timeline of the roadmap", caption, _alt(view), table, canvas.done())


def _head(canvas: Canvas, column: PhaseColumn, x: float, width: float) -> None:
    canvas.text(x + 1, 3.2, widest((column.name, column.number), width - 1.5, bold=True), bold=True)
    dates = (column.begins, column.begins_short)
    canvas.text(x + 1, 7.2, widest(dates, width - 1.5, "text-xs"), size="text-xs", colour="muted")


def _capacity(canvas: Canvas, column: PhaseColumn, x: float, y: float, width: float) -> None:
    canvas.tile(x, y, width, GAUGE, "empty")
    canvas.tile(x, y, width * float(column.filled), GAUGE, FILLED)
    words = widest((column.days, column.days_short), width + 1, "text-xs")
    canvas.text(x, y + GAUGE + 2.4, words, size="text-xs", colour="muted")


def _lane(canvas: Canvas, lane: Lane, y: float, left: float, column: float) -> None:
    canvas.line(0, y, canvas.width, y)
    canvas.text(0, y + ROW / 2, fitted(lane.name, left - 2))
    for bar in lane.bars:
        part = (column - 2) / bar.of
        _bar(canvas, bar, left + bar.phase * column + 1 + bar.place * part, y + (ROW - BAR) / 2, part - 0.4)


def _bar(canvas: Canvas, bar: StepBar, x: float, y: float, width: float) -> None:
    kind = f"level-{bar.to_level}"
    canvas.tile(x, y, width, BAR, kind)
    words = widest((f"to {bar.to_level}", str(bar.to_level)), width, bold=True) if bar.ends else "\u2026"
    canvas.text(x + width / 2, y + BAR / 2, words, colour=f"{kind}-ink", bold=True, align="center")


def _alt(view: TimelineView) -> str:
    said = [f"{column.name} from {column.begins}: {column.ends}" for column in view.columns]
    return f"Timeline of the roadmap. {'; '.join(said)}."
