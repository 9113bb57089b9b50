"""Optimistic locking: whoever changes a row names the version that he saw."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from wayfinder.app.storage.base import Versioned

Row = TypeVar("Row", bound=Versioned)


class Conflict(Exception):  # noqa: N818 - it is what happened, and nobody's error
    """Somebody else changed the row in the meantime.

    Attributes:
        stored: the row as it is now, or None where it is gone.
    """

    def __init__(self, stored: Versioned | None) -> None:
        super().__init__("the row was changed by somebody else in the meantime")
        self.stored = stored


def to_change(session: Session, table: type[Row], row_id: str, version: int | None) -> Row:
    """Return a row for changing, if it still has the version that was seen.

    Raises:
        Conflict: it has another one, or is gone.
    """
    row = session.get(table, row_id, with_for_update=True)
    if row is None:
        raise Conflict(None)
    if row.version != version:
        session.expunge(row)  # undoing the transaction leaves it readable for the page of the conflict
        raise Conflict(row)
    return row
