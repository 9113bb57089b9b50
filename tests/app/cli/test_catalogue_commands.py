"""The commands that show the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("command", "count"), [("practices", 34), ("frameworks", 3), ("approaches", 3), ("questionnaires", 1)]
)
def test_a_list_is_complete(run: Run, command: str, count: int) -> None:
    """Without an id, a command lists everything."""
    outcome = run(command, "--format", "json")

    assert outcome.status == 0
    assert len(outcome.document) == count


@pytest.mark.parametrize("form", ["table", "json", "csv", "yaml"])
@pytest.mark.parametrize(
    "command",
    [
        ["practices"],
        ["practices", "incident-management"],
        ["frameworks"],
        ["frameworks", "fitsm-1"],
        ["mappings"],
        ["mappings", "problem-management"],
        ["questionnaires"],
        ["questionnaires", "quick-scan"],
        ["approaches"],
        ["approaches", "change-risk"],
        ["crosswalk", "--from", "iso-20000-1:8.6.1", "--to", "cobit-2019"],
    ],
)
def test_every_list_has_every_format(run: Run, command: list[str], form: str) -> None:
    """Each command shows its result in each format."""
    outcome = run(*command, "--format", form)

    assert outcome.status == 0
    assert outcome.err == ""
    assert outcome.out.strip()


def test_an_unknown_id_suggests_the_nearest(run: Run) -> None:
    """The fix names the id that was probably meant."""
    outcome = run("practices", "problem-managment")

    assert outcome.status == 2
    assert outcome.err == (
        "error: no practice has the id or name 'problem-managment'; did you mean 'problem-management'?\n"
    )


def test_a_crosswalk_goes_through_the_practices_mapped_to_both(run: Run) -> None:
    """Incident management in ISO/IEC 20000-1 leads to DSS02 through the practice of that name."""
    ways = run("crosswalk", "--from", "iso-20000-1:8.6.1", "--to", "cobit-2019", "--format", "json").document

    assert ("incident-management", "DSS02") in {(way["practice"], way["to"]["requirement"]) for way in ways}
    assert {way["from"]["requirement"] for way in ways} == {"8.6.1"}


def test_a_crosswalk_from_a_parent_includes_its_children(run: Run) -> None:
    """Clause 8.6 includes 8.6.1 to 8.6.3."""
    ways = run("crosswalk", "--from", "iso-20000-1:8.6", "--to", "fitsm-1", "--format", "json").document

    assert {way["from"]["requirement"] for way in ways} == {"8.6.1", "8.6.2", "8.6.3"}


def test_mappings_of_one_practice_are_filtered(run: Run) -> None:
    """The output has nothing else."""
    documents = run("mappings", "service-desk", "--format", "json").document

    assert {document["practice"] for document in documents} == {"service-desk"}
