"""A user's own framework, written as CONTRIBUTING.md shows it, works all the way to the report."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from questionnaires.checks import headings

Run = Callable[..., Any]

ROOT = Path(__file__).parents[3]


@pytest.fixture
def bank_basics(run: Run, tmp_path: Path) -> Path:
    """Return a folder with the documented framework, completed for the other practices."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    requirements, mappings = (
        block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "bank-basics" in block
    )
    told = {"incident-management", "project-management"}
    others = (each["id"] for each in run("practices", "--format", "json").document if each["id"] not in told)
    folder = tmp_path / "mine" / "frameworks" / "bank-basics"
    folder.mkdir(parents=True)
    (folder / "requirements.yaml").write_text(requirements, encoding="utf-8")
    (folder / "mappings.yaml").write_text(
        mappings + "".join(f"  - {{practice: {each}, why: Not asked about.}}\n" for each in others), encoding="utf-8"
    )
    return tmp_path / "mine"


def test_the_documented_framework_has_no_faults(run: Run, bank_basics: Path) -> None:
    """It is the fourth framework."""
    outcome = run("check", bank_basics)

    assert (outcome.status, outcome.err) == (0, "")
    assert ", 4 frameworks, " in outcome.out


def test_a_practice_that_is_neither_mapped_nor_explained_is_a_fault(run: Run, bank_basics: Path) -> None:
    """The fault gives the file, the line and the fix."""
    path = bank_basics / "frameworks" / "bank-basics" / "mappings.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if "service-desk" not in line), encoding="utf-8")

    outcome = run("check", bank_basics)

    assert outcome.status == 2
    assert outcome.err == (
        f"error: {path}, line 10, no_counterpart: service-desk isn't mapped to Basics for banks; "
        "map it, or say why not under no_counterpart\n"
    )


def test_readiness_for_it_is_calculated_and_reported(
    run: Run, bank_basics: Path, answers: Callable[[str], Path], tmp_path: Path
) -> None:
    """A.1 requires level 3, and rung 2 holds: (1 + 1 + 0) / 3 is two thirds, L."""
    path = answers("rung: {incident-management: 2}\n")

    scores = run("--content", bank_basics, "score", path, "--format", "json").document
    options = ("--edition", "full", "--framework", "bank-basics")
    made = run("--content", bank_basics, "report", path, *options, "-o", tmp_path / "report.pdf")

    (mine,) = (each for each in scores["frameworks"] if each["id"] == "bank-basics")
    by_id = {each["id"]: each for each in mine["requirements"]}
    assert (by_id["A.1"]["rating"], by_id["A.1"]["achievement"]) == ("L", 0.666667)
    assert by_id["A.2"]["status"] == "outside"
    assert made.status == 0
    printed = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], check=True, capture_output=True, text=True)
    assert "Basics for banks" in printed.stdout
    assert "Asks for doors and keys" in printed.stdout


def test_a_folder_without_content_changes_nothing(run: Run, tmp_path: Path) -> None:
    """An empty folder is fine; anything that isn't a folder is a fault."""
    (tmp_path / "empty").mkdir()

    assert "34 practices, 3 frameworks" in run("check", tmp_path / "empty").out
    for missing in (tmp_path / "nowhere", Path(__file__)):
        outcome = run("--content", missing, "practices")
        assert outcome.status == 2
        assert outcome.err.startswith(f"error: {missing}: isn't a folder; ")


def test_the_documented_statement_has_every_key() -> None:
    """The sample in CONTRIBUTING.md is read like the shipped files."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (block,) = (each for each in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "ladder:" in each)

    statement = yaml.safe_load(block)["ladder"][1]

    assert {"text", "success_factor", "dimension", "evidence", "action"} <= statement.keys()
    assert len(statement["text"].split()) <= 35


def test_faults_of_headings_are_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> None:
    """With the exit status of an input at fault."""
    broken = tmp_path / "headings.yaml"
    broken.write_text("headings:\n  - language: de\n    columns:\n      grade: [Note]\n", "utf-8")
    monkeypatch.setattr(headings, "FILE", broken)

    outcome = run("check")

    assert outcome.status == 2
    assert "headings.yaml, line 4, headings.1.columns.grade: there is no column 'grade'" in outcome.err
