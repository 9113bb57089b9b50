"""The fix suggested for an unknown id or key."""

from __future__ import annotations

import pytest

from practices_catalog.nearest import mend_key, nearest, write_nearest


def test_the_nearest_id_is_found_whatever_its_case() -> None:
    """`Problem-Managment` means problem management."""
    assert nearest(" Problem-Managment", ["incident-management", "problem-management"]) == "problem-management"


def test_without_a_near_id_the_other_fix_is_used() -> None:
    """No id is suggested."""
    assert write_nearest("xyz", ["incident-management"], "name a practice") == "name a practice"


@pytest.mark.parametrize(
    ("key", "value", "mend"),
    [
        ("evidnce", "a log", "write 'evidence'"),
        ("which nobody wrote", "", "put the text before it in double quotes; without quotes, a comma ends the text"),
        ("which nobody wrote", None, "put the text before it in double quotes; without quotes, a comma ends the text"),
        ("of two words", "with a value", "remove it"),
    ],
)
def test_the_rest_of_a_text_is_not_a_key_to_be_removed(key: str, value: str | None, mend: str) -> None:
    """YAML cut the text off at a comma."""
    assert mend_key(key, value, ["evidence", "comment"], "remove it") == mend
