"""Where everything in a timeline is drawn. Charts use millimeters and pages use pixels; the calculation is the same."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views.timeline import Lane, PhaseColumn, StepBar, TimelineView


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a timeline, in the units of the drawing.

    Attributes:
        names, phase: the widths of the name column and of each phase column.
        head, row, bar: the heights of the header, a lane and a bar.
        margin: the space inside each edge of a phase column.
        between: the space between two bars.
    """

    names: float
    phase: float
    head: float
    row: float
    bar: float
    margin: float
    between: float


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A step's bar."""

    bar: StepBar
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """The horizontal center, for the label."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A practice's lane."""

    lane: Lane
    y: float
    bars: tuple[PlacedBar, ...]


@dataclass(frozen=True, slots=True)
class PlacedPhase:
    """A phase's column; `inner` is where its content starts, and `room` is the width of the content.

    Attributes:
        filled: how much of the width the capacity gauge fills.
        is_shaded: whether the column is shaded, as every other one is.
    """

    column: PhaseColumn
    x: float
    inner: float
    room: float
    filled: float
    is_shaded: bool


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """A timeline; `bottom` is the end of the lanes."""

    width: float
    bottom: float
    phases: tuple[PlacedPhase, ...]
    lanes: tuple[PlacedLane, ...]


def timeline_layout(view: TimelineView, sizes: Sizes) -> TimelineLayout:
    """Return where each phase, lane and bar of a timeline is drawn."""
    return TimelineLayout(
        width=sizes.names + sizes.phase * len(view.columns),
        bottom=sizes.head + sizes.row * len(view.lanes),
        phases=tuple(_phase(sizes, column, number) for number, column in enumerate(view.columns)),
        lanes=tuple(_lane(sizes, lane, sizes.head + sizes.row * number) for number, lane in enumerate(view.lanes)),
    )


def _phase(sizes: Sizes, column: PhaseColumn, number: int) -> PlacedPhase:
    x, room = sizes.names + sizes.phase * number, _room(sizes)
    return PlacedPhase(column, x, x + sizes.margin, room, room * float(column.filled), number % 2 == 0)


def _lane(sizes: Sizes, lane: Lane, y: float) -> PlacedLane:
    return PlacedLane(lane, y, tuple(_bar(sizes, bar, y) for bar in lane.bars))


def _bar(sizes: Sizes, bar: StepBar, y: float) -> PlacedBar:
    part = _room(sizes) / bar.of
    x = sizes.names + sizes.phase * bar.phase + sizes.margin + part * bar.place
    return PlacedBar(bar, x, y + (sizes.row - sizes.bar) / 2, part - sizes.between)


def _room(sizes: Sizes) -> float:
    return sizes.phase - 2 * sizes.margin
