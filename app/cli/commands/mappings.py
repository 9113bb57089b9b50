"""`wayfinder mappings`: the mappings from practices to requirements."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import click

from app.cli import output
from app.cli.options import content_of, format_option
from practices_catalog.faults import refuse
from practices_catalog.model import Catalogue, Mapping
from practices_catalog.nearest import write_nearest
from reports.documents.catalogue import mapping_document

HEAD = ("practice", "framework", "requirement", "relation", "strength", "level", "rationale")


@click.command()
@click.argument("wanted", required=False, metavar="[PRACTICE|FRAMEWORK]")
@format_option
@click.pass_context
def mappings(ctx: click.Context, wanted: str | None, form: str) -> None:
    """List the mappings from practices to requirements: all, or only those of one practice or framework."""
    catalogue = content_of(ctx).catalogue
    chosen = _chosen(catalogue, wanted)
    documents = [mapping_document(mapping) for mapping in chosen]
    if form in {"json", "yaml"}:
        output.emit(documents, form)
    elif form == "csv":
        output.emit_csv(HEAD, ([document[key] for key in HEAD] for document in documents))
    else:
        _show(catalogue, chosen)


def _show(catalogue: Catalogue, mappings: Iterable[Mapping]) -> None:
    for framework, of_framework in groupby(mappings, key=lambda mapping: mapping.framework):
        rows = (
            (
                m.requirement,
                catalogue.practice[m.practice].name,
                f"{m.relation.value}\n{m.strength.value}",
                m.level,
                m.rationale,
            )
            for m in of_framework
        )
        head = ("requirement", "practice", "relation", "level", "rationale")
        output.table(catalogue.framework[framework].name, head, rows, right=(3,), whole=(0,))
        output.say()


def _chosen(catalogue: Catalogue, wanted: str | None) -> list[Mapping]:
    if wanted is not None and wanted not in catalogue.framework:
        practice = catalogue.finder.find(wanted)
        if practice is None:
            otherwise = write_nearest(wanted, catalogue.framework, "write the id of a practice or framework")
            mend = catalogue.finder.mend(wanted, otherwise)
            raise refuse(f"no practice or framework has the id {wanted!r}", mend)
        wanted = practice
    return [
        mapping
        for framework in catalogue.frameworks
        for mapping in framework.mappings
        if wanted in {None, mapping.practice, framework.id}
    ]
