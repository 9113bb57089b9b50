"""A database file seen from outside: whether anything was written, and how to restore it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Enum, String

from app.storage.tables import metadata

LIMITS = {
    column: column.type.length
    for table in metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, String) and column.type.length and not isinstance(column.type, Enum)
}


class Kept:
    """Remembers the state of a file."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._kept = sqlite3.connect(":memory:")
        self._connection.backup(self._kept)
        self._seen = self._version()

    def was_written(self) -> bool:
        """Return whether anything has been committed since the last call."""
        before, self._seen = self._seen, self._version()
        return self._seen != before

    def dump(self) -> list[str]:
        """Return all rows of all tables."""
        return list(self._connection.iterdump())

    def dump_besides_audit(self) -> list[str]:
        """Return all rows except audit entries about downloads, which opening a page may add."""
        return [row for row in self.dump() if not row.startswith(('INSERT INTO "audit"', 'INSERT INTO "sqlite_seq'))]

    def texts(self) -> Iterator[str]:
        """Yield every text of every row, including the texts in documents."""
        tables = [name for (name,) in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in self._connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own name
                for value in row:
                    if isinstance(value, str):
                        yield json.dumps(json.loads(value), ensure_ascii=False) if value[:1] in {"{", "["} else value

    def too_long(self) -> list[str]:
        """Return the columns with values that are too long: SQLite accepts them, PostgreSQL doesn't."""
        return [
            f"{column} has more than {most} characters"
            for column, most in LIMITS.items()
            if self._connection.execute(
                f'SELECT 1 FROM "{column.table.name}" WHERE length("{column.name}") > ? LIMIT 1',  # noqa: S608
                (most,),
            ).fetchone()
        ]

    def restore(self) -> None:
        """Restore the file."""
        self._kept.backup(self._connection)
        self._seen = self._version()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._kept.close()

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version
