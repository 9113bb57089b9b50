"""The roadmap as an image: phases as columns, practices as rows, a bar for each step with the level it reaches."""

from __future__ import annotations

from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.style import ShapeStyle
from reports.charts.text import fitted, widest, width_of
from reports.gallery import ChartData, nothing_to_show
from reports.views.timeline import PhaseColumn, TimelineView, timeline_view
from reports.views.timeline_layout import PlacedBar, PlacedLane, PlacedPhase, Sizes, timeline_layout

WIDTH, LEFT, ROW, BAR = 174.0, 53.0, 6.4, 4.8
HEAD, FOOT, GAUGE, LINE = 11.0, 6.6, 2.4, 3.4
TALLEST = 150.0
"""The height of the lanes that still leaves room on a page, in millimeters."""
MARGIN, BETWEEN, SMALL = 1.0, 0.4, 4.6
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
    row = min(ROW, TALLEST / len(view.lanes))
    layout = timeline_layout(view, Sizes(left, column, HEAD, row, row * BAR / ROW, MARGIN, BETWEEN))
    notes = [label for label, _ in _notes(view.columns[0]) if any(dict(_notes(each))[label] for each in view.columns)]
    canvas = Canvas(width, layout.bottom + FOOT + LINE * len(notes))
    for phase in layout.phases:
        if phase.is_shaded:
            canvas.tile(phase.x, 0, column, layout.bottom, PANEL)
        _head(canvas, phase)
        _capacity(canvas, phase, layout.bottom + 2, notes)
    for place, label in enumerate(notes):
        y = layout.bottom + FOOT - 1.6 + LINE * place
        canvas.text(0, y + 1.4, fitted(label, left - 2, "text-xs"), size="text-xs", color="muted")
    for lane in layout.lanes:
        _lane(canvas, lane, left, row)
    table = Table(("Phase", "Practice", "Level", "Person-days"), view.steps)
    continues = any(not bar.ends for lane in view.lanes for bar in lane.bars)
    has_roles = any(bar.who for lane in view.lanes for bar in lane.bars)
    caption = "Each bar shows a step and the level it reaches"
    caption += " and, where there is room, the role that leads it" if has_roles else ""
    caption += "; \u2026 marks a step that continues." if continues else "."
    return Chart("timeline", "Timeline of the roadmap", caption, _alt(view), table, canvas.done())


def _head(canvas: Canvas, phase: PlacedPhase) -> None:
    column, room = phase.column, phase.room + MARGIN / 2
    canvas.text(phase.inner, 3.2, widest((column.name, column.number), room, bold=True), bold=True)
    dates = (column.begins, column.begins_short)
    canvas.text(phase.inner, 7.2, widest(dates, room, "text-xs"), size="text-xs", color="muted")


def _notes(column: PhaseColumn) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is written below a phase, line by line: a label, and wordings from long to short."""
    planned = (column.days, column.days_short)
    ranges = (column.range, column.range.replace(" to ", "\u2013")) if column.range else ()
    return (
        ("Person-days of capacity", planned),
        ("Low to high estimate", ranges),
        ("Cost at the day rate", (column.money, column.money.removeprefix("about ")) if column.money else ()),
    )


def _capacity(canvas: Canvas, phase: PlacedPhase, y: float, notes: list[str]) -> None:
    canvas.tile(phase.inner, y, phase.room, GAUGE, "empty")
    canvas.tile(phase.inner, y, phase.filled, GAUGE, FILLED)
    lines = dict(_notes(phase.column))
    for place, label in enumerate(notes):
        words = widest(lines[label], phase.room + MARGIN, "text-xs")
        canvas.text(phase.inner, y + GAUGE + 2.4 + LINE * place, words, size="text-xs", color="muted")


def _lane(canvas: Canvas, placed: PlacedLane, left: float, row: float) -> None:
    canvas.line(0, placed.y, canvas.width, placed.y)
    size = "text-s" if row >= SMALL else "text-xs"
    canvas.text(0, placed.y + row / 2, fitted(placed.lane.name, left - 2, size), size=size)
    for each in placed.bars:
        _bar(canvas, each, row * BAR / ROW)


def _bar(canvas: Canvas, placed: PlacedBar, height: float) -> None:
    """Draw a step with its level and, if there is room, the role that leads it."""
    bar, middle = placed.bar, placed.y + height / 2
    kind = f"level-{bar.to_level}"
    ink = f"{kind}-ink"
    canvas.tile(placed.x, placed.y, placed.width, height, kind)
    level = bar.label
    taken = width_of(level, bold=True) + 2 * MARGIN
    if bar.who and bar.ends and width_of(bar.who, "text-xs") <= placed.width - taken - MARGIN:
        canvas.text(placed.x + MARGIN, middle, level, color=ink, bold=True)
        canvas.text(placed.x + taken, middle, bar.who, size="text-xs", color=ink)
        return
    words = widest((level, str(bar.to_level)), placed.width, bold=True) if bar.ends else level
    canvas.text(placed.middle, middle, words, color=ink, bold=True, align="center")


def _alt(view: TimelineView) -> str:
    said = [f"{column.name} from {column.begins}: {column.ends}" for column in view.columns]
    return f"Timeline of the roadmap. {'; '.join(said)}."
