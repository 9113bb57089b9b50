"""A database's file seen from outside: whether anything was written, and back to what it was."""

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
        """Return whether somebody committed a change since the last look."""
        before, self._seen = self._seen, self._version()
        return self._seen != before

    def dump(self) -> list[str]:
        """Return all rows of all tables."""
        return list(self._connection.iterdump())

    def texts(self) -> Iterator[str]:
        """Yield every text of every row; documents as the texts that they hold."""
        tables = [name for (name,) in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in self._connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own name
                for value in row:
                    if isinstance(value, str):
                        yield json.dumps(json.loads(value), ensure_ascii=False) if value[:1] in {"{", "["} else value

    def too_long(self) -> list[str]:
        """Return the columns that hold more than they may: SQLite takes it, PostgreSQL does not."""
        return [
            f"{column} holds more than {most} characters"
            for column, most in LIMITS.items()
            if self._connection.execute(
                f'SELECT 1 FROM "{column.table.name}" WHERE length("{column.name}") > ? LIMIT 1',  # noqa: S608
                (most,),
            ).fetchone()
        ]

    def restore(self) -> None:
        """Make the file what it was."""
        self._kept.backup(self._connection)
        self._seen = self._version()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._kept.close()

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version
