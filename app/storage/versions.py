"""Optimistic locking: whoever changes a row names the version that he saw."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from app.storage.base import Versioned

Row = TypeVar("Row", bound=Versioned)
Locked = TypeVar("Locked")


class Conflict(Exception):  # noqa: N818 - it is what happened, and nobody's error
    """Somebody else changed the row in the meantime.

    Attributes:
        stored: the row as it is now, or None where it is gone.
    """

    def __init__(self, stored: Versioned | None) -> None:
        super().__init__("the row was changed by somebody else in the meantime")
        self.stored = stored


def locked(session: Session, table: type[Locked], row_id: str) -> Locked | None:
    """Return a row that nobody else changes until the transaction ends, None where there is none.

    On SQLite the whole transaction has its turn already; elsewhere the row itself is locked, and none that is loaded
    along with it.
    """
    return session.get(table, row_id, with_for_update={"of": table})


def to_change(session: Session, table: type[Row], row_id: str, version: int | None) -> Row:
    """Return a row for changing, if it still has the version that was seen.

    Raises:
        Conflict: it has another one, or is gone.
    """
    row = locked(session, table, row_id)
    if row is None:
        raise Conflict(None)
    if row.version != version:
        session.expunge(row)  # undoing the transaction leaves it readable for the page of the conflict
        raise Conflict(row)
    return row
