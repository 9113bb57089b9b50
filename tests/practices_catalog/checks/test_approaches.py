"""The rules for an approach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practices_catalog.checks.repeated import repeated

SUPPORT = "approaches/support-quality.yaml"


@pytest.mark.parametrize(
    ("old", "new", "marker", "wrong", "mend"),
    [
        ("entry: [incident-", "entry: [incidents-", "entry:", "no practice has the id", "write 'incident-management'"),
        ("  service-desk: 9", "  servicedesk: 9\n  service-desk: 9", "weights:", "'servicedesk'", "'service-desk'"),
        ("  service-desk: 9\n", "", "weights:", "has no weight for service-desk", "add a weight from 0 to 10"),
        ("supporting: [", "supporting: [service-desk, ", "supporting:", "service-desk is listed twice", "remove one"),
        ("symptom: chased-calls", "symptom: repeat-incidents", "signals:", "repeat-incidents is listed twice", "merge"),
    ],
)
def test_an_approach_that_breaks_a_rule_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    fault_of: Callable[[str, str, str, str], tuple[str, str]],
    old: str,
    new: str,
    marker: str,
    wrong: str,
    mend: str,
) -> None:
    """This covers unknown and repeated practices, and practices without a weight."""
    said = fault_of(SUPPORT, old, new, marker)

    assert wrong in said[0]
    assert mend in said[1]


def test_duplicates_are_named_once_in_order() -> None:
    """The list has b three times and a twice."""
    assert repeated(["b", "a", "b", "c", "a", "b"]) == ["b", "a"]
