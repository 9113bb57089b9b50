"""`wayfinder approaches`: where to start, and with which practices."""

from __future__ import annotations

from collections.abc import Iterable

import click

from app.cli import output
from app.cli.findings import show_days
from app.cli.options import content_of, format_option
from app.cli.picking import pick
from app.running.content import Content
from practices_catalog.model import Approach, Catalogue
from reports.documents.catalogue import approach_document
from reports.views.first_days import before_assessment


@click.command()
@click.argument("approach_id", required=False, metavar="[ID]")
@format_option
@click.pass_context
def approaches(ctx: click.Context, approach_id: str | None, form: str) -> None:
    """List the approaches, or show one."""
    content = content_of(ctx)
    chosen = pick("approach", approach_id, content.catalogue.approach, "approaches")
    if form in {"json", "yaml"}:
        output.emit([approach_document(approach) for approach in chosen], form)
    elif form == "csv":
        output.emit_csv(
            ("approach", "practice", "weight"), ((a.id, p, w) for a in chosen for p, w in a.weights.items())
        )
    elif approach_id:
        _show(chosen[0], content)
    else:
        _list(chosen, content.catalogue)


def _list(chosen: Iterable[Approach], catalogue: Catalogue) -> None:
    for approach in chosen:
        output.heading(f"{approach.name} ({approach.id})")
        output.say(approach.promise)
        for word, practices in (("Start with", approach.entry), ("Supported by", approach.supporting)):
            output.item(f"{word}: {', '.join(catalogue.practice[each].name for each in practices)}.")
        output.say()


def _show(approach: Approach, content: Content) -> None:
    output.heading(approach.name)
    output.say(approach.promise)
    output.say()
    output.say("The first 90 days:")
    show_days(before_assessment(content.catalogue, content.questionnaires[0], approach.id))
    output.say()
    signals = ((content.triage.symptom[s.symptom].question, s.weight, s.why) for s in approach.signals)
    output.table("Symptoms that point to this approach", ("symptom", "weight", "why"), signals, right=(1,))
    output.say()
    weights = sorted(approach.weights.items(), key=lambda item: -item[1])
    output.table("Weight of each practice", ("practice", "weight"), weights, right=(1,))
