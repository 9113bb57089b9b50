"""Showing results: a document as JSON, YAML or CSV on standard output, or tables for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

Row = Sequence[Any]


def emit(document: Any, form: str) -> None:
    """Print a document as JSON or YAML, and nothing else."""
    if form == "json":
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    import yaml  # noqa: PLC0415 - only where it is asked for

    click.echo(yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120), nl=False)


def emit_csv(head: Sequence[str], rows: Iterable[Row]) -> None:
    """Print rows as CSV; text that a spreadsheet would take for a formula is preceded by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    click.echo(out.getvalue(), nl=False)


def _harmless(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return "" if cell is None else cell


def table(title: str, head: Sequence[str], rows: Iterable[Row], *, right: Sequence[int] = ()) -> None:
    """Print a table for people; columns whose numbers stand in `right` are aligned to the right."""
    from rich.table import Table  # noqa: PLC0415 - rich is slow to import

    made = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for number, heading in enumerate(head):
        made.add_column(heading, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    _console().print(made)


def say(text: str = "") -> None:
    """Print a paragraph for people, wrapped to the terminal."""
    _console().print(text, markup=False, highlight=False)


def heading(text: str) -> None:
    """Print a heading for people."""
    _console().print(text, style="bold", markup=False, highlight=False)


def _console() -> Any:
    from rich.console import Console  # noqa: PLC0415

    return Console(soft_wrap=False, emoji=False, markup=False)
