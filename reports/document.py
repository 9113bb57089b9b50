"""The report as one HTML page, with the files that it refers to: fonts, charts, logo and hatch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from practices_catalog.model import Catalogue
from questionnaires.model import Triage
from questionnaires.scoring.model import Scores
from reports.charts.distribution import distribution
from reports.charts.drawing import Chart
from reports.charts.level_strip import level_strip
from reports.charts.profile import profile
from reports.charts.readiness_bars import readiness_bars
from reports.charts.timeline import timeline
from reports.hatch import hatch_png
from reports.options import ReportOptions, ReportPart
from reports.printable_text import printable
from reports.tokens import STYLES
from reports.typefaces import typefaces_for
from reports.views.contents import contents
from reports.views.report import ReportView, report_view
from reports.views.subject import Subject
from reports.views.timeline import timeline_view
from roadmaps.model import Roadmap

TEMPLATES = Path(__file__).parent / "templates"
SHEETS = (
    "tokens",
    "page",
    "type",
    "tables",
    "cover",
    "contents",
    "summary",
    "practices",
    "heat-map",
    "readiness",
    "roadmap",
    "ratings",
)


@dataclass(frozen=True)
class Charts:
    """The charts of a report."""

    level_strip: Chart
    distribution: Chart
    profile: Chart
    readiness: dict[str, tuple[Chart, ...]]
    timeline: Chart | None

    def all(self) -> tuple[Chart, ...]:
        """Return all charts."""
        last = (self.timeline,) if self.timeline else ()
        return (self.level_strip, self.distribution, self.profile, *chain(*self.readiness.values()), *last)


def report_html(
    catalogue: Catalogue,
    scores: Scores,
    roadmap: Roadmap | None,
    triage: Triage | None,
    options: ReportOptions | None = None,
) -> tuple[str, dict[str, bytes]]:
    """Return the report as HTML, and the files that it refers to by their `asset:` addresses.

    The same input always gives the same text: it contains no time, host name or path.
    """
    subject = Subject(catalogue, scores, roadmap, triage, options or ReportOptions())
    view = report_view(subject)
    drawn = _charts(subject, view)
    pictures = {f"asset:{chart.name}.svg": chart.picture for chart in drawn.all()}
    body = _template(view, drawn, "")
    faces = typefaces_for(body + "".join(pictures.values()))
    style = "\n".join([*(face.rule() for face in faces), *map(_sheet, SHEETS)])
    assets = {address: drawing.encode() for address, drawing in pictures.items()} | {"asset:hatch.png": hatch_png()}
    if view.cover.logo:
        assets[view.cover.logo] = subject.options.logo
    return _template(view, drawn, style), assets | {face.url: face.read() for face in faces}


def _charts(subject: Subject, view: ReportView) -> Charts:
    planned = timeline_view(subject, subject.roadmap) if subject.roadmap else None
    return Charts(
        level_strip=level_strip(view.summary.counts),
        distribution=distribution(view.summary.counts),
        profile=profile(view.profile),
        readiness={framework.id: readiness_bars(framework) for framework in view.frameworks},
        timeline=timeline(planned) if planned else None,
    )


def _template(view: ReportView, drawn: Charts, style: str) -> str:
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=view,
            charts=drawn,
            contents=contents(view),
            parts=[part.value for part in ReportPart if part.value in view.wanted],
            created=view.date,
            style=Markup(style),  # noqa: S704 - our own style sheets
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )


@cache
def _sheet(name: str) -> str:
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")
