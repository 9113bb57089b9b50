"""Signs without a glyph: the command that writes the report says which, and where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.conftest import Run

ANSWERS = """
wayfinder: answers/1
questionnaire: quick-scan
organization: {name: House of 𓅓}
respondent: {id: r1, name: Head of IT}
assessed_on: 2026-06-03
answers:
  incident-management.1: {rating: P, comment: one 𓅓 and one 𓅓}
"""


@pytest.mark.parametrize("notes", [1, 0])
def test_a_note_names_the_sign_and_its_places(run: Run, tmp_path: Path, notes: int) -> None:
    """There's no note if every sign has a glyph."""
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS if notes else ANSWERS.replace("𓅓", "owls"), encoding="utf-8")

    outcome = run("report", file, "--edition", "board", "-o", tmp_path / "r.pdf")

    said = [line for line in outcome.err.splitlines() if line.startswith("note: no font")]
    assert outcome.status == 0
    assert len(said) == notes
    assert all("[U+13153]" in line and "typed 3 times" in line for line in said)
    assert all("the organization's name; incident-management.1, Head of IT" in line for line in said)
