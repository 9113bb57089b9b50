"""`wayfinder template`: an empty questionnaire to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from wayfinder.app.cli.options import content_of
from wayfinder.app.cli.picking import pick
from wayfinder.questionnaires.loading import QUICK_SCAN


@click.command()
@click.option(
    "-o", "--output", "path", required=True, type=click.Path(path_type=Path), help="File to write; its ending decides."
)
@click.option("--questionnaire", "questionnaire_id", default=QUICK_SCAN, show_default=True, help="Which questionnaire.")
@click.pass_context
def template(ctx: click.Context, path: Path, questionnaire_id: str) -> None:
    """Write an empty questionnaire to fill in: .xlsx, .csv, .yaml or .json."""
    from wayfinder.questionnaires.answers.writing import write_response  # noqa: PLC0415 - slow to import

    content = content_of(ctx)
    questionnaire = pick("questionnaire", questionnaire_id, {each.id: each for each in content.questionnaires})[0]
    write_response(path, questionnaire, content.catalogue, content.triage, None)
    click.echo(f"{path}: {len(questionnaire.statements)} statements, about {questionnaire.minutes} minutes.")
