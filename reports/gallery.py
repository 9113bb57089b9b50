"""The charts by name: what each one shows, and how to draw it. Matplotlib is imported only for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from practices_catalog.faults import Place, refuse
from practices_catalog.nearest import write_nearest
from questionnaires.scoring.model import Scores
from reports.chart import Chart
from reports.colors import in_colors
from reports.views.subject import Subject

CHARTS = {
    "level-strip": "One tile for each practice, in order of level.",
    "distribution": "How many practices are at each capability level.",
    "profile": "Level, index and evidenced level of each practice.",
    "priorities": "Practices whose level the roadmap raises, with today's level and the level reached.",
    "heat-map": "Ratings by level and achievement by dimension of each practice.",
    "agreement": "How far respondents agree on each practice.",
    "readiness": "Ratings of a framework's requirements by part; needs --framework.",
    "timeline": "The roadmap's steps by phase.",
    "effort": "Person-days planned in each phase, by step.",
    "impact": "The benefit of each practice in the roadmap against its person-days.",
    "before-and-after": "Two assessments compared; needs --before.",
}
OF_LEVELS = {"distribution", "profile", "heat-map"}
"""The charts that need a practice with a level."""
NARROWEST, WIDEST = 150.0, 400.0
"""The narrowest and widest charts in millimeters: labels must fit the chart, and the chart must fit a page."""


@dataclass(frozen=True, slots=True)
class ChartData:
    """The data that charts are drawn from.

    Attributes:
        earlier: scores of an earlier assessment with the same method, for the comparison.
        framework: id of the framework whose readiness is shown.
    """

    subject: Subject
    earlier: Scores | None = None
    framework: str = ""


def draw(name: str, source: ChartData, width: float | None = None) -> Chart:
    """Return a chart.

    Args:
        name: one of `CHARTS`.
        source: the scores, and the roadmap if there is one.
        width: in millimeters; None means the chart's width in the report.

    Raises:
        InputError: no chart has the name, the width is out of range, or there is nothing to show.
    """
    check_name(name)
    if width is not None and not NARROWEST <= width <= WIDEST:
        raise refuse(f"a chart can't be {width} mm wide", f"choose a width of {NARROWEST:g} to {WIDEST:g} mm")
    if name in OF_LEVELS and not source.subject.assessed:
        raise nothing_to_show(name, "no practice has a level", "rate the statements first")
    with in_colors(source.subject.options.colors):
        drawn = import_module(f"reports.charts.{name.replace('-', '_')}").chart(source, width)
    assert isinstance(drawn, Chart)  # noqa: S101 - a chart module without its chart is our bug
    return drawn


def check_name(name: str) -> None:
    """Refuse the name of a chart that doesn't exist.

    Raises:
        InputError: suggests the closest name, or else all names.
    """
    if name not in CHARTS:
        raise refuse(f"there is no chart {name!r}", write_nearest(name, CHARTS, f"choose one of {', '.join(CHARTS)}"))


def nothing_to_show(name: str, why: str, mend: str) -> Exception:
    """Return the error for a chart that would be empty."""
    return refuse(f"the chart has nothing to show: {why}", mend, Place(name))
