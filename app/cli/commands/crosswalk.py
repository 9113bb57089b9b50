"""`wayfinder crosswalk`: two frameworks compared through the practices mapped to both."""

from __future__ import annotations

import click

from app.cli import output
from app.cli.options import content_of, format_option
from app.cli.picking import pick
from practices_catalog.crosswalk import Crossing
from practices_catalog.crosswalk import crosswalk as ways
from practices_catalog.faults import refuse
from practices_catalog.model import Catalogue
from reports.documents.catalogue import crossing_document


@click.command()
@click.option(
    "--from",
    "source",
    required=True,
    metavar="FRAMEWORK[:REQUIREMENT]",
    help="The framework or requirement to start from, such as fitsm-1 or iso-20000-1:8.6.1. A requirement includes "
    "the requirements below it.",
)
@click.option("--to", "target", required=True, metavar="FRAMEWORK", help="The other framework, such as cobit-2019.")
@format_option
@click.pass_context
def crosswalk(ctx: click.Context, source: str, target: str, form: str) -> None:
    """Compare two frameworks through the practices mapped to both."""
    catalogue = content_of(ctx).catalogue
    framework, _, requirement = source.partition(":")
    origin = pick("framework", framework, catalogue.framework)[0]
    pick("framework", target, catalogue.framework)
    if target == framework:
        raise refuse("--from and --to are the same framework", "choose another framework for --to")
    if requirement:
        known = origin.mappings_by_requirement
        pick(f"requirement of {origin.name}", requirement, known, command=f"frameworks {framework}")
    crossings = ways(catalogue, framework, target, requirement or None)
    if form in {"json", "yaml"}:
        output.emit([crossing_document(crossing) for crossing in crossings], form)
    elif form == "csv":
        output.emit_csv(
            ("from", "practice", "to", "strength"),
            ((c.source.requirement, c.practice, c.target.requirement, c.strength.value) for c in crossings),
        )
    else:
        _show(catalogue, framework, target, crossings)


def _show(catalogue: Catalogue, source: str, target: str, crossings: tuple[Crossing, ...]) -> None:
    origin, goal = catalogue.framework[source], catalogue.framework[target]
    titles = {(f.id, r.id): r.title for f in (origin, goal) for r in f.requirements}
    rows = (
        (
            f"{c.source.requirement} {titles[source, c.source.requirement]}",
            catalogue.practice[c.practice].name,
            f"{c.target.requirement} {titles[target, c.target.requirement]}",
            c.strength.value,
        )
        for c in crossings
    )
    output.table(f"{origin.name} to {goal.name}", (origin.name, "through", goal.name, "strength"), rows)
    if not crossings:
        output.say("No practice is mapped to both. `wayfinder frameworks ID` shows which requirements aren't covered.")
