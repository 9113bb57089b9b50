"""The rules for the triage."""

from __future__ import annotations

from pathlib import Path

import pytest

from practices_catalog.model import Catalogue
from questionnaires.loading import DATA, read_triage


@pytest.mark.parametrize(
    ("old", "new", "wrong", "mend"),
    [
        (
            "id: repeat-incidents",
            "id: repeat-incident",
            "the approach support-quality has the signal 'repeat-incidents', which isn't a symptom",
            "write 'repeat-incident'",
        ),
        (
            "id: repeat-incidents",
            "id: repeat-incident",
            "the symptom 'repeat-incident' isn't a signal of any approach",
            "add it to an approach as a signal, or remove it",
        ),
        (
            "id: repeat-incidents",
            "id: chased-calls",
            "the symptom 'chased-calls' appears twice",
            "rename or remove one of the two",
        ),
        (
            "practices: [problem-management, incident-management]",
            "practices: [problem-managment, incident-management]",
            "the symptom 'repeat-incidents' speaks of 'problem-managment', which isn't a practice",
            "write 'problem-management'",
        ),
        (
            "practices: [problem-management, incident-management]",
            "practices: [problem-management, plumbing]",
            "the symptom 'repeat-incidents' speaks of 'plumbing', which isn't a practice",
            "use the id of a practice",
        ),
        (
            "practices: [problem-management, incident-management]",
            "practices: [problem-management, problem-management]",
            "the symptom 'repeat-incidents' lists 'problem-management' twice",
            "remove one of the two",
        ),
        (
            "explained_by: [1, 2]",
            "explained_by: [2, 2]",
            "the symptom 'repeat-incidents' lists level 2 twice",
            "remove one of the two",
        ),
        (
            "explained_by: [1, 2]",
            "resembles: [chased-call]",
            "the symptom 'repeat-incidents' resembles 'chased-call', which isn't another symptom",
            "write 'chased-calls'",
        ),
        (
            "explained_by: [1, 2]",
            "resembles: [repeat-incidents]",
            "the symptom 'repeat-incidents' resembles 'repeat-incidents', which isn't another symptom",
            "use the id of another symptom",
        ),
    ],
)
def test_a_triage_that_breaks_a_rule_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    catalogue: Catalogue, tmp_path: Path, old: str, new: str, wrong: str, mend: str
) -> None:
    """Signals without a symptom, symptoms without an approach, unknown practices, and what appears twice."""
    content = (DATA / "triage.yaml").read_text("utf-8").replace(old, new, 1)
    (tmp_path / "triage.yaml").write_text(content, "utf-8")

    triage, faults = read_triage(catalogue, [tmp_path])

    assert triage is not None
    assert (wrong, mend) in [(fault.wrong, fault.mend) for fault in faults]
    assert all(fault.place.file == str(tmp_path / "triage.yaml") and fault.place.line for fault in faults)


def test_a_symptom_must_name_a_practice(catalogue: Catalogue, tmp_path: Path) -> None:
    """Planning relies on it, so a missing or empty list is a fault with its place."""
    content = (DATA / "triage.yaml").read_text("utf-8")
    (tmp_path / "triage.yaml").write_text(
        content.replace("    practices: [service-configuration-management]\n", "", 1), "utf-8"
    )

    triage, faults = read_triage(catalogue, [tmp_path])

    assert triage is None
    assert [(fault.place.file, "practices" in fault.wrong) for fault in faults] == [
        (str(tmp_path / "triage.yaml"), True)
    ]
    assert faults[0].place.line


def test_a_practice_whose_file_cant_be_read_isnt_reported_twice(catalogue: Catalogue, tmp_path: Path) -> None:
    """Its own fault is enough."""
    content = (DATA / "triage.yaml").read_text("utf-8").replace("[service-configuration-management]", "[plumbing]", 1)
    (tmp_path / "triage.yaml").write_text(content, "utf-8")

    assert read_triage(catalogue, [tmp_path], {("practice", "plumbing")})[1] == []
