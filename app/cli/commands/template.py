"""`wayfinder template`: an empty questionnaire to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import output
from app.cli.options import content_of
from app.cli.picking import pick
from practices_catalog.faults import Place, refuse
from questionnaires.loading import QUICK_SCAN


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
    from questionnaires.answers.writing import response_bytes, write_response  # noqa: PLC0415 - slow to import

    content = content_of(ctx)
    questionnaire = pick("questionnaire", questionnaire_id, {each.id: each for each in content.questionnaires})[0]
    held = b"" if force else _held(path)
    if held and held != response_bytes(path, questionnaire, content.catalogue, content.triage):
        mend = "name another file, or add --force to replace it"
        raise refuse("is there already and may hold someone's answers", mend, Place(str(path)))
    write_response(path, questionnaire, content.catalogue, content.triage)
    output.echo(f"{path}: {len(questionnaire.statements)} statements, about {questionnaire.minutes} minutes.")
    output.echo("When copies of it are filled in: wayfinder report FILE... -o report.pdf")


def _held(path: Path) -> bytes:
    """Return what stands at a path; nothing where it cannot be read, since writing then says why."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError):
        return b""
