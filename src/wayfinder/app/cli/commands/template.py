"""`wayfinder template`: an empty questionnaire to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from wayfinder.app.cli import output
from wayfinder.app.cli.options import content_of
from wayfinder.app.cli.picking import pick
from wayfinder.practices_catalog.faults import Place, refuse
from wayfinder.practices_catalog.files import write_atomically
from wayfinder.questionnaires.loading import QUICK_SCAN


@click.command()
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write; its ending decides: .xlsx, .csv, .yaml or .json.",
)
@click.option(
    "--questionnaire",
    "questionnaire_id",
    metavar="ID",
    default=QUICK_SCAN,
    show_default=True,
    help="Which questionnaire; `wayfinder questionnaires` lists them.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there, answers and all.")
@click.pass_context
def template(ctx: click.Context, path: Path, questionnaire_id: str, *, force: bool) -> None:
    """Write an empty questionnaire to fill in."""
    from wayfinder.questionnaires.answers.writing import response_bytes  # noqa: PLC0415 - slow to import

    content = content_of(ctx)
    questionnaire = pick("questionnaire", questionnaire_id, {each.id: each for each in content.questionnaires})[0]
    empty = response_bytes(path, questionnaire, content.catalogue, content.triage)
    if not force and _holds_something_else(path, empty):
        mend = "name another file, or add --force to replace it"
        raise refuse("is there already and may hold someone's answers", mend, Place(str(path)))
    write_atomically(path, empty)
    output.echo(f"{path}: {len(questionnaire.statements)} statements, about {questionnaire.minutes} minutes.")
    output.echo("When copies of it are filled in: wayfinder report FILE... -o report.pdf")


def _holds_something_else(path: Path, empty: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size > 0 and path.read_bytes() != empty
    except (OSError, ValueError):
        return False
