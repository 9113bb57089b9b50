"""The check of the words for headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires.answers import heading_words
from questionnaires.checks import headings


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("[Befragter, ", "[Kommentar, Befragter, ", "the heading 'Kommentar' already means 'comment'"),
        ("comment: [Kommentar", "coment: [Kommentar", "there is no column 'coment'"),
        ("rung: [Stufe, Reifegrad, Sprosse, Fähigkeitsstufe]", "rung: []", ""),
        ("[Praktik, ", "[Praktik, Praktik, ", "the heading 'Praktik' appears twice"),
    ],
)
def test_wayfinder_check_reports_faults_of_headings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: str, new: str, wrong: str
) -> None:
    """Each fault has the file and the line; a column without words is a fault too."""
    text = heading_words.FILE.read_text("utf-8")
    assert old in text
    changed = tmp_path / "headings.yaml"
    changed.write_text(text.replace(old, new), "utf-8")
    monkeypatch.setattr(headings, "FILE", changed)

    (fault,) = headings.heading_faults()

    assert (fault.place.file, wrong in fault.wrong) == ("headings.yaml", True)
    assert fault.place.line == text[: text.index(old)].count("\n") + 1


def test_the_shipped_headings_have_no_faults() -> None:
    """Otherwise, the tests above would prove nothing."""
    assert headings.heading_faults() == ()
