"""The rules for other names of practices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

V3 = "names/en-itil-3.yaml"


@pytest.mark.parametrize(
    ("old", "new", "marker", "wrong", "mend"),
    [
        (
            "  service-design:",
            "  servise-design:",
            "servise",
            "no practice has the id 'servise-design'",
            "service-design",
        ),
        ("[Event management]", "[Change control]", "Change control", "'Change control' already means", "one place"),
        ("[Event management]", "[service  DESK]", "service  DESK", "already means service-desk", "one place"),
        ("[Event management]", "[Zugriffsmanagement]", "- names:", "'Zugriffsmanagement' already means monitoring", ""),
        (
            "near: [it-asset-management,",
            "near: [it-assets,",
            "near: [it-assets",
            "no practice has the id 'it-assets'",
            "",
        ),
    ],
)
def test_a_name_with_two_meanings_or_none_is_named(  # noqa: PLR0913, PLR0917 - the columns of a table
    fault_of: Callable[[str, str, str, str], tuple[str, str]],
    old: str,
    new: str,
    marker: str,
    wrong: str,
    mend: str,
) -> None:
    """With file and line."""
    said = fault_of(V3, old, new, marker)

    assert wrong in said[0]
    assert mend in said[1]
