"""Choosing one item by its id, or all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from practices_catalog.faults import InputError, Place, refuse
from practices_catalog.model import Catalogue, Practice
from practices_catalog.nearest import write_nearest
from practices_catalog.practice_names import unknown_practice

Item = TypeVar("Item")
MOST_LISTED = 10


def pick(noun: str, wanted: str | None, known: Mapping[str, Item], command: str = "") -> list[Item]:
    """Return the item with the wanted id, or all items if no id is given.

    Args:
        noun: what to call an item, such as `practice`.
        wanted: the id that was typed.
        known: all items by id.
        command: the command that lists the ids; by default, `noun` with an s.

    Raises:
        InputError: no item has that id.
    """
    if wanted is None:
        return list(known.values())
    if wanted not in known:
        raise refuse(
            f"no {noun} has the id {wanted!r}", write_nearest(wanted, known, _one_of(command or f"{noun}s", known))
        )
    return [known[wanted]]


def pick_practice(catalogue: Catalogue, wanted: str) -> Practice:
    """Return the practice with the wanted id or name.

    Raises:
        InputError: no practice has that id or name.
    """
    found = catalogue.finder.find(wanted)
    if found is None:
        raise InputError([unknown_practice(catalogue.finder, wanted, Place())])
    return catalogue.practice[found]


def _one_of(command: str, known: Mapping[str, Item]) -> str:
    if len(known) <= MOST_LISTED:
        return f"write {'one of ' if len(known) > 1 else ''}{', '.join(known)}"
    return f"see `wayfinder {command}` for all {len(known)} ids"
