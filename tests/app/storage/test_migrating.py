"""Migrations: upgrade to the tables of this release, or change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from app.storage.accounts import User
from app.storage.database import Database
from app.storage.migrating import BrokenReferences, current, newest, upgrade
from app.storage.organizations import Membership, OrganizationRow, Role
from app.storage.tables import metadata
from practices_catalog.faults import InputError


def test_the_migrated_tables_match_the_models(database: Database) -> None:
    """A model that changed without a revision fails this test, and so does a revision without its model."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_has_no_revision_and_an_upgraded_one_the_newest(url: str) -> None:
    """`wayfinder db current` shows both."""
    assert current(url) is None

    upgrade(url)

    assert current(url) == newest()


def test_upgrading_again_changes_nothing(url: str) -> None:
    """The server may upgrade at every start."""
    upgrade(url)
    upgrade(url)

    assert current(url) == newest()


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("a file that isn't a database", "can't be opened as a database: file is not a database; name a new file"),
        ("a folder", "can't be opened as a database: unable to open database file; name a new file"),
        ("oracle+foo://host/name", r"oracle\+foo isn't a supported kind of database; write a file name or postgresql"),
        ("mssql+pyodbc://host/name", "needs the Python package pyodbc, which isn't installed; for PostgreSQL"),
    ],
)
def test_a_database_that_cannot_be_opened_is_reported_with_the_fix(tmp_path: Path, kind: str, message: str) -> None:
    """The file doesn't change."""
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a file that isn't a database").write_text("Northfield\n" * 99)
    url = kind if "://" in kind else f"sqlite:///{tmp_path / kind}"

    with pytest.raises(InputError, match=message):
        upgrade(url)

    assert (tmp_path / "a file that isn't a database").read_text() == "Northfield\n" * 99


def test_an_upgrade_that_breaks_references_is_rolled_back(
    database: Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that loses rows leaves the database unchanged."""
    with database.writing() as session:
        session.add(OrganizationRow(id="northfield", name="Northfield"))
        session.add(User(id="dana", email="d@example.org", email_key="d@example.org", name="Dana"))
        session.flush()
        session.add(Membership(id="m", organization_id="northfield", user_id="dana", role=Role.LEAD))
    database.close()

    def lose_users(config: Config, _revision: str) -> None:
        config.attributes["connection"].exec_driver_sql("DELETE FROM user")

    monkeypatch.setattr(command, "upgrade", lose_users)
    with pytest.raises(BrokenReferences, match="membership"):
        upgrade(url)

    with database.reading() as session:
        assert session.get(User, "dana") is not None
