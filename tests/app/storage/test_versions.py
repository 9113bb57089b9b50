"""Optimistic locking."""

from __future__ import annotations

import pytest

from app.storage.database import Database
from app.storage.organizations import OrganizationRow
from app.storage.versions import Conflict, to_change


@pytest.fixture(autouse=True)
def _northfield(database: Database) -> None:
    with database.writing() as session:
        session.add(OrganizationRow(id="northfield", name="Northfield"))


def test_a_change_raises_the_version(database: Database) -> None:
    """The next change must be based on this one."""
    with database.writing() as session:
        to_change(session, OrganizationRow, "northfield", 1).name = "Southfield"

    with database.reading() as session:
        assert session.get_one(OrganizationRow, "northfield").version == 1 + 1


def test_an_older_version_is_a_conflict_with_the_saved_row(database: Database) -> None:
    """The page can show what someone else wrote."""
    with database.writing() as session:
        to_change(session, OrganizationRow, "northfield", 1).name = "Southfield"

    with pytest.raises(Conflict) as conflict, database.writing() as session:
        to_change(session, OrganizationRow, "northfield", 1)

    assert isinstance(conflict.value.stored, OrganizationRow)
    assert conflict.value.stored.name == "Southfield"


@pytest.mark.parametrize(("row_id", "version"), [("northfield", None), ("gone", 1)])
def test_no_version_or_no_row_is_a_conflict(database: Database, row_id: str, version: int | None) -> None:
    """A form without a version is never accepted."""
    with pytest.raises(Conflict), database.writing() as session:
        to_change(session, OrganizationRow, row_id, version)
