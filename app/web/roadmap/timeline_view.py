"""The timeline on a page: phases are columns, practices are rows, and steps are bars. Units are SVG units."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.timeline import TimelineView
from reports.views.timeline_layout import PlacedBar, PlacedLane, PlacedPhase, Sizes, timeline_layout

NAMES, PHASE, ROW, BAR, HEAD, FOOT = 250, 150, 34, 24, 52, 44
WIDEST = 1180
NARROWEST = 84
MARGIN, BETWEEN = 4, 2


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A step's bar; `text` is drawn inside, `words` are for screen readers and on hover."""

    x: float
    y: float
    width: float
    middle: float
    baseline: float
    level: int
    text: str
    words: str
    goes_on: bool
    target: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A practice's row."""

    name: str
    top: float
    baseline: float
    bars: tuple[DrawnBar, ...]


@dataclass(frozen=True, slots=True)
class DrawnPhase:
    """A phase's column with its gauge of days."""

    x: float
    text_x: float
    name: str
    begins: str
    days: str
    filled: float
    shaded: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing."""

    width: float
    height: float
    bottom: float
    phase_width: float
    phases: tuple[DrawnPhase, ...]
    rows: tuple[DrawnRow, ...]


def drawn(view: TimelineView) -> Drawing:
    """Return the drawing of a timeline."""
    phase = max(min(PHASE * 2, (WIDEST - NAMES) / len(view.columns)), NARROWEST)
    layout = timeline_layout(view, Sizes(NAMES, phase, HEAD, ROW, BAR, MARGIN, BETWEEN))
    return Drawing(
        width=layout.width,
        height=layout.bottom + FOOT,
        bottom=layout.bottom,
        phase_width=phase,
        phases=tuple(_phase(each) for each in layout.phases),
        rows=tuple(_row(view, each) for each in layout.lanes),
    )


def _phase(placed: PlacedPhase) -> DrawnPhase:
    column, filled = placed.column, round(placed.filled, 1)
    return DrawnPhase(placed.x, placed.inner, column.name, column.begins_short, column.days, filled, placed.is_shaded)


def _row(view: TimelineView, placed: PlacedLane) -> DrawnRow:
    name = placed.lane.name
    return DrawnRow(name, placed.y, placed.y + 22, tuple(_bar(view, name, each) for each in placed.bars))


def _bar(view: TimelineView, name: str, placed: PlacedBar) -> DrawnBar:
    bar = placed.bar
    phase = view.columns[bar.phase].name
    ends = "reached in" if bar.ends else "started, and continues after"
    return DrawnBar(
        x=round(placed.x, 1),
        y=placed.y,
        width=round(placed.width, 1),
        middle=round(placed.middle, 1),
        baseline=placed.y + 17,
        level=bar.to_level,
        text=str(bar.to_level) if bar.ends else f"{bar.to_level}\u2026",
        words=f"{name} {'completes' if bar.completes else 'to'} level {bar.to_level}: "
        f"{ends} {phase[:1].lower()}{phase[1:]}",
        goes_on=not bar.ends,
        target=f"phase-{bar.phase + 1}",
    )
