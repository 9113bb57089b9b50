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

    assert faults(desk, two, one) == [f"has the same respondent id as {one}, 'r1', with the same ratings"]


def test_two_files_of_one_respondent_say_where_they_differ(desk: Desk) -> None:
    """The first statements with both ratings, and how many more."""
    one = answers(desk, "one.yaml", "respondent: {id: r1}\nanswers: {service-desk.1: F, service-desk.2: L}")
    two = answers(desk, "two.yaml", "respondent: {id: r1}\nanswers: {service-desk.1: P}")
    three = answers(desk, "three.yaml", "respondent: {id: r1}\nrung: {problem-management: 3}")

    (said,) = faults(desk, one, two)
    assert said == (
        f"has the same respondent id as {one}, 'r1', but service-desk.1 is P here and F there, "
        "service-desk.2 is unanswered here and L there"
    )
    (said,) = faults(desk, one, three)
    assert said.endswith(", and 4 more differ")


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("{name: Ann Lee}", "{name: ' ann  LEE'}", "neither has an id"),
        ("{name: Ann Lee, id: a}", "{name: Ann Lee}", "this file has no id"),
        ("{name: Ann Lee}", "{name: Ann Lee, id: z}", "FIRST has no id"),
    ],
)
def test_one_name_without_ids_is_ambiguous(desk: Desk, first: str, second: str, why: str) -> None:
    """It may be one person twice or two people, so the message asks for ids and says where the files differ."""
    one = answers(desk, "a.yaml", f"respondent: {first}\nanswers: {{service-desk.1: F}}")
    two = answers(desk, "z.yaml", f"respondent: {second}\nanswers: {{service-desk.1: P}}")

    with pytest.raises(InputError) as caught:
        read(desk, two, one)

    (fault,) = caught.value.faults
    name = "Ann Lee" if "ann" not in second else "ann LEE"
    reason = why.replace("FIRST", str(one))
    assert fault.place.file == str(two)
    assert fault.wrong == (
        f"has the same respondent as {one}, '{name}', and {reason}, but service-desk.1 is P here and F there"
    )
    assert fault.mend == (
        "if they are two people, give each an id (respondent.id); otherwise, use only one of the files"
    )


def test_one_name_with_two_ids_is_two_people(desk: Desk) -> None:
    """As for anonymous respondents, whose name says nothing."""
    one = answers(desk, "a.yaml", "respondent: {name: Ann Lee, id: r1}")
    two = answers(desk, "b.yaml", "respondent: {name: Ann Lee, id: r2}\nanswers: {service-desk.1: F}")
    three = answers(desk, "c.yaml", "respondent: {name: Anonymous}")
    four = answers(desk, "d.yaml", "respondent: {name: Anonymous}\nanswers: {service-desk.1: F}")

    assert [each.respondent.id for each in read(desk, one, two, three, four).responses] == ["c", "d", "r1", "r2"]


def test_exact_copies_count_once_and_are_said(desk: Desk) -> None:
    """A copy under another name, and the same file twice."""
    one = answers(desk, "a.yaml", "respondent: {name: Ann Lee}\nanswers: {service-desk.1: F}")
    copy = answers(desk, "b.yaml", "respondent: {name: Ann Lee}\nanswers: {service-desk.1: F}")

    found = read(desk, copy, one, one)

    assert len(found.responses) == 1
    assert found.remarks == (
        f"{one} was given twice, so it counts once",
        f"{copy} is an exact copy of {one}, so it counts once",
    )


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
    two = answers(desk, "two.yaml", "respondent: {id: R1}")

    assert len(faults(desk, bad, one, gone, two)) == 2 + 1 + 1


def test_no_files_is_a_fault(desk: Desk) -> None:
    """There is nothing to assess."""
    assert faults(desk) == ["no file was given"]
