"""`wayfinder chart`: one chart of the report as an image for slides and documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.cli import output
from app.cli.options import content_of, method_option, planning_options, read_plan_options
from app.cli.reading import assess, assess_earlier
from app.cli.scope import read_scope, scope_option
from app.cli.target import form_of, refuse_input
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.running.content import Content
from practices_catalog.faults import refuse
from practices_catalog.files import write_atomically
from questionnaires.model import Method
from questionnaires.scoring.model import Scores
from reports.chart_files import FORMATS, chart_file
from reports.gallery import CHARTS, ChartData, check_name, draw
from reports.views.subject import Subject

PLANNED = {"priorities", "timeline", "effort", "impact"}
"""The charts that need a roadmap."""
LISTED = "\n".join(f"  {name:<18}{shown}" for name, shown in CHARTS.items())


@click.command(epilog=f"\b\nCharts:\n{LISTED}")
@click.argument("name", metavar="NAME")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    help="The image to write: .svg, .png (at 2x) or .pdf; an existing file is replaced.  [default: NAME.svg]",
)
@click.option(
    "--width",
    type=float,
    metavar="MM",
    help="Width of the drawing in millimeters, 150 to 400, without the 4 mm margin. Default: the width in the report.",
)
@click.option("--framework", default="", metavar="ID", help="The framework of the readiness chart: iso-20000-1, ...")
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A filled-in questionnaire from the earlier assessment, for before-and-after. Can be repeated.",
)
@planning_options
@method_option
@scope_option
@click.pass_context
def chart(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    /,
    *,
    name: str,
    files: tuple[Path, ...],
    path: Path | None,
    width: float | None,
    framework: str,
    before: tuple[Path, ...],
    method: Method | None,
    left_out: tuple[str, ...],
    **options: Any,
) -> None:
    """Draw one chart of the report as SVG, PNG or PDF.

    NAME is one of the charts below. FILE is a filled-in questionnaire (.xlsx, .csv, .yaml or .json), one for each
    respondent.
    """
    check_name(name)
    plan_options = read_plan_options(**options)
    target = path or Path(f"{name}.svg")
    form = form_of(target, FORMATS, "chart")
    if not files:
        raise refuse("no file was given", f"write wayfinder chart {name} FILE..., one file for each respondent")
    refuse_input(target, (*files, *before), "chart")
    content = content_of(ctx)
    scope = read_scope(content.catalogue, left_out)
    scores = assess(content, files, method, scope)
    earlier = assess_earlier(content, before, scores, files, scope) if before else None
    source = ChartData(_subject(name, content, scores, plan_options), earlier, framework)
    write_atomically(target, chart_file(draw(name, source, width), form))
    output.echo(str(target))


def _subject(name: str, content: Content, scores: Scores, plan_options: PlanOptions) -> Subject:
    roadmap = make_roadmap(content, scores, plan_options) if name in PLANNED else None
    return Subject(content.catalogue, scores, roadmap, content.triage)
