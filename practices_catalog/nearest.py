"""The valid id closest to an unknown one, suggested in error messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 200  # comparing longer texts is slow, and no id is that long


def nearest(wrong: str, valid: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the valid id most like `wrong`, or None if none is close."""
    if len(wrong) > LONGEST:
        return None
    by_folded = {each.casefold(): each for each in valid}
    found = get_close_matches(wrong.strip().casefold(), list(by_folded), n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else None


def write_nearest(wrong: str, valid: Iterable[str], otherwise: str) -> str:
    """Return the instruction "write 'x'" with the closest valid id, or `otherwise` if none is close."""
    found = nearest(wrong, valid)
    return f"write {found!r}" if found else otherwise


def mend_key(key: str, value: str | None, valid: Iterable[str], otherwise: str) -> str:
    """Return the instruction that fixes an unknown key.

    A key of several words without a value is usually the second half of a text that YAML cut at a comma. Removing the
    key would delete what someone wrote.
    """
    if " " in key.strip() and not value:
        return "put the text before it in double quotes; without quotes, a comma ends the text"
    return write_nearest(key, valid, otherwise)
