"""Error messages for administrators when the database can't be used, instead of a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError

from practices_catalog.faults import Fault, Place

SAVED_NOTHING = "nothing was saved"
FULL = (f"there is no space left on the disk of the database; {SAVED_NOTHING}", "free some space, then try again")
READ_ONLY = (
    f"the database file or its folder is read-only; {SAVED_NOTHING}",
    "give the user that runs Wayfinder write access to both, then try again",
)
BUSY = (
    f"another program is using the database; {SAVED_NOTHING}",
    "wait until a backup or upgrade has finished, or stop the other program, then try again",
)
UNREADABLE = (
    "the database file can't be read",
    "check the disk and the folder's permissions; a network share can't hold an SQLite database",
)
DAMAGED = ("the database file is damaged or isn't a database", "restore it from a backup, or name another file")
PASSING = (FULL, READ_ONLY, BUSY)
"""The file is intact but can't be written at the moment."""
SQLITE: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CANTOPEN: UNREADABLE,
    sqlite3.SQLITE_IOERR: UNREADABLE,
    sqlite3.SQLITE_PROTOCOL: UNREADABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
PRIMARY = 0xFF
"""The part of SQLite's extended error codes that identifies the kind of error."""
POSTGRESQL: Mapping[str, tuple[str, str]] = {
    "53100": FULL,
    "25006": READ_ONLY,
    "55P03": BUSY,
}
UNREACHABLE = (
    "the database can't be reached",
    "check that it's running, check the host, user and password, then try again",
)


def failure_of(error: DBAPIError) -> Fault | None:
    """Return what is wrong with the database and how to fix it, or None if the error is a bug in Wayfinder."""
    found: tuple[str, str] | None = None
    if isinstance(error.orig, sqlite3.Error):
        found = SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & PRIMARY)
    elif error.orig:
        found = POSTGRESQL.get(getattr(error.orig, "sqlstate", None) or "")
        if found is None and error.connection_invalidated:
            found = UNREACHABLE
    return Fault(Place(), *found) if found else None
