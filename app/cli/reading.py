"""Scoring the files named on the command line, with notes on anything unusual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from app.assessments import files as assessment_files
from app.cli.target import same_file
from app.running.content import Content
from practices_catalog.faults import Place, refuse
from questionnaires.model import Method
from questionnaires.scoring.model import Scores


def assess(
    content: Content, files: Sequence[Path], method: Method | None = None, left_out: Mapping[str, str] | None = None
) -> Scores:
    """Return the scores of filled-in files, with a note on standard error on each exact copy.

    Raises:
        InputError: lists every error in every file.
    """
    scores = assessment_files.assess(content, files, method, left_out)
    for remark in scores.assessment.remarks:
        note(remark)
    return scores


def assess_earlier(
    content: Content,
    files: Sequence[Path],
    later: Scores,
    later_files: Sequence[Path],
    left_out: Mapping[str, str] | None = None,
) -> Scores:
    """Return the scores of an earlier assessment of the same organization, by the method of the later one.

    Raises:
        InputError: a file can't be read, also belongs to the later assessment, is about another organization, or has no
            answers or no date.
    """
    for file in files:
        if any(same_file(file, other) for other in later_files):
            mend = "give the earlier one with --before"
            raise refuse("is also one of the later assessment's files", mend, Place(str(file)))
    scores = assess(content, files, later.method, left_out)
    place = Place(str(files[0]))
    names = [each.assessment.organization.name for each in (scores, later)]
    if all(names) and names[0].casefold() != names[1].casefold():
        wrong = f"is about {names[0]!r}, but the later assessment is about {names[1]!r}"
        raise refuse(wrong, "compare files from the same organization", place)
    if not any(score.has_figures for score in scores.practices):
        raise refuse("rates no practice, so there is nothing to compare", "give the filled-in file", place)
    if not scores.assessment.assessed_on:
        raise refuse("has no date", 'add assessed_on: "2025-06-03" to it', place)
    return scores


def note(text: str) -> None:
    """Print a note on standard error, because standard output may be for a program."""
    click.echo(f"note: {text}", err=True)
