"""Output of results: JSON, YAML or CSV for programs, tables and paragraphs for people."""

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
    """Print a document as JSON or YAML."""
    if form == "json":
        _write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return
    import yaml  # noqa: PLC0415 - only needed for YAML

    _write(yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120))


def emit_csv(head: Sequence[str], rows: Iterable[Row]) -> None:
    """Print rows as CSV, with an apostrophe before text that a spreadsheet would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    _write(out.getvalue())


def _write(text: str) -> None:
    """Write UTF-8 for programs, whatever the terminal's encoding."""
    with _to_standard_output():
        click.echo(text.encode(), nl=False)


def echo(text: str) -> None:
    """Print a line without wrapping it, such as a path."""
    with _to_standard_output():
        click.echo(text)


@contextmanager
def _to_standard_output() -> Iterator[None]:
    """Report a failed write, such as on a full disk, as an error; end quietly if the reader has closed the pipe."""
    try:
        yield
    except BrokenPipeError:
        _discard_rest()
        raise click.exceptions.Exit(0) from None
    except OSError as error:
        _discard_rest()
        raise unwritable("standard output", error) from None


def _discard_rest() -> None:
    """Keep the interpreter from trying to write the rest on exit and failing again."""
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
        right: positions of the columns to align right, such as figures.
        whole: positions of the columns that never wrap, such as ids.
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
    """Print an indented paragraph."""
    from rich.padding import Padding  # noqa: PLC0415

    _show(Padding(text, (0, 0, 0, 2), expand=False))


def heading(text: str) -> None:
    """Print a heading for people."""
    _show(text, style="bold")


def _show(what: Any, **options: Any) -> None:
    from rich.console import Console  # noqa: PLC0415

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            """Leave a closed pipe to `_to_standard_output`; rich would exit with status 1."""
            raise  # noqa: PLE0704 - rich calls this while handling the error

    with _to_standard_output():
        Terminal(emoji=False, markup=False, highlight=False).print(what, **options)
