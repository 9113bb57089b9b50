"""Long lists in pieces: fifty respondents with a hundred disagreements make a page that no browser likes whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

ON_A_PAGE = 20

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Piece(Generic[Item]):
    """One page of a list, and which of how many it is."""

    items: tuple[Item, ...]
    page: int
    pages: int


def piece(items: Sequence[Item], page: int) -> Piece[Item]:
    """Return a page of a list; one before the first or past the last is the nearest that there is."""
    pages = max(1, -(-len(items) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    return Piece(tuple(items[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]), page, pages)
