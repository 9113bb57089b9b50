"""Combining several files into one assessment."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from practices_catalog.faults import InputError
from questionnaires.answers.assessments import read_assessment
from questionnaires.answers.model import Assessment, Consensus, Organization
from questionnaires.model import Rating

if TYPE_CHECKING:
    from tests.questionnaires.answers.conftest import Desk


def read(desk: Desk, *paths: Path) -> Assessment:
    return read_assessment(paths, desk.catalogue, [desk.questionnaire], desk.triage)


def faults(desk: Desk, *paths: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(desk, *paths)
    return [fault.wrong for fault in caught.value.faults]


def answers(desk: Desk, name: str, rest: str = "") -> Path:
    return desk.save(name, f"wayfinder: answers/1\n{rest}\n")


def test_the_order_of_files_never_matters(desk: Desk) -> None:
    """Responses are ordered by respondent id. The assessment takes the latest day and the first values given."""
    paths = [
        answers(desk, "c.yaml", "organization: {name: Northfield}\nassessed_on: 2026-03-02"),
        answers(desk, "a.yaml", "organization: {it_staff: 400, industry: hospitals}"),
        answers(desk, "b.yaml", "organization: {name: ' NORTHFIELD '}\nassessed_on: 2026-03-01"),
    ]

    found = [read(desk, *order) for order in permutations(paths)]

    assert all(each == found[0] for each in found)
    assert [response.respondent.id for response in found[0].responses] == ["a", "b", "c"]
    assert found[0].assessed_on == "2026-03-02"
    assert found[0].organization == Organization("NORTHFIELD", "hospitals", 400)


def test_two_files_of_one_respondent_are_refused(desk: Desk) -> None:
    """Two ids that differ only in case are the same person."""
    one = answers(desk, "one.yaml", "respondent: {id: R1}")
    two = answers(desk, "two.yaml", "respondent: {id: r1}")

    assert faults(desk, two, one) == [f"has the same respondent id as {one}, 'r1'"]
    assert len(faults(desk, one, one)) == 1


def test_contradicting_facts_are_refused(desk: Desk) -> None:
    """Name and size of the organization must agree in all files that give them."""
    one = answers(desk, "a.yaml", "organization: {name: Northfield, it_staff: 400}")
    two = answers(desk, "b.yaml", "organization: {name: Southfield, it_staff: 40}")

    assert faults(desk, one, two) == [
        f"the name of the organization is 'Southfield', but 'Northfield' in {one}",
        f"the number of IT staff is '40', but '400' in {one}",
    ]


def test_consensus_comes_from_any_file_and_must_agree(desk: Desk) -> None:
    """All notes on the same rating are kept; a different rating is a fault."""
    one = answers(desk, "a.yaml", "consensus: {service-desk.1: {rating: P, note: workshop}}")
    two = answers(desk, "b.yaml", "consensus: {service-desk.1: {rating: P, note: call of 4 June}}")
    other = answers(desk, "c.yaml", "consensus: {service-desk.1: {rating: F, note: no}}")

    assert read(desk, one, two).consensus == {"service-desk.1": Consensus(Rating.P, "workshop\ncall of 4 June")}
    assert faults(desk, one, other) == [f"the consensus is F, but P in {one}"]


def test_the_faults_of_all_files_are_reported_together(desk: Desk) -> None:
    """They include each unreadable file and the contradictions among the others."""
    bad = desk.save("bad.csv", "statement,rating\nservice-desk.1,?\nservice-desk.2,?\n")
    gone = desk.folder / "gone.xlsx"
    one = answers(desk, "one.yaml", "respondent: {id: r1}")
    two = answers(desk, "two.yaml", "respondent: {id: r1}")

    assert len(faults(desk, bad, one, gone, two)) == 2 + 1 + 1


def test_no_files_is_a_fault(desk: Desk) -> None:
    """There is nothing to assess."""
    assert faults(desk) == ["no file was given"]
