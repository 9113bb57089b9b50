"""The rules for a questionnaire."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from practices_catalog.model import Catalogue
from questionnaires.loading import DATA, read_questionnaires

LADDER = "incident-management.yaml"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A copy of the quick scan's folder that a test can break."""
    folder = tmp_path / "quick-scan"
    shutil.copytree(DATA / "quick-scan", folder)
    return folder


def _break(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "marker", "wrong", "mend"),
    [
        (
            "success_factor: fast-restoration",
            "success_factor: fast-restore",
            "fast-restore",
            "incident-management.1: incident-management has no success factor 'fast-restore'",
            "write 'fast-restoration'",
        ),
        (
            "success_factor: fast-restoration",
            "success_factor: zzz",
            "zzz",
            "has no success factor 'zzz'",
            "use one of early-detection, fast-restoration, improving-practice",
        ),
        ("dimension: organizations-people", "dimension: people", "dimension: people", "not 'people'", "correct"),
        (
            "    dimension:",
            "    requirements: ['iso-20000-1:8.6.1x']\n    dimension:",
            "requirements:",
            "incident-management.1: ISO/IEC 20000-1 has no requirement '8.6.1x'",
            "write '8.6.1'",
        ),
        (
            "    dimension:",
            "    requirements: ['iso-2000-1:8.6.1']\n    dimension:",
            "requirements:",
            "incident-management.1: no framework has the id 'iso-2000-1'",
            "write 'iso-20000-1'",
        ),
        ("  5:\n", "  6:\n", "  6:", "must be at most 5", "correct the value"),
        (
            "practice: incident",
            "practice: incidents",
            "practice:",
            "doesn't match the name of the file",
            "use the same name",
        ),
    ],
)
def test_a_ladder_that_breaks_a_rule_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    catalogue: Catalogue, scan: Path, old: str, new: str, marker: str, wrong: str, mend: str
) -> None:
    """The fault gives the file, the line, what is wrong, and the fix."""
    _break(scan / LADDER, old, new)

    _, faults = read_questionnaires(catalogue, [scan.parent])

    lines = (scan / LADDER).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if marker in text)
    here = [f for f in faults if (f.place.file, f.place.line) == (str(scan / LADDER), line)]
    assert any(wrong in f.wrong and mend in f.mend for f in here), list(map(str, faults))


def test_a_level_without_a_statement_is_named(catalogue: Catalogue, scan: Path) -> None:
    """That level couldn't be reached."""
    content = (scan / LADDER).read_text("utf-8")
    (scan / LADDER).write_text(content[: content.index("  5:\n")], "utf-8")

    _, (fault,) = read_questionnaires(catalogue, [scan.parent])

    assert fault.wrong == "incident-management has no statement for level 5"


def test_a_file_without_statements_is_named(catalogue: Catalogue, scan: Path) -> None:
    """An empty list isn't a ladder."""
    (scan / LADDER).write_text("practice: incident-management\n", "utf-8")

    _, (fault,) = read_questionnaires(catalogue, [scan.parent])

    assert fault.wrong == "incident-management has no statement for level 1"


def test_a_file_for_an_unknown_practice_is_named(catalogue: Catalogue, scan: Path) -> None:
    """The fix suggests the nearest id."""
    (scan / LADDER).rename(scan / "incident-managment.yaml")
    _break(scan / "incident-managment.yaml", "incident-management", "incident-managment")

    _, (fault,) = read_questionnaires(catalogue, [scan.parent])

    assert fault.wrong == "no practice has the id 'incident-managment'"
    assert fault.mend == "write 'incident-management'"


def test_statements_with_the_same_name_and_level_are_named(catalogue: Catalogue, scan: Path) -> None:
    """Their ids would be the same."""
    head = (
        "level: 1, text: It is so., success_factor: early-detection, "
        "dimension: partners-suppliers, evidence: x, action: y"
    )
    content = (scan / LADDER).read_text("utf-8")
    (scan / LADDER).write_text(f"{content}\nstatements:\n  - {{name: x, {head}}}\n  - {{name: x, {head}}}\n", "utf-8")

    _, (fault,) = read_questionnaires(catalogue, [scan.parent])

    assert fault.wrong == "incident-management.1.x appears twice"


def test_a_statement_of_a_list_is_named_with_its_line(catalogue: Catalogue, scan: Path) -> None:
    """At any position in the list."""
    rest = "success_factor: early-detection, dimension: partners-suppliers, evidence: x, action: y"
    wrong = rest.replace("early-detection", "early-detecting")
    content = (scan / LADDER).read_text("utf-8")
    listed = f"statements:\n  - {{name: x, level: 2, text: a, {rest}}}\n  - {{name: x, level: 1, text: b, {wrong}}}\n"
    (scan / LADDER).write_text(f"{content}\n{listed}", "utf-8")

    _, (fault,) = read_questionnaires(catalogue, [scan.parent])

    assert fault.place.line == len((scan / LADDER).read_text("utf-8").splitlines())
    assert fault.wrong.startswith("incident-management.1.x: ")
