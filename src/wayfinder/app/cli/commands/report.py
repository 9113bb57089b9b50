"""`wayfinder report`: filled-in files become a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wayfinder.app.assessing import assess, make_roadmap
from wayfinder.app.cli.options import content_of, files_argument, method_option, planning_options, read_wishes
from wayfinder.app.cli.progress import write_report
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
    help="The PDF to write.",
)
@click.pass_context
def report(ctx: click.Context, /, files: tuple[Path, ...], method: str, path: Path, **options: Any) -> None:
    """Read one or several filled-in files, score, plan, and write the report."""
    wishes = read_wishes(**options)
    content = content_of(ctx)
    scores = assess(content, files, Method(method))
    roadmap = make_roadmap(content, scores, wishes)
    write_report(path, content, scores, roadmap)
    click.echo(str(path))
