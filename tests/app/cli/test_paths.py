"""Commands that write never take away what someone typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_template_does_not_replace_a_file_with_answers(run: Run, answers: Callable[[str], Path]) -> None:
    """A filled-in file stays as it is unless one says so."""
    path = answers("rung: {service-desk: 3}\n")
    before = path.read_bytes()

    refused = run("template", "-o", path)

    assert refused.status == 2
    assert refused.err == (
        f"error: {path}: already exists and may contain someone's answers; "
        "choose another name, or add --force to replace the file\n"
    )
    assert path.read_bytes() == before
    assert run("template", "-o", path, "--force").status == 0
    assert b"rung: {service-desk" not in path.read_bytes()


def test_the_same_template_may_be_written_again(run: Run, tmp_path: Path) -> None:
    """Nothing is lost; nor is anything lost by filling an empty file."""
    path = tmp_path / "answers.csv"
    path.touch()

    assert run("template", "-o", path).status == 0
    assert run("template", "-o", path).status == 0


@pytest.mark.parametrize("name", ["answers.yaml", "again.pdf"])
def test_a_report_does_not_replace_what_it_reads(
    run: Run, answers: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    """Neither by its own name nor by a link."""
    path = answers("rung: {service-desk: 3}\n")
    (tmp_path / "again.pdf").symlink_to(path)
    before = path.read_bytes()

    assert run("report", path, "-o", tmp_path / name).status == 2
    assert path.read_bytes() == before


def test_a_report_is_not_named_as_what_it_is_not(run: Run, samples: list[Path], tmp_path: Path) -> None:
    """A PDF called .docx opens nowhere."""
    path = tmp_path / "report.docx"

    outcome = run("report", *samples, "-o", path)

    assert outcome.status == 2
    assert outcome.err == (f"error: {path}: the report is a PDF, but the name ends in '.docx'; end the name in .pdf\n")
