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
            "the symptom 'repeat-incidents' points to 'problem-managment', which isn't a practice",
            "write 'problem-management'",
        ),
        (
            "practices: [problem-management, incident-management]",
            "practices: [problem-management, plumbing]",
            "the symptom 'repeat-incidents' points to 'plumbing', which isn't a practice",
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


@pytest.mark.parametrize(
    ("old", "new", "wrong", "mend"),
    [
        (
            "id: suppliers-apart",
            "id: no-service-owner",
            "the underlying cause 'no-service-owner' appears twice",
            "rename or remove one of the two",
        ),
        (
            "symptoms: [green-reports, chased-calls,",
            "symptoms: [green-report, chased-calls,",
            "the underlying cause 'no-service-owner' leads to 'green-report', which isn't a symptom",
            "write 'green-reports'",
        ),
        (
            "symptoms: [green-reports, chased-calls,",
            "symptoms: [plumbing, chased-calls,",
            "the underlying cause 'no-service-owner' leads to 'plumbing', which isn't a symptom",
            "use the id of a symptom",
        ),
        (
            "symptoms: [green-reports, chased-calls,",
            "symptoms: [chased-calls, chased-calls,",
            "the underlying cause 'no-service-owner' lists 'chased-calls' twice",
            "remove one of the two",
        ),
        (
            "signs:\n      service-level-management:",
            "signs:\n      service-level-managment:",
            "the underlying cause 'no-service-owner' has signs in 'service-level-managment', which isn't a practice",
            "write 'service-level-management'",
        ),
        (
            "signs:\n      service-level-management:",
            "signs:\n      plumbing:",
            "the underlying cause 'no-service-owner' has signs in 'plumbing', which isn't a practice",
            "use the id of a practice",
        ),
        (
            "signs:\n      service-level-management: [1, 2]",
            "signs:\n      service-level-management: [2, 2]",
            "the underlying cause 'no-service-owner' lists level 2 of service-level-management twice",
            "remove one of the two",
        ),
    ],
)
def test_an_underlying_cause_that_breaks_a_rule_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    catalogue: Catalogue, tmp_path: Path, old: str, new: str, wrong: str, mend: str
) -> None:
    """Nothing else is wrong; the fault gives the line of the cause, or that of the causes if one appears twice."""
    content = (DATA / "triage.yaml").read_text("utf-8")
    assert old in content
    (tmp_path / "triage.yaml").write_text(content.replace(old, new, 1), "utf-8")

    triage, (fault,) = read_triage(catalogue, [tmp_path])

    assert triage is not None
    assert (fault.wrong, fault.mend) == (wrong, mend)
    assert fault.place.file == str(tmp_path / "triage.yaml")
    lines = (tmp_path / "triage.yaml").read_text("utf-8").splitlines()
    assert fault.place.line is not None
    assert lines[fault.place.line - 1].split(":")[0].strip() in {"underlying_causes", "symptoms", "signs"}


@pytest.mark.parametrize(
    ("start", "end", "least", "where"),
    [
        ("    words: [owner, owners,", "]", "    words: []", "words"),
        ("    symptoms: [green-reports, chased-calls,", "]", "    symptoms: [green-reports]", "symptoms"),
        (
            "    signs:\n      service-level-management:",
            "    choice:",
            "    signs:\n      service-desk: [1]\n    choice:",
            "signs",
        ),
    ],
)
def test_an_underlying_cause_has_words_two_symptoms_and_two_practices(  # noqa: PLR0913, PLR0917 - columns of a table
    catalogue: Catalogue, tmp_path: Path, start: str, end: str, least: str, where: str
) -> None:
    """Without words, any text would speak of it."""
    before, _, rest = (DATA / "triage.yaml").read_text("utf-8").partition(start)
    assert rest
    (tmp_path / "triage.yaml").write_text(f"{before}{least}{rest.partition(end)[2]}", "utf-8")

    triage, (fault,) = read_triage(catalogue, [tmp_path])

    assert triage is None
    assert where in f"{fault.place.key} {fault.wrong}"


def test_a_practice_whose_file_cant_be_read_may_show_a_cause(catalogue: Catalogue, tmp_path: Path) -> None:
    """Its own fault is enough."""
    old, new = "signs:\n      service-level-management:", "signs:\n      plumbing:"
    content = (DATA / "triage.yaml").read_text("utf-8").replace(old, new, 1)
    (tmp_path / "triage.yaml").write_text(content, "utf-8")

    assert len(read_triage(catalogue, [tmp_path])[1]) == 1
    assert read_triage(catalogue, [tmp_path], {("practice", "plumbing")})[1] == []
