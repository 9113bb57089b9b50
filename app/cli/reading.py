"""Scoring the files named on the command line, and saying what was noticed about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from app.assessments import files as assessment_files
from app.running.content import Content
from questionnaires.model import Method
from questionnaires.scoring.model import Scores


def assess(
    content: Content, files: Sequence[Path], method: Method | None = None, left_out: Mapping[str, str] | None = None
) -> Scores:
    """Return the scores of filled-in files, with a note on standard error on each exact copy.

    Raises:
        InputError: with every fault of every file.
    """
    scores = assessment_files.assess(content, files, method, left_out)
    for remark in scores.assessment.remarks:
        note(remark)
    return scores


def note(text: str) -> None:
    """Print a note on standard error, because standard output may be for a program."""
    click.echo(f"note: {text}", err=True)
