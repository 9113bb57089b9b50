"""The application on a database of its own, people who use it, and a browser's stand-in that checks every page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.running.content import Content, load_content
from app.running.settings import Config
from app.storage.accounts import User
from app.storage.database import Database
from app.storage.migrating import upgrade
from app.web.application import create_app
from tests.support.factories import Make
from tests.support.page_client import PageClient

SECRET = "of these tests"  # noqa: S105


@pytest.fixture(scope="session")
def content() -> Content:
    """The content, read once for all tests."""
    return load_content()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def config(empty_database: Path, tmp_path: Path) -> Config:
    """The settings of a test: a fresh database, and no limits of rates."""
    path = shutil.copy(empty_database, tmp_path / "wayfinder.db")
    return Config(database=f"sqlite:///{path}", secret_key=SECRET, rate_limits=False)


@pytest.fixture
def app(config: Config, content: Content) -> Iterator[Flask]:
    """The application."""
    app = create_app(config, content)
    yield app
    app.extensions["wayfinder"].database.close()


@pytest.fixture
def database(app: Flask) -> Database:
    """Its database."""
    database: Database = app.extensions["wayfinder"].database
    return database


@pytest.fixture
def make(database: Database, content: Content) -> Make:
    """Makes rows."""
    return Make(database, content)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Somebody who is not signed in."""
    return PageClient(app)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[User], PageClient]:
    """Return a function that gives the browser of someone who is signed in."""

    def signed_in(user: User) -> PageClient:
        client = PageClient(app)
        client.sign_in(user)
        return client

    return signed_in
