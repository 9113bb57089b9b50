"""The nearest valid id to one that is not known, for the mend of a fault."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(wrong: str, valid: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the valid id most like `wrong`, or None where none is near."""
    by_folded = {each.casefold(): each for each in valid}
    found = get_close_matches(wrong.strip().casefold(), list(by_folded), n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else None


def write_nearest(wrong: str, valid: Iterable[str], otherwise: str) -> str:
    """Return the mend "write `x`" with the nearest valid id, or `otherwise` where none is near."""
    found = nearest(wrong, valid)
    return f"write {found!r}" if found else otherwise


def mend_key(key: str, value: str | None, valid: Iterable[str], otherwise: str) -> str:
    """Return the mend for a key that is not known.

    A key of several words without a value is the second half of a text that YAML cut at a comma: to remove it would
    lose what someone wrote.
    """
    if " " in key.strip() and not value:
        return "put the text before it in double quotes, as a comma ends one without"
    return write_nearest(key, valid, otherwise)
