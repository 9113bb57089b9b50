"""`wayfinder frameworks`: the frameworks and their requirements."""

from __future__ import annotations

import click

from app.cli import output
from app.cli.options import content_of, format_option
from app.cli.picking import pick
from practices_catalog.model import Framework
from reports.documents.catalogue import framework_document


@click.command()
@click.argument("framework_id", required=False, metavar="[ID]")
@format_option
@click.pass_context
def frameworks(ctx: click.Context, framework_id: str | None, form: str) -> None:
    """List the frameworks, or show the requirements of one."""
    chosen = pick("framework", framework_id, content_of(ctx).catalogue.framework)
    if form in {"json", "yaml"}:
        output.emit([framework_document(framework) for framework in chosen], form)
    elif form == "csv":
        requirements = ((f.id, r.id, r.title, r.parent, r.outside) for f in chosen for r in f.requirements)
        output.emit_csv(("framework", "id", "title", "parent", "outside"), requirements)
    elif framework_id:
        _show(chosen[0])
    else:
        head = ("id", "name", "edition", "expects level", "requirements", "mappings")
        rows = ((f.id, f.name, f.edition, f.expects_level, len(f.requirements), len(f.mappings)) for f in chosen)
        output.table("Frameworks", head, rows, right=(3, 4, 5))


def _show(framework: Framework) -> None:
    rows = (
        (
            requirement.id,
            requirement.title,
            requirement.outside or ", ".join(m.practice for m in framework.mappings_by_requirement[requirement.id]),
        )
        for requirement in framework.requirements
    )
    title = f"{framework.name} {framework.edition}, expects level {framework.expects_level}"
    output.table(title, ("id", "title", "practices, or why it isn't covered"), rows)
