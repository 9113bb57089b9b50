"""Writing the report, with a progress bar if there is a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from app.running.content import Content
from practices_catalog.files import write_atomically
from questionnaires.scoring.model import Scores
from reports.formats.registry import format_of, write_as
from reports.options import ReportOptions
from reports.views.subject import Subject
from roadmaps.model import Roadmap


def write_report(  # noqa: PLR0913 - the ingredients of a report
    path: Path, content: Content, scores: Scores, roadmap: Roadmap, options: ReportOptions, *, template: bytes = b""
) -> None:
    """Write the report in the format that the name asks for; if that fails, leave no partial file.

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

        subject = Subject(content.catalogue, scores, roadmap, content.triage, options)
        write_atomically(path, write_as(format_of(path), subject, template, tell))
