"""`wayfinder practices`: the practices in the catalogue."""

from __future__ import annotations

import click

from app.cli import output
from app.cli.options import content_of, format_option
from app.cli.picking import pick_practice
from practices_catalog.model import LEVELS, Catalogue, OrganizationSize, Practice
from reports.documents.catalogue import practice_document


@click.command()
@click.argument("practice_id", required=False, metavar="[ID]")
@format_option
@click.pass_context
def practices(ctx: click.Context, practice_id: str | None, form: str) -> None:
    """List the practices, or show one."""
    catalogue = content_of(ctx).catalogue
    chosen = [pick_practice(catalogue, practice_id)] if practice_id is not None else list(catalogue.practices)
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
    output.table("Value chain", ("activity", "contribution", "how"), contributions)
    output.say()
    output.table("Roles", ("role", "responsibilities"), ((role.name, role.does) for role in practice.roles))
    output.say()
    if practice.mandate:
        output.heading("What the sponsor decides")
        output.say(practice.mandate)
        output.say()
    output.heading("Indicators")
    for indicator in practice.indicators:
        output.say(f"{indicator.name} (in {indicator.unit}; {indicator.direction.value} is better)")
        output.item(f"Measurable from level {indicator.from_level}")
        output.item(f"Formula: {indicator.formula}")
        output.item(f"Healthy: {indicator.healthy}")
        output.item(f"How it can be gamed: {indicator.gamed}")
    output.say()
    prerequisites = (
        (p.for_level, p.practice, p.level, "required" if p.hard else "helpful", p.why) for p in practice.prerequisites
    )
    head = ("for level", "practice", "at level", "need", "why")
    output.table("Prerequisites", head, prerequisites, right=(0, 2))
    output.say()
    effort = (
        (size.value, *(f"{days.low} to {days.high}" for days in practice.effort(size))) for size in OrganizationSize
    )
    sizes = ("organization", *(f"level {level}" for level in LEVELS))
    output.table("Person-days to reach each level", sizes, effort, right=LEVELS)
    output.say()
    output.heading("What the effort depends on (counts for a medium-sized organization)")
    for each in practice.efforts:
        output.item(f"Level {each.level}: {each.driver}")
