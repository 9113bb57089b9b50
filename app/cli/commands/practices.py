"""`wayfinder practices`: the practices of the catalogue."""

from __future__ import annotations

import click

from app.cli import output
from app.cli.options import content_of, format_option
from app.cli.picking import pick
from practices_catalog.model import Catalogue, OrganizationSize, Practice
from reports.documents.catalogue import practice_document


@click.command()
@click.argument("practice_id", required=False, metavar="[ID]")
@format_option
@click.pass_context
def practices(ctx: click.Context, practice_id: str | None, form: str) -> None:
    """List the practices, or show one."""
    catalogue = content_of(ctx).catalogue
    chosen = pick("practice", practice_id, catalogue.practice)
    if form in {"json", "yaml"}:
        output.emit([practice_document(practice) for practice in chosen], form)
    elif form == "csv":
        output.emit_csv(("id", "name", "group", "purpose"), ((p.id, p.name, p.group, p.purpose) for p in chosen))
    elif practice_id:
        _show(chosen[0])
    else:
        _list(catalogue)


def _list(catalogue: Catalogue) -> None:
    for group in catalogue.groups:
        members = [practice for practice in catalogue.practices if practice.group == group.id]
        output.table(group.name, ("id", "purpose"), ((p.id, p.purpose) for p in members), whole=(0,))
        output.say()


def _show(practice: Practice) -> None:
    output.heading(practice.name)
    output.say(practice.purpose)
    output.say()
    output.table("Success factors", ("id", "name"), ((f.id, f.name) for f in practice.success_factors))
    output.say()
    contributions = ((activity.value, c.degree.value, c.how) for activity, c in practice.value_chain.items())
    output.table("Value chain", ("activity", "gives", "how"), contributions)
    output.say()
    output.table("Roles", ("role", "does"), ((role.name, role.does) for role in practice.roles))
    output.say()
    output.heading("Indicators")
    for indicator in practice.indicators:
        output.say(f"{indicator.name}, in {indicator.unit}; better: {indicator.direction.value}")
        output.item(f"Formula: {indicator.formula}")
        output.item(f"Healthy: {indicator.healthy}")
        output.item(f"Gamed by: {indicator.gamed}")
    output.say()
    prerequisites = (
        (p.for_level, f"{p.practice} {p.level}", "must" if p.hard else "helps", p.why) for p in practice.prerequisites
    )
    output.table("Prerequisites", ("for level", "practice and level", "", "why"), prerequisites)
    output.say()
    effort = ((size.value, *practice.effort[size]) for size in OrganizationSize)
    output.table("Person-days to reach level", ("size", "1", "2", "3", "4", "5"), effort, right=(1, 2, 3, 4, 5))
