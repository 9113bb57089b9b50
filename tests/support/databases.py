"""Databases with all tables: the migrations run once in a process, and each test gets a copy of the result.

`WAYFINDER_TEST_SERVER` names a PostgreSQL server, such as postgresql+psycopg://user:password@localhost, whose
user may create databases. If it is set, tests that don't need an SQLite file run there.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text

from app.storage.base import new_id
from app.storage.migrating import upgrade

SERVER = os.environ.get("WAYFINDER_TEST_SERVER", "")


def new_database(file: Path) -> str:
    """Return the URL of an empty database with all tables: this file, or a database on the server for tests."""
    if SERVER:
        return _create_database(f"TEMPLATE {_template()}")
    file.write_bytes(_empty())
    return f"sqlite:///{file}"


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        upgrade(f"sqlite:///{file}")
        return file.read_bytes()


@cache
def _template() -> str:
    url = _create_database()
    upgrade(url)
    return url.rpartition("/")[2]


def _create_database(options: str = "") -> str:
    name = f"test_{new_id().lower().replace('-', '_')}"
    engine = create_engine(f"{SERVER}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} {options}"))
    engine.dispose()
    return f"{SERVER}/{name}"
