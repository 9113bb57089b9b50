"""Bringing a database to the tables of this release, by Alembic with its configuration built here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event

MIGRATIONS = Path(__file__).parent / "migrations"


class BrokenReferences(Exception):  # noqa: N818 - the domain's word
    """A migration left rows that refer to rows which are not there; nothing of it was kept."""


def upgrade(url: str) -> None:
    """Bring a database to the newest revision, wholly or not at all.

    Raises:
        BrokenReferences: a migration lost rows that others refer to.
    """
    with _migrating(url) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            _check_references(connection)


def current(url: str) -> str | None:
    """Return the revision that a database is at, or None where it has no tables yet."""
    with _migrating(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the revision that this release needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # noqa: S101 - the revisions are shipped with this module
    return head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _migrating(url: str) -> Iterator[Connection]:
    """Give a connection in a transaction, without foreign keys on SQLite.

    Alembic alters a table of SQLite by making it anew; with foreign keys on, dropping the old one deletes its children.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def set_pragmas(connection: Any, _record: object) -> None:
            connection.isolation_level = None
            connection.execute("PRAGMA foreign_keys=OFF").close()
            connection.execute("PRAGMA busy_timeout=10000").close()

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise BrokenReferences(f"{len(broken)} rows of {tables} refer to rows that are gone")
