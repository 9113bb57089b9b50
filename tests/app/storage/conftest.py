"""A separate database for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.database import Database
from app.storage.migrating import upgrade


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The URL of a database that doesn't exist yet."""
    return f"sqlite:///{tmp_path / 'wayfinder.db'}"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An empty database with all tables."""
    upgrade(url)
    database = Database(url)
    yield database
    database.close()
