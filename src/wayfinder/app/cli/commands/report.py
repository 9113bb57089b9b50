"""`wayfinder report`: filled-in files become a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wayfinder.app.assessing import assess, make_roadmap
from wayfinder.app.cli import output
from wayfinder.app.cli.options import content_of, files_argument, method_option, planning_options, read_wishes
from wayfinder.app.cli.progress import write_report
from wayfinder.app.cli.summary import summarise
from wayfinder.practices_catalog.faults import Place, refuse
from wayfinder.questionnaires.scoring.model import Method


@click.command()
@files_argument
@planning_options
@method_option
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    default=Path("report.pdf"),
    show_default=True,
    help="The PDF to write; one that is there is replaced.",
)
@click.pass_context
def report(ctx: click.Context, /, files: tuple[Path, ...], method: str, path: Path, **options: Any) -> None:
    """Read one or several filled-in files, score, plan, and write the report.

    FILE is a filled-in questionnaire, one a respondent: .xlsx, .csv, .yaml or .json.
    """
    wishes = read_wishes(**options)
    _refuse_path(path, files)
    content = content_of(ctx)
    scores = assess(content, files, Method(method))
    roadmap = make_roadmap(content, scores, wishes)
    write_report(path, content, scores, roadmap)
    summarise(content, scores, roadmap)
    output.say()
    output.echo(str(path))


def _refuse_path(path: Path, files: tuple[Path, ...]) -> None:
    """Refuse to write over someone's answers, and to name a PDF as what it is not."""
    place = Place(str(path))
    if path.suffix.lower() not in {".pdf", ""}:
        raise refuse(f"the report is a PDF, and {path.suffix!r} says something else", "end the name in .pdf", place)
    if any(_same(path, file) for file in files):
        raise refuse("is one of the files to be read", "name another file for the report", place)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
