"""`wayfinder questionnaires`: the questionnaires and their statements."""

from __future__ import annotations

import click

from app.cli import output
from app.cli.options import content_of, format_option
from app.cli.picking import pick
from practices_catalog.model import Catalogue
from questionnaires.model import Questionnaire
from reports.documents.catalogue import questionnaire_document


@click.command()
@click.argument("questionnaire_id", required=False, metavar="[ID]")
@format_option
@click.pass_context
def questionnaires(ctx: click.Context, questionnaire_id: str | None, form: str) -> None:
    """List the questionnaires, or show the statements of one."""
    content = content_of(ctx)
    chosen = pick("questionnaire", questionnaire_id, {each.id: each for each in content.questionnaires})
    documents = [questionnaire_document(questionnaire) for questionnaire in chosen]
    if form in {"json", "yaml"}:
        output.emit(documents, form)
    elif form == "csv":
        head = ("id", "practice", "success_factor", "dimension", "level", "text", "evidence", "action")
        output.emit_csv(head, ([s[key] for key in head] for document in documents for s in document["statements"]))
    elif questionnaire_id:
        _show(chosen[0], content.catalogue)
    else:
        rows = ((q.id, q.name, q.version, len(q.statements), q.minutes) for q in chosen)
        output.table("Questionnaires", ("id", "name", "version", "statements", "minutes"), rows, right=(3, 4))


def _show(questionnaire: Questionnaire, catalogue: Catalogue) -> None:
    output.heading(f"{questionnaire.name}, version {questionnaire.version}")
    output.say(questionnaire.intro)
    for practice, statements in questionnaire.by_practice.items():
        output.say()
        rows = ((statement.level, statement.text) for statement in statements)
        output.table(catalogue.practice[practice].name, ("level", "statement"), rows, right=(0,))
