"""The person-days of each phase as a bar: a segment for each step, and a line at the capacity."""

from __future__ import annotations

from reports.chart import Chart, Table
from reports.charts.canvas import TICK, Canvas
from reports.charts.text import fitted, width_of
from reports.gallery import ChartData, nothing_to_show
from reports.views.effort import EffortView, PhaseEffort, effort_view

WIDTH, LEFT, RIGHT, ROW, BAR, FOOT = 174.0, 20.0, 23.0, 10.6, 8.8, 4.4
LEAST = 7.0
"""The smallest width in millimeters at which a shortened name is still useful."""


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the effort of a roadmap.

    Raises:
        InputError: no step is planned.
    """
    roadmap = source.subject.roadmap
    view = effort_view(source.subject, roadmap) if roadmap else None
    if view is None:
        raise nothing_to_show("effort", "the roadmap has no steps", "raise a target or the capacity")
    return effort(view, width or WIDTH)


def effort(view: EffortView, width: float = WIDTH) -> Chart:
    """Return a bar for each phase."""
    bars = len(view.phases) * ROW
    canvas = Canvas(width, bars + FOOT)
    for number, phase in enumerate(view.phases):
        _phase(canvas, phase, number * ROW)
    middle = bars + FOOT / 2
    canvas.key(LEFT, middle, [("tick", "Capacity per phase")])
    canvas.text(width, middle, "Person-days", size="text-xs", color="muted", align="right")
    rows = [(phase.name, step.practice, str(step.to_level), step.days) for phase in view.phases for step in phase.steps]
    table = Table(("Phase", "Practice", "To level", "Person-days"), tuple(rows))
    caption = f"Person-days planned in each phase, by step; {view.total} in all."
    return Chart("effort", "Effort by phase", caption, _alt(view), table, canvas.done())


def _phase(canvas: Canvas, phase: PhaseEffort, y: float) -> None:
    room, middle = canvas.width - LEFT - RIGHT, y + BAR / 2
    canvas.text(0, middle, phase.name, bold=True)
    for step in phase.steps:
        x, width = LEFT + float(step.start) * room, float(step.share) * room
        kind = f"level-{step.to_level}"
        canvas.tile(x, y, max(width - 0.3, 0.1), BAR, kind)
        _label(canvas, x + 1, middle, width - 2.3, kind, step.practice, f"to {step.to_level}: {step.days}")
    end = LEFT + float(phase.capacity_share) * room
    canvas.line(end, y, end, y + BAR, "ink", TICK)
    canvas.text(canvas.width, middle, f"{phase.total} of {phase.capacity}", align="right")


def _label(  # noqa: PLR0913, PLR0917 - place, room and words
    canvas: Canvas, x: float, middle: float, room: float, kind: str, name: str, step: str
) -> None:
    """Write the practice, with its level and days below it, if there is enough space."""
    ink = f"{kind}-ink"
    if room >= max(LEAST, width_of(step, "text-xs", bold=True)):
        canvas.text(x, middle - 1.8, fitted(name, room, "text-xs"), size="text-xs", color=ink)
        canvas.text(x, middle + 1.8, step, size="text-xs", color=ink, bold=True)
    elif room >= 1:
        canvas.text(x + room / 2, middle, kind[-1], size="text-xs", color=ink, bold=True, align="center")


def _alt(view: EffortView) -> str:
    said = []
    for phase in view.phases:
        steps = [f"{step.practice} to level {step.to_level} {step.days}" for step in phase.steps]
        of = f"{phase.name} {phase.total} of {phase.capacity}"
        said.append(f"{of}: {', '.join(steps)}" if steps else f"{of}, no step")
    return f"Bar chart of the person-days planned in each phase. {'; '.join(said)}."
