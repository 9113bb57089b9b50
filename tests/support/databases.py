"""Databases with all tables: the migrations run once in a process, and each test gets a copy of the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.storage.migrating import upgrade


def new_database(file: Path) -> str:
    """Write an empty database with all tables, and return its URL."""
    file.write_bytes(_empty())
    return f"sqlite:///{file}"


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        upgrade(f"sqlite:///{file}")
        return file.read_bytes()
