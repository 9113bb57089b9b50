"""Writing the report, with a progress bar if there is a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from practices_catalog.files import write_atomically
from reports.formats.registry import format_of, write_as
from reports.views.subject import Subject


def write_report(path: Path, subject: Subject, *, template: bytes = b"") -> None:
    """Write the report in the format given by its file name; if that fails, leave no partial file.

    Raises:
        InputError: the file can't be written, the template can't be used, or an answer can't be laid out.
    """
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("report", total=1.0)

        def tell(stage: str, done: float) -> None:
            progress.update(task, description=stage, completed=done)

        write_atomically(path, write_as(format_of(path), subject, template, tell))
