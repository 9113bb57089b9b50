"""The timeline as a drawing: phases are columns, practices are rows, steps are bars. Units are SVG units."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.timeline import PhaseColumn, StepBar, TimelineView

NAMES, PHASE, ROW, BAR, HEAD, FOOT = 250, 150, 34, 24, 52, 44
WIDEST = 1180
GAP = 4


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
    phase = max(min(PHASE * 2, (WIDEST - NAMES) / len(view.columns)), 84)
    bottom = HEAD + len(view.lanes) * ROW
    return Drawing(
        width=NAMES + phase * len(view.columns),
        height=bottom + FOOT,
        bottom=bottom,
        phase_width=phase,
        phases=tuple(_phase(column, number, phase) for number, column in enumerate(view.columns)),
        rows=tuple(
            DrawnRow(
                lane.name,
                HEAD + number * ROW,
                HEAD + number * ROW + 22,
                tuple(_bar(lane.name, view.columns, bar, HEAD + number * ROW, phase) for bar in lane.bars),
            )
            for number, lane in enumerate(view.lanes)
        ),
    )


def _phase(column: PhaseColumn, number: int, width: float) -> DrawnPhase:
    x = NAMES + number * width
    inside = round((width - 2 * GAP) * float(column.filled), 1)
    return DrawnPhase(x, x + GAP, column.name, column.begins_short, column.days, inside, number % 2 == 0)


def _bar(name: str, columns: tuple[PhaseColumn, ...], bar: StepBar, top: float, width: float) -> DrawnBar:
    part = (width - 2 * GAP) / bar.of
    x = NAMES + bar.phase * width + GAP + bar.place * part
    phase = columns[bar.phase].name
    ends = "reached in" if bar.ends else "started, and continues after"
    return DrawnBar(
        x=round(x, 1),
        y=top + (ROW - BAR) / 2,
        width=round(part - 2, 1),
        middle=round(x + part / 2 - 1, 1),
        baseline=top + (ROW - BAR) / 2 + 17,
        level=bar.to_level,
        text=str(bar.to_level) if bar.ends else f"{bar.to_level}\u2026",
        words=f"{name} to level {bar.to_level}: {ends} {phase[:1].lower()}{phase[1:]}",
        goes_on=not bar.ends,
        target=f"phase-{bar.phase + 1}",
    )
