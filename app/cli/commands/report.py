"""`wayfinder report`: a PDF report from filled-in questionnaires."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app.assessments.naming import Names, rescored
from app.cli import output
from app.cli.options import content_of, files_argument, method_option, planning_options, read_plan_options
from app.cli.progress import write_report
from app.cli.reading import assess
from app.cli.scope import read_scope, scope_option
from app.cli.summary import summarize
from app.cli.target import refuse_input
from app.people.logos import read_logo
from app.planning.roadmaps import make_roadmap
from practices_catalog.faults import InputError, Place, refuse
from questionnaires.model import Method
from reports.options import ReportOptions, ReportPart


@click.command()
@files_argument
@planning_options
@method_option
@scope_option
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    default=Path("report.pdf"),
    show_default=True,
    help="The PDF to write. An existing file is replaced.",
)
@click.option("--logo", type=click.Path(path_type=Path), metavar="FILE", help="A PNG or JPEG logo for the cover.")
@click.option(
    "--leave-out",
    "parts_left_out",
    multiple=True,
    type=click.Choice([part.value for part in ReportPart]),
    help="Leave out a part of the report. Can be repeated.",
)
@click.option(
    "--names",
    type=click.Choice([each.value for each in Names]),
    default=Names.FULL.value,
    show_default=True,
    help="Show respondents with their names, by role only, or not at all.",
)
@click.pass_context
def report(  # noqa: PLR0913, PLR0917 - one parameter per option
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    method: Method | None,
    path: Path,
    logo: Path | None,
    left_out: tuple[str, ...],
    parts_left_out: tuple[str, ...],
    names: str,
    **options: Any,
) -> None:
    """Score filled-in questionnaires, plan a roadmap, and write a PDF report.

    FILE is a filled-in questionnaire (.xlsx, .csv, .yaml or .json), one for each respondent.
    """
    plan_options = read_plan_options(**options)
    _refuse_path(path, files)
    picture = _logo(logo) if logo else b""
    content = content_of(ctx)
    scores = assess(content, files, method, read_scope(content.catalogue, left_out))
    roadmap = make_roadmap(content, scores, plan_options)
    shown = rescored(content, scores, Names(names))
    left = frozenset(map(ReportPart, parts_left_out))
    write_report(path, content, shown, roadmap, ReportOptions(left, picture, quotes=Names(names).quotes))
    summarize(content, scores, roadmap)
    output.say()
    output.echo(str(path))


def _logo(path: Path) -> bytes:
    try:
        return read_logo(path.read_bytes())[0]
    except OSError as error:
        raise refuse(f"can't be read: {error.strerror}", "check the path", Place(str(path))) from None
    except InputError as error:
        raise InputError(replace(fault, place=Place(str(path))) for fault in error.faults) from None


def _refuse_path(path: Path, files: tuple[Path, ...]) -> None:
    """Refuse to overwrite someone's answers, or to give a PDF another file's ending."""
    if path.suffix.lower() not in {".pdf", ""}:
        place = Place(str(path))
        raise refuse(f"the report is a PDF, but the name ends in {path.suffix!r}", "end the name in .pdf", place)
    refuse_input(path, files, "report")
