"""Upgrading a database to the tables of this release, with Alembic but without an Alembic configuration file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from app.storage import private_files
from app.storage.failures import PASSING, failure_of
from practices_catalog.faults import InputError, refuse

SAMPLE = "write a file name or postgresql+psycopg://user:password@host/name"
MIGRATIONS = Path(__file__).parent / "migrations"


class BrokenReferences(Exception):  # noqa: N818 - describes what happened
    """A migration left rows that refer to missing rows; it has been rolled back."""


def upgrade(url: str) -> None:
    """Upgrade a database to the newest revision, or leave it unchanged after an error.

    Raises:
        BrokenReferences: a migration removed rows that others refer to.
        InputError: the database doesn't exist or can't be opened.
    """
    with _migrating(url) as connection:
        config = _config()
        _refuse_newer(connection, config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            # Foreign keys were off during the upgrade.
            _check_references(connection)


def current(url: str) -> str | None:
    """Return the revision of a database, or None if it has no tables yet.

    Raises:
        InputError: the database doesn't exist or can't be opened.
    """
    with _migrating(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the revision that this release needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # noqa: S101 - the revisions are part of this package
    return head


def _config() -> Config:
    config = Config()
    # In an Alembic configuration, a percent sign starts a placeholder.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _migrating(url: str) -> Iterator[Connection]:
    """Open a connection in a transaction; on SQLite, foreign keys are off.

    To alter a table on SQLite, Alembic creates a new table and drops the old one. With foreign keys on, dropping the
    old table would delete the rows that refer to it.
    """
    engine = _engine(url)
    private_files.prepare_database(engine.url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def set_pragmas(connection: Any, _record: object) -> None:
            # Otherwise, sqlite3 doesn't open a transaction for DDL, and a failed upgrade could stop halfway.
            connection.isolation_level = None
            connection.execute("PRAGMA foreign_keys=OFF").close()
            connection.execute("PRAGMA busy_timeout=10000").close()
            _refuse_without_wal(connection, engine.url.database)

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        _check_opens(engine)
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(url: str) -> Engine:
    try:
        return create_engine(url)
    except NoSuchModuleError:
        raise refuse(f"{make_url(url).drivername} isn't a supported kind of database", SAMPLE) from None
    except ModuleNotFoundError as error:
        mend = "for PostgreSQL, install itsm-wayfinder[postgresql]"
        raise refuse(f"the database needs the Python package {error.name}, which isn't installed", mend) from None


def _check_opens(engine: Engine) -> None:
    try:
        with engine.begin():
            pass
    except DBAPIError as error:
        failure = failure_of(error)
        if failure and (failure.wrong, failure.mend) in PASSING:
            raise InputError([failure]) from None
        why = str(error.orig).strip().replace("\n", " ")
        if engine.dialect.name == "sqlite":
            mend = "choose a new file, or one created by Wayfinder, in a folder that you can write to"
            raise refuse(f"{engine.url.database} can't be opened as a database: {why}", mend) from None
        raise refuse(
            f"can't connect to the database: {why}", "check the host, user, password and database name"
        ) from None


def _refuse_without_wal(connection: Any, file: str | None) -> None:
    """Refuse a location where readers and a writer can't work at the same time, such as most network shares."""
    cursor = connection.execute("PRAGMA journal_mode=WAL")
    mode = cursor.fetchone()[0]
    cursor.close()
    if mode not in {"wal", "memory"}:
        wrong = f"{file} is on a file system that can't hold an SQLite database used by several people"
        raise refuse(wrong, "put the file on a local disk, or use PostgreSQL")


def _refuse_newer(connection: Connection, config: Config) -> None:
    """Refuse tables that were created by a newer release."""
    found = MigrationContext.configure(connection).get_current_revision()
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        wrong = "the database was created by a newer release of Wayfinder"
        raise refuse(wrong, "install that release, or restore a backup from before the upgrade")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise BrokenReferences(f"{len(broken)} rows of {tables} refer to missing rows")
