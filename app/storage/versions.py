"""Optimistic locking: a change names the version of the row that its author saw."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from app.storage.base import Versioned

Row = TypeVar("Row", bound=Versioned)
Locked = TypeVar("Locked")


class Conflict(Exception):  # noqa: N818 - describes what happened
    """Someone else has changed the row.

    Attributes:
        stored: the row as it is now, or None if it has been deleted.
    """

    def __init__(self, stored: Versioned | None) -> None:
        super().__init__("someone else has changed the row")
        self.stored = stored


def locked(session: Session, table: type[Locked], row_id: str) -> Locked | None:
    """Return a row and lock it until the transaction ends; None if there is no such row.

    On SQLite, a writing transaction already has the whole database to itself. Elsewhere, only the row itself is locked,
    not the rows that are loaded with it.
    """
    # PostgreSQL refuses to lock rows of an outer join, so name the table.
    return session.get(table, row_id, with_for_update={"of": table})


def to_change(session: Session, table: type[Row], row_id: str, version: int | None) -> Row:
    """Return a row to change, if it still has the version that the user saw.

    Raises:
        Conflict: the row has another version, or has been deleted.
    """
    row = locked(session, table, row_id)
    if row is None:
        raise Conflict(None)
    if row.version != version:
        session.expunge(row)  # the conflict page shows it after the rollback
        raise Conflict(row)
    return row
