"""Only the owner can read the database."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.storage import private_files
from app.storage.database import Database
from app.storage.migrating import upgrade
from app.storage.organizations import OrganizationRow


def modes(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}


@pytest.fixture
def _lax_umask() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_lax_umask")
def test_a_new_database_is_private_with_all_its_files(tmp_path: Path, url: str) -> None:
    """This holds while the database is open too, whatever the umask is."""
    upgrade(url)
    database = Database(url)
    with database.writing() as session:
        session.add(OrganizationRow(name="Northfield"))

    assert modes(tmp_path) == dict.fromkeys(("wayfinder.db", "wayfinder.db-wal", "wayfinder.db-shm"), 0o600)
    database.close()


def test_a_database_that_others_can_read_is_made_private_at_the_start(tmp_path: Path, url: str) -> None:
    """Earlier releases made it readable by everyone."""
    upgrade(url)
    (tmp_path / "wayfinder.db").chmod(0o664)

    upgrade(url)

    assert modes(tmp_path)["wayfinder.db"] == 0o600


def test_stricter_permissions_stay(tmp_path: Path) -> None:
    """A file that its owner can only read isn't made writable."""
    file = tmp_path / "wayfinder.db"
    file.touch(0o400)

    private_files.restrict(file)

    assert modes(tmp_path)["wayfinder.db"] == 0o400


def test_somebody_elses_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its owner decides."""
    file = tmp_path / "wayfinder.db"
    file.touch()
    file.chmod(0o644)
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1)

    private_files.restrict(file)

    assert modes(tmp_path)["wayfinder.db"] == 0o644


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql+psycopg://db.example.org/wayfinder"])
def test_anything_but_a_file_is_left_alone(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is created in the current folder."""
    monkeypatch.chdir(tmp_path)

    private_files.prepare_database(make_url(url))

    assert modes(tmp_path) == {}
