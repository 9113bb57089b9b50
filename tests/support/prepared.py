"""Rows that a process creates once and copies into the databases of many tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Integer, Table, insert, select

from app.storage.database import Database
from app.storage.tables import metadata
from tests.support.applications import shipped_content
from tests.support.databases import new_database
from tests.support.factories import Make

Rows = dict[Table, list[dict[str, Any]]]


def prepared(create: Callable[[Make], object]) -> Rows:
    """Return all rows that a function creates in an empty database."""
    with TemporaryDirectory() as folder:
        database = Database(new_database(Path(folder) / "prepared.db"))
        create(Make(database, shipped_content()))
        with database.reading() as session:
            found = {
                table: [dict(row) for row in session.execute(select(table)).mappings()]
                for table in metadata.sorted_tables
            }
        database.close()
    return {table: [_without_number(table, row) for row in rows] for table, rows in found.items() if rows}


def copy(rows: Rows, database: Database) -> None:
    """Add the rows to a database."""
    with database.writing() as session:
        for table, each in rows.items():
            session.execute(insert(table), each)


def _without_number(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out a number that the database assigns, because another row may already have it."""
    numbers = [column.name for column in table.primary_key if isinstance(column.type, Integer)]
    return {name: value for name, value in row.items() if name not in numbers}
