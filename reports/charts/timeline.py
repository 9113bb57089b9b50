"""The roadmap as a picture: phases as columns, practices as rows, a bar for each step with the level it reaches."""

from __future__ import annotations

from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted, widest
from reports.gallery import ChartData, nothing_to_show
from reports.views.timeline import TimelineView, timeline_view
from reports.views.timeline_layout import PlacedBar, PlacedLane, PlacedPhase, Sizes, timeline_layout

WIDTH, LEFT, ROW, BAR = 174.0, 56.0, 6.4, 4.8
HEAD, FOOT, GAUGE = 11.0, 9.4, 2.4
MARGIN, BETWEEN = 1.0, 0.4
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
    layout = timeline_layout(view, Sizes(left, column, HEAD, ROW, BAR, MARGIN, BETWEEN))
    canvas = Canvas(width, layout.bottom + FOOT)
    for phase in layout.phases:
        if phase.is_shaded:
            canvas.tile(phase.x, 0, column, layout.bottom, PANEL)
        _head(canvas, phase)
        _capacity(canvas, phase, layout.bottom + 2)
    canvas.text(0, layout.bottom + 2 + GAUGE / 2, "Person-days planned out of capacity", size="text-xs", color="muted")
    for lane in layout.lanes:
        _lane(canvas, lane, left)
    table = Table(("Phase", "Practice", "Level", "Person-days"), view.steps)
    caption = (
        "Each bar is a step and the level it reaches; \u2026 marks a step that continues. "
        "Below: the person-days planned out of each phase's capacity."
    )
    return Chart("timeline", "Timeline of the roadmap", caption, _alt(view), table, canvas.done())


def _head(canvas: Canvas, phase: PlacedPhase) -> None:
    column, room = phase.column, phase.room + MARGIN / 2
    canvas.text(phase.inner, 3.2, widest((column.name, column.number), room, bold=True), bold=True)
    dates = (column.begins, column.begins_short)
    canvas.text(phase.inner, 7.2, widest(dates, room, "text-xs"), size="text-xs", color="muted")


def _capacity(canvas: Canvas, phase: PlacedPhase, y: float) -> None:
    canvas.tile(phase.inner, y, phase.room, GAUGE, "empty")
    canvas.tile(phase.inner, y, phase.filled, GAUGE, FILLED)
    words = widest((phase.column.days, phase.column.days_short), phase.room + MARGIN, "text-xs")
    canvas.text(phase.inner, y + GAUGE + 2.4, words, size="text-xs", color="muted")


def _lane(canvas: Canvas, placed: PlacedLane, left: float) -> None:
    canvas.line(0, placed.y, canvas.width, placed.y)
    canvas.text(0, placed.y + ROW / 2, fitted(placed.lane.name, left - 2))
    for each in placed.bars:
        _bar(canvas, each)


def _bar(canvas: Canvas, placed: PlacedBar) -> None:
    bar = placed.bar
    kind = f"level-{bar.to_level}"
    canvas.tile(placed.x, placed.y, placed.width, BAR, kind)
    levels = (f"to {bar.to_level}", str(bar.to_level))
    words = widest(levels, placed.width, bold=True) if bar.ends else "\u2026"
    canvas.text(placed.middle, placed.y + BAR / 2, words, color=f"{kind}-ink", bold=True, align="center")


def _alt(view: TimelineView) -> str:
    said = [f"{column.name} from {column.begins}: {column.ends}" for column in view.columns]
    return f"Timeline of the roadmap. {'; '.join(said)}."
