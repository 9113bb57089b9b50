"""Paging of long lists, from the database or in memory.

A workshop page with fifty respondents and a hundred disagreements would be too much for a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 20

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """One page of a list; `total` is the number of items on all pages."""

    items: tuple[Item, ...]
    page: int
    pages: int
    total: int


def page_number() -> int:
    """Return the page number in the URL, or 1 if the URL has none."""
    return request.args.get("page", 1, type=int)


def page_of(items: Sequence[Item], number: int, size: int = PAGE_SIZE) -> ListPage[Item]:
    """Return a page of a sequence; a number out of range gives the nearest page."""
    pages, page = _clamped(len(items), number, size)
    return ListPage(tuple(items[(page - 1) * size : page * size]), page, pages, len(items))


def page_of_query(
    session: Session, query: Select[*tuple[Any, ...]], number: int, size: int = PAGE_SIZE
) -> ListPage[Any]:
    """Return a page of a query's rows; a query for one entity or column gives plain values instead of rows."""
    total = session.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
    pages, page = _clamped(total, number, size)
    found = session.execute(query.limit(size).offset((page - 1) * size))
    is_single = len(query.column_descriptions) == 1
    return ListPage(tuple(found.scalars() if is_single else found), page, pages, total)


def _clamped(total: int, number: int, size: int) -> tuple[int, int]:
    """Return the number of pages, and the page number within its range."""
    pages = max(1, -(-total // size))
    return pages, min(max(number, 1), pages)
