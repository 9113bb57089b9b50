"""The benefit of each practice in the roadmap against its effort: numbered points, with a list of their names."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from math import cos, hypot, pi, sin

from matplotlib.ticker import MaxNLocator

from reports.chart import Chart, Table
from reports.charts.canvas import Canvas
from reports.charts.text import fitted, width_of
from reports.gallery import ChartData, nothing_to_show
from reports.views import figures
from reports.views.impact import Impact, ImpactView, impact_view

WIDTH, PLOT, HEIGHT, LEFT, TOP, FOOT = 174.0, 0.52, 62.0, 9.0, 7.0, 10.0
RADIUS, BETWEEN, LINE, FIGURES = 2.1, 6.0, 4.7, 21.0
TRUE, TURNS = 0.5, tuple(pi / 4 * each for each in range(8))
"""The radius of the mark at a moved point's true place, and the directions in which a point may move."""
KINDS = {"win": "With a quick win", "step": "To a target", "filling": "Uses capacity left over"}
FILLS = {"win": ("ink", "ink", "paper"), "step": ("paper", "ink", "ink"), "filling": ("panel", "muted", "muted")}
"""The fill, edge and text of a point of each kind."""


def chart(source: ChartData, width: float | None = None) -> Chart:
    """Return the benefit and the effort of a roadmap's practices.

    Raises:
        InputError: no practice rises.
    """
    roadmap = source.subject.roadmap
    view = impact_view(source.subject, roadmap) if roadmap else None
    if view is None:
        raise nothing_to_show("impact", "the roadmap raises no practice", "raise a target or the capacity")
    return impact(view, width or WIDTH)


def impact(view: ImpactView, width: float = WIDTH) -> Chart:
    """Return a point for each practice; one that would cover another is moved, and a line leads to its true place."""
    height = max(HEIGHT, TOP + len(view.impacts) * LINE)
    canvas = Canvas(width, height + FOOT)
    plot = width * PLOT
    days = _ticks(max(each.effort_days for each in view.impacts))
    benefits = _ticks(max(each.benefit for each in view.impacts))
    _axes(canvas, days, benefits, plot, height)
    taken: list[tuple[float, float]] = []
    for each in view.impacts:
        x = LEFT + float(each.effort_days) / days[-1] * (plot - LEFT - RADIUS)
        y = height - float(each.benefit) / benefits[-1] * (height - TOP)
        taken.append(_free(taken, x, y))
        if taken[-1] != (x, y):
            canvas.line(x, y, *taken[-1], "ink")
            canvas.dot(x, y, TRUE, "ink")
        _point(canvas, *taken[-1], each)
    _names(canvas, view, plot + BETWEEN)
    _key(canvas, view, height + FOOT - 1.8)
    rows = tuple((str(i.number), i.practice, i.days, figures.number(i.benefit), _remark(i)) for i in view.impacts)
    caption = (
        "Benefit is the approach's weight times the need. Both figures cover all of a practice's steps. "
        f"A point that would cover another is moved, and a line leads to its true place. {view.rest}"
    )
    table = Table(("No.", "Practice", "Person-days", "Benefit", "Remark"), rows)
    return Chart("impact", view.headline, caption.strip(), _alt(view), table, canvas.done())


def _ticks(most: Fraction) -> list[float]:
    return [float(each) for each in MaxNLocator(nbins=5, integer=True).tick_values(0, max(1.0, float(most)))]


def _axes(canvas: Canvas, days: list[float], benefits: list[float], plot: float, height: float) -> None:
    for tick in days:
        x = LEFT + tick / days[-1] * (plot - LEFT - RADIUS)
        canvas.line(x, TOP, x, height)
        canvas.text(x, height + 2.4, f"{tick:g}", size="text-xs", color="muted", align="center")
    for tick in benefits:
        y = height - tick / benefits[-1] * (height - TOP)
        canvas.line(LEFT, y, plot - RADIUS, y)
        canvas.text(LEFT - 2, y, f"{tick:g}", size="text-xs", color="muted", align="right")
    canvas.text(0, 2, "Benefit", size="text-xs", color="muted")
    canvas.text(plot + BETWEEN - 2, height + 2.4, "person-days", size="text-xs", color="muted")


def _free(taken: list[tuple[float, float]], x: float, y: float) -> tuple[float, float]:
    """Return the nearest place around a point where it doesn't cover another one."""
    around = ((x + out * cos(turn), y - out * sin(turn)) for out in count(0, RADIUS) for turn in TURNS)
    return next((a, b) for a, b in around if all(hypot(a - c, b - d) >= 2 * RADIUS for c, d in taken))


def _point(canvas: Canvas, x: float, y: float, each: Impact) -> None:
    fill, edge, ink = FILLS[_kind(each)]
    canvas.dot(x, y, RADIUS, fill, edge)
    canvas.text(x, y, str(each.number), size="text-xs", color=ink, bold=True, align="center")


def _names(canvas: Canvas, view: ImpactView, x: float) -> None:
    for place, each in enumerate(view.impacts):
        y = TOP + place * LINE
        _point(canvas, x + RADIUS, y, each)
        said = f"to {each.to_level}, {each.days} days"
        room = canvas.width - x - 2 * RADIUS - 2 - FIGURES
        canvas.text(x + 2 * RADIUS + 2, y, fitted(each.practice, room))
        canvas.text(canvas.width, y, said, size="text-xs", color="muted", align="right")


def _key(canvas: Canvas, view: ImpactView, middle: float) -> None:
    x, used = LEFT, {_kind(each) for each in view.impacts}
    for kind in (each for each in KINDS if each in used):
        fill, edge, _ = FILLS[kind]
        canvas.dot(x + RADIUS / 2, middle, RADIUS / 2, fill, edge)
        canvas.text(x + 2 * RADIUS, middle, KINDS[kind], size="text-xs", color="muted")
        x += 2 * RADIUS + width_of(KINDS[kind], "text-xs") + BETWEEN


def _kind(each: Impact) -> str:
    return "filling" if each.filling else "win" if each.quick_win else "step"


def _remark(each: Impact) -> str:
    return "" if _kind(each) == "step" else KINDS[_kind(each)]


def _alt(view: ImpactView) -> str:
    said = [
        f"{i.practice} to level {i.to_level}, benefit {figures.number(i.benefit)} for {i.days} person-days"
        for i in view.impacts
    ]
    return f"Points by benefit and person-days. {'; '.join(said)}."
