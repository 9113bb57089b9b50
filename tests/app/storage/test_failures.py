"""A database that can't be used says why and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.storage.database import Database
from app.storage.failures import failure_of
from app.storage.migrating import upgrade
from app.storage.organizations import OrganizationRow
from practices_catalog.faults import InputError


def _fill_the_disk(database: Database) -> None:
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # as small as the file already is
        connection.commit()


def _make_it_read_only(database: Database) -> None:
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")


@pytest.mark.parametrize(
    ("spoil", "wrong", "mend"),
    [(_fill_the_disk, "no space left", "free some space"), (_make_it_read_only, "read-only", "write access to both")],
)
def test_a_failed_save_says_why(database: Database, spoil: Callable[[Database], None], wrong: str, mend: str) -> None:
    """The message adds that nothing was saved."""
    spoil(database)

    with pytest.raises(DBAPIError) as caught, database.writing() as session:
        session.add_all(OrganizationRow(name="Northfield" * 20) for _ in range(100))

    fault = failure_of(caught.value)
    assert fault is not None
    assert wrong in fault.wrong
    assert "nothing was saved" in fault.wrong
    assert mend in fault.mend


def test_a_database_locked_by_another_program_is_busy(database: Database, url: str) -> None:
    """The other program may be a backup that copies the file."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE").close()
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
        with pytest.raises(DBAPIError) as caught, database.writing() as session:
            session.add(OrganizationRow(name="Northfield"))

    fault = failure_of(caught.value)
    assert fault is not None
    assert "another program" in fault.wrong


def test_a_bug_is_not_reported_as_a_database_failure(database: Database) -> None:
    """It remains an error with its traceback."""
    with pytest.raises(DBAPIError) as caught, database.reading() as session:
        session.execute(text("SELECT nothing FROM nowhere"))

    assert failure_of(caught.value) is None


def test_tables_of_a_newer_release_are_refused(database: Database, url: str) -> None:
    """An older release must not change them."""
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(InputError, match="created by a newer release of Wayfinder; install that release"):
        upgrade(url)


def test_a_place_without_write_ahead_logging_is_refused(tmp_path: Path) -> None:
    """Most network shares are such places; a different locking method simulates one here."""
    with pytest.raises(InputError, match="put the file on a local disk, or use PostgreSQL"):
        upgrade(f"sqlite:///file:{tmp_path}/wayfinder.db?vfs=unix-dotfile&uri=true")
