"""Commands never overwrite what someone typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_template_does_not_replace_a_file_with_answers(run: Run, answers: Callable[[str], Path]) -> None:
    """A filled-in file stays unchanged unless an option says otherwise."""
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
    """Nothing is lost, and an empty file may be overwritten too."""
    path = tmp_path / "answers.csv"
    path.touch()

    assert run("template", "-o", path).status == 0
    assert run("template", "-o", path).status == 0


@pytest.mark.parametrize("name", ["answers.yaml", "again.pdf"])
def test_a_report_does_not_replace_its_input(
    run: Run, answers: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    """This holds for the file's own name and for a link to it."""
    path = answers("rung: {service-desk: 3}\n")
    (tmp_path / "again.pdf").symlink_to(path)
    before = path.read_bytes()

    assert run("report", path, "-o", tmp_path / name).status == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("report.odt", "a report can't be written as '.odt'"), ("w3", "the name doesn't say what report to write")],
)
def test_a_report_needs_a_matching_extension(
    run: Run, samples: list[Path], tmp_path: Path, name: str, wrong: str
) -> None:
    """No format has the ending .odt, and a name without one says nothing."""
    path = tmp_path / name

    outcome = run("report", *samples, "-o", path)

    assert outcome.status == 2
    assert outcome.err == (f"error: {path}: {wrong}; end the name in one of .pdf, .docx, .pptx, .xlsx, .html, .md\n")
