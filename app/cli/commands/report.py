"""`wayfinder report`: filled-in files become a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app.cli import output
from app.cli.options import content_of, files_argument, method_option, planning_options, read_wishes
from app.cli.progress import write_report
from app.cli.scope import read_scope, scope_option
from app.cli.summary import summarise
from app.cli.target import refuse_input
from app.people.logos import read_logo
from app.planning.main_job import assess, make_roadmap
from practices_catalog.faults import InputError, Place, refuse
from questionnaires.scoring.model import Method
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
    help="The PDF to write; one that is there is replaced.",
)
@click.option("--logo", type=click.Path(path_type=Path), metavar="FILE", help="A PNG or JPEG for the cover.")
@click.option(
    "--leave-out",
    "parts_left_out",
    multiple=True,
    type=click.Choice([part.value for part in ReportPart]),
    help="A part that is not wanted; may be given several times.",
)
@click.pass_context
def report(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    method: str,
    path: Path,
    logo: Path | None,
    left_out: tuple[str, ...],
    parts_left_out: tuple[str, ...],
    **options: Any,
) -> None:
    """Read one or several filled-in files, score, plan, and write the report.

    FILE is a filled-in questionnaire, one a respondent: .xlsx, .csv, .yaml or .json.
    """
    wishes = read_wishes(**options)
    _refuse_path(path, files)
    picture = _logo(logo) if logo else b""
    content = content_of(ctx)
    scores = assess(content, files, Method(method), read_scope(content.catalogue, left_out))
    roadmap = make_roadmap(content, scores, wishes)
    write_report(path, content, scores, roadmap, ReportOptions(frozenset(map(ReportPart, parts_left_out)), picture))
    summarise(content, scores, roadmap)
    output.say()
    output.echo(str(path))


def _logo(path: Path) -> bytes:
    try:
        return read_logo(path.read_bytes())[0]
    except OSError as error:
        raise refuse(f"cannot be read: {error.strerror}", "check the path", Place(str(path))) from None
    except InputError as error:
        raise InputError(replace(fault, place=Place(str(path))) for fault in error.faults) from None


def _refuse_path(path: Path, files: tuple[Path, ...]) -> None:
    """Refuse to write over someone's answers, and to name a PDF as what it is not."""
    if path.suffix.lower() not in {".pdf", ""}:
        raise refuse(
            f"the report is a PDF, and {path.suffix!r} says something else", "end the name in .pdf", Place(str(path))
        )
    refuse_input(path, files, "report")
