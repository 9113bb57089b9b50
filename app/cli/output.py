"""Showing results: a document as JSON, YAML or CSV on standard output, or tables for people."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import click

from practices_catalog.files import unwritable

Row = Sequence[Any]


def emit(document: Any, form: str) -> None:
    """Print a document as JSON or YAML, and nothing else."""
    if form == "json":
        _write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return
    import yaml  # noqa: PLC0415 - only where it is asked for

    _write(yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120))


def emit_csv(head: Sequence[str], rows: Iterable[Row]) -> None:
    """Print rows as CSV; text that a spreadsheet would take for a formula is preceded by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    _write(out.getvalue())


def _write(text: str) -> None:
    """Write what programs read: UTF-8, whatever the terminal's encoding."""
    with _to_standard_output():
        click.echo(text.encode(), nl=False)


def echo(text: str) -> None:
    """Print a line as it is, never wrapped, such as a path."""
    with _to_standard_output():
        click.echo(text)


@contextmanager
def _to_standard_output() -> Iterator[None]:
    """Turn what cannot be written, say on a full disk, into a fault; a pipe closed by its reader is none."""
    try:
        yield
    except BrokenPipeError:
        _write_no_more()
        raise click.exceptions.Exit(0) from None
    except OSError as error:
        _write_no_more()
        raise unwritable("standard output", error) from None


def _write_no_more() -> None:
    """Keep the interpreter from writing on exit what could not be written before."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _harmless(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return "" if cell is None else cell


def table(
    title: str, head: Sequence[str], rows: Iterable[Row], *, right: Sequence[int] = (), whole: Sequence[int] = ()
) -> None:
    """Print a table for people.

    Args:
        right: columns of figures, aligned to the right.
        whole: columns of ids, which no line break may cut.
    """
    from rich.table import Table  # noqa: PLC0415 - rich is slow to import

    made = Table(box=None, pad_edge=False, header_style="dim")
    for number, column in enumerate(head):
        justify: Any = "right" if number in right else "left"
        made.add_column(column, justify=justify, overflow="fold", no_wrap=number in whole)
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    if title:
        heading(title)
    _show(made)


def say(text: str = "") -> None:
    """Print a paragraph for people, wrapped to the terminal."""
    _show(text)


def item(text: str) -> None:
    """Print a paragraph below another: indented, all its lines alike."""
    from rich.padding import Padding  # noqa: PLC0415

    _show(Padding(text, (0, 0, 0, 2), expand=False))


def heading(text: str) -> None:
    """Print a heading for people."""
    _show(text, style="bold")


def _show(what: Any, **options: Any) -> None:
    from rich.console import Console  # noqa: PLC0415

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            """Leave a closed pipe to us; rich would exit with status 1."""
            raise  # noqa: PLE0704 - rich calls this while it handles the error

    with _to_standard_output():
        Terminal(emoji=False, markup=False, highlight=False).print(what, **options)
