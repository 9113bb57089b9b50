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
    help="The file to write. Its extension sets the format: .xlsx, .csv, .yaml or .json.",
)
@click.option(
    "--questionnaire",
    "questionnaire_id",
    metavar="ID",
    default=QUICK_SCAN,
    show_default=True,
    help="The questionnaire to use; `wayfinder questionnaires` lists them.",
)
@click.option("--force", is_flag=True, help="Replace an existing file, including any answers in it.")
@click.pass_context
def template(ctx: click.Context, path: Path, questionnaire_id: str, *, force: bool) -> None:
    """Write an empty questionnaire to fill in."""
    from questionnaires.answers.template import Template  # noqa: PLC0415 - slow to import
    from questionnaires.answers.writing import response_bytes, write_response  # noqa: PLC0415 - slow to import

    content = content_of(ctx)
    questionnaire = pick("questionnaire", questionnaire_id, {each.id: each for each in content.questionnaires})[0]
    existing = b"" if force else _existing(path)
    empty = Template.of(questionnaire, content.catalogue, content.triage, None)
    if existing and existing != response_bytes(path, empty):
        mend = "choose another name, or add --force to replace the file"
        raise refuse("already exists and may contain someone's answers", mend, Place(str(path)))
    write_response(path, questionnaire, content.catalogue, content.triage)
    output.echo(f"{path}: {len(questionnaire.statements)} statements, about {questionnaire.minutes} minutes.")
    output.echo("Once copies are filled in, run: wayfinder report FILE... -o report.pdf")


def _existing(path: Path) -> bytes:
    """Return the content of a file, or nothing if it can't be read; writing to it then reports the reason."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError):
        return b""
