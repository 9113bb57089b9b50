"""Transactions: all or nothing, one writer at a time, and readers that never wait."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.storage.accounts import User
from app.storage.database import Database
from app.storage.organizations import Membership, OrganizationRow, Role


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return [name for (name,) in session.execute(select(OrganizationRow.name).order_by(OrganizationRow.name))]


def test_changes_are_saved(database: Database) -> None:
    """`writing()` commits at the end of its block."""
    with database.writing() as session:
        session.add(OrganizationRow(name="Northfield"))

    assert names(database) == ["Northfield"]


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    """No half of it is saved."""

    def write_half() -> None:
        with database.writing() as session:
            session.add(OrganizationRow(name="Northfield"))
            session.flush()
            session.add(Membership(organization_id="nobody", user_id="nobody", role=Role.LEAD))

    with pytest.raises(IntegrityError):
        write_half()

    assert names(database) == []


def test_a_reading_session_refuses_changes(database: Database) -> None:
    """Losing the change silently would be worse than an error."""
    with pytest.raises(RuntimeError, match=r"writing\(\)"), database.reading() as session:
        session.add(OrganizationRow(name="Northfield"))


def test_rows_cannot_refer_to_missing_rows(database: Database) -> None:
    """Foreign keys are on."""
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(Membership(organization_id="nobody", user_id="nobody", role=Role.LEAD))


def test_an_enum_is_read_back_as_its_members(database: Database) -> None:
    """A row contains what its types promise."""
    with database.writing() as session:
        organization = OrganizationRow(name="Northfield")
        user = User(email="a@example.org", email_key="a@example.org", name="A")
        session.add_all((organization, user))
        session.flush()
        session.add(Membership(organization_id=organization.id, user_id=user.id, role=Role.LEAD))

    with database.reading() as session:
        assert session.execute(select(Membership.role)).scalar_one() is Role.LEAD


def test_writers_take_turns(database: Database) -> None:
    """Sixteen threads that read, then write what they read, lose no change and never find the database locked."""
    with database.writing() as session:
        session.add(OrganizationRow(id="counted", name="Counted", it_staff=0))

    def raise_it(_: int) -> None:
        with database.writing() as session:
            organization = session.get_one(OrganizationRow, "counted")
            organization.it_staff = (organization.it_staff or 0) + 1

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(raise_it, range(200)))

    with database.reading() as session:
        assert session.get_one(OrganizationRow, "counted").it_staff == 200


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    """While one thread writes, another reads the data from before."""
    written, seen = threading.Event(), threading.Event()

    def write() -> None:
        with database.writing() as session:
            session.add(OrganizationRow(name="Northfield"))
            session.flush()
            written.set()
            assert seen.wait(10)

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        assert written.wait(10)
        with database.reading() as session:
            during = session.scalar(select(func.count()).select_from(OrganizationRow))
        seen.set()
        writer.result()

    assert during == 0
    assert names(database) == ["Northfield"]
