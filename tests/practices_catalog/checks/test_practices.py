"""The rules for a practice's file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

INCIDENT = "practices/incident-management.yaml"


@pytest.mark.parametrize(
    ("old", "new", "marker", "wrong", "mend"),
    [
        ("itil-4: service,", "itil-4: servic,", "groups:", "has no group for the edition itil-4", "add one of"),
        ("- id: fast-restoration", "- id: early-detection", "success_factors:", "'early-detection' twice", "rename"),
        (
            "id: incident-management",
            "id: incident-managment",
            "id:",
            "doesn't match the name of the file",
            "use the same name",
        ),
        (
            "practice: service-desk",
            "practice: servise-desk",
            "servise",
            "no practice has the id 'servise-desk'",
            "write 'service-desk'",
        ),
        ("practice: service-desk", "practice: zzz", "zzz", "no practice has the id 'zzz'", "use the id of a practice"),
        ("mandate: ", f"mandate: {'x' * 140}", "mandate:", "must have at most 140 characters", "correct the value"),
    ],
)
def test_a_practice_that_breaks_a_rule_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    fault_of: Callable[[str, str, str, str], tuple[str, str]],
    old: str,
    new: str,
    marker: str,
    wrong: str,
    mend: str,
) -> None:
    """The fault gives the file, the line, what is wrong, and the nearest valid id."""
    said = fault_of(INCIDENT, old, new, marker)

    assert wrong in said[0]
    assert mend in said[1]


def test_an_activity_left_out_is_named(fault_of: Callable[[str, str, str, str], tuple[str, str]]) -> None:
    """Each practice must have all six activities."""
    said = fault_of(INCIDENT, "  improve: {", "  # {", "value_chain:")

    assert said == (
        "has no contribution to improve",
        "add the activity, with `none` if it doesn't apply",
    )


@pytest.mark.parametrize(
    ("old", "new", "marker", "wrong", "mend"),
    [
        (
            "effort:\n  - level: 1",
            "effort:\n  - level: 2",
            "effort:",
            "lists the effort for levels 2, 2, 3, 4, 5",
            "list levels 1 to 5 once",
        ),
        (
            "small: [2, 4]",
            "small: [4, 4]",
            "small: [4, 4]",
            "has an effort from 4 to 4 days for small organizations",
            "give a low and a higher number of person-days",
        ),
        (
            "small: [2, 4]",
            "small: [100, 300]",
            "- level: 1",
            "has an effort for level 1 that doesn't grow with the organization",
            "give small organizations the lowest numbers and large ones the highest",
        ),
    ],
)
def test_an_impossible_effort_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    fault_of: Callable[[str, str, str, str], tuple[str, str]],
    old: str,
    new: str,
    marker: str,
    wrong: str,
    mend: str,
) -> None:
    """Levels out of order, an empty range, and an effort that shrinks as organizations grow."""
    assert fault_of(INCIDENT, old, new, marker) == (wrong, mend)
