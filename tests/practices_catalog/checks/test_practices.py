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


def test_a_size_left_out_is_named(fault_of: Callable[[str, str, str, str], tuple[str, str]]) -> None:
    """All three sizes must have their efforts."""
    said = fault_of(INCIDENT, "  medium: [", "  # [", "effort:")

    assert said == ("has no effort for medium organizations", "add five numbers, in person-days")
