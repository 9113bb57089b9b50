"""Choosing one item by its id, or all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from practices_catalog.faults import refuse
from practices_catalog.nearest import write_nearest

Item = TypeVar("Item")
MOST_LISTED = 10


def pick(noun: str, wanted: str | None, known: Mapping[str, Item]) -> list[Item]:
    """Return the item with the wanted id, or all items if no id is given.

    Raises:
        InputError: no item has that id.
    """
    if wanted is None:
        return list(known.values())
    if wanted not in known:
        raise refuse(f"no {noun} has the id {wanted!r}", write_nearest(wanted, known, _one_of(noun, known)))
    return [known[wanted]]


def _one_of(noun: str, known: Mapping[str, Item]) -> str:
    if len(known) <= MOST_LISTED:
        return f"write one of {', '.join(known)}"
    return f"see `wayfinder {noun}s` for all {len(known)} ids"
