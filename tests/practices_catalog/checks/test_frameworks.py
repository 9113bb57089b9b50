"""The rules for requirements and mappings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from practices_catalog.faults import Fault, InputError
from practices_catalog.loading import DATA, load_catalogue

Broken = Callable[[str, str, str], tuple[Fault, ...]]
REQUIREMENTS = "frameworks/iso-20000-1/requirements.yaml"
MAPPINGS = "frameworks/iso-20000-1/mappings.yaml"
FITSM = "frameworks/fitsm-1/mappings.yaml"
FIRST = '- practice: strategy-management\n    requirement: "4.1"'


@pytest.mark.parametrize(
    ("file", "old", "new", "marker", "wrong", "mend"),
    [
        (REQUIREMENTS, 'parent: "4"}', 'parent: "40"}', '"40"', "the parent '40' of 4.1 isn't", "write '4'"),
        (
            REQUIREMENTS,
            'parent: "4"}',
            'parent: "null"}',
            '"null"',
            "of 4.1 isn't a requirement",
            "leave out `parent`",
        ),
        (
            REQUIREMENTS,
            'parent: "4"}',
            'parent: "5"}',
            'parent: "5"',
            "the parent 5 comes after its child 4.1",
            "move the parent",
        ),
        (
            REQUIREMENTS,
            'parent: "4"}',
            'parent: "4", outside: "x"}',
            '"x"',
            "4.1 is marked as outside, but is mapped",
            "remove",
        ),
        (REQUIREMENTS, "an internal audit", "a visit.", "a visit.", "ends in a period", "remove the period"),
        (
            REQUIREMENTS,
            "an internal audit",
            "some months of records  # twice",
            "# twice",
            "'some months of records' is listed twice",
            "remove one",
        ),
        (MAPPINGS, "practice: strategy-management", "practice: strategy-manager", "manager", "no practice", "write"),
        (MAPPINGS, 'requirement: "4.1"', 'requirement: "4.1.9"', "4.1.9", "has no requirement '4.1.9'", "write '4.1'"),
        (
            MAPPINGS,
            "framework: iso-20000-1",
            "framework: iso-20000",
            "framework:",
            "doesn't match the name",
            "use the same name",
        ),
        (
            FITSM,
            "no_counterpart:",
            "no_counterpart:\n  - {practice: x, why: y}",
            "no_counterpart:",
            "the id 'x'",
            "use the id",
        ),
    ],
)
def test_a_framework_that_breaks_a_rule_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    broken: Broken, tmp_path: Path, file: str, old: str, new: str, marker: str, wrong: str, mend: str
) -> None:
    """The fault gives its line; others may follow from it."""
    faults = broken(file, old, new)
    lines = (tmp_path / file).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if marker in text)

    assert any(f.place.line == line and wrong in f.wrong and mend in f.mend for f in faults), list(map(str, faults))


def test_a_duplicate_requirement_is_named(broken: Broken) -> None:
    """4.2 replaces 4.1; the mappings to 4.1 are named too."""
    said = {fault.wrong for fault in broken(REQUIREMENTS, '"4.1", title', '"4.2", title')}

    assert "the requirement 4.2 is listed twice" in said
    assert "ISO/IEC 20000-1 has no requirement '4.1'" in said


def test_an_unmapped_requirement_is_named(broken: Broken) -> None:
    """A requirement has a mapping or a reason."""
    old = '{id: "5", title: "Leadership", outside: "A heading; its requirements are 5.1 to 5.3."}'

    (fault,) = broken(REQUIREMENTS, old, '{id: "5", title: "Leadership"}')

    assert fault.wrong == "no practice is mapped to 5"
    assert fault.mend == "map one, or say why not under `outside`"


def test_a_duplicate_mapping_is_named(broken: Broken) -> None:
    """Both have the same practice and requirement."""
    again = f"{FIRST}\n    relation: equal\n    strength: primary\n    rationale: again\n  {FIRST}"

    (fault,) = broken(MAPPINGS, FIRST, again)

    assert (fault.wrong, fault.mend) == ("strategy-management is mapped to 4.1 twice", "merge the two")


def test_a_practice_is_mapped_or_says_why_not(broken: Broken) -> None:
    """Architecture management loses its reason, and the service desk gets one that it doesn't need."""
    faults = broken(FITSM, "practice: architecture-management, why", "practice: service-desk, why")

    assert {fault.wrong for fault in faults} == {
        "service-desk is listed under no_counterpart, but is mapped",
        "architecture-management isn't mapped to FitSM-1",
    }


def test_mappings_without_a_framework_are_named(tmp_path: Path) -> None:
    """The folder has nothing but mappings."""
    folder = tmp_path / "frameworks" / "mine"
    folder.mkdir(parents=True)
    (folder / "mappings.yaml").write_text("framework: mine\nmappings: []\n", "utf-8")

    with pytest.raises(InputError, match=r"no framework has the id 'mine'; add its requirements\.yaml"):
        load_catalogue(tmp_path)


CONTRACT = "have a contract with a certification body, weeks_before: 30}"


def test_milestones_stand_in_the_order_of_their_weeks(broken: Broken, tmp_path: Path) -> None:
    """The first is 39 weeks before the audit, and the second 40."""
    (fault,) = broken(REQUIREMENTS, CONTRACT, CONTRACT.replace("30", "40"))

    lines = (tmp_path / REQUIREMENTS).read_text("utf-8").splitlines()
    assert fault.place.line is not None
    assert "weeks_before: 40" in lines[fault.place.line - 1]
    assert fault.wrong == (
        "'have a contract with a certification body' has to be done before 'have the scope statement approved', "
        "which is listed above it"
    )
    assert fault.mend == "put the milestones in the order of their weeks, earliest first"


def test_milestones_may_be_in_the_same_week(tmp_path: Path) -> None:
    """Both are 39 weeks before the audit, and the catalogue can be read."""
    copy = tmp_path / REQUIREMENTS
    copy.parent.mkdir(parents=True)
    copy.write_text((DATA / REQUIREMENTS).read_text("utf-8").replace(CONTRACT, CONTRACT.replace("30", "39")), "utf-8")

    certificate = load_catalogue(tmp_path).framework["iso-20000-1"].certificate

    assert certificate is not None
    assert [each.weeks_before for each in certificate.milestones] == [39, 39, 22, 14, 11, 6]
