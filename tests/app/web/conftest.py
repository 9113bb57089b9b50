"""Fixtures: the application on its own database, users, and a test client that checks every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.running.content import Content
from app.running.settings import Config
from app.storage.accounts import User
from app.storage.database import Database
from tests.support.applications import SECRET, new_app, shared_app, shipped_content
from tests.support.databases import new_database
from tests.support.factories import Make
from tests.support.files import read_in_place
from tests.support.page_client import PageClient


@pytest.fixture(scope="session")
def content() -> Content:
    """Return the shipped content."""
    return shipped_content()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return settings with a fresh database and without rate limits."""
    return Config(database_url=new_database(tmp_path / "wayfinder.db"), secret_key=SECRET, rate_limits=False)


@pytest.fixture
def app(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application, shared with other tests. It reads uploaded files immediately, without child processes."""
    app = shared_app(config)
    read_in_place(app, monkeypatch)
    yield app
    app.extensions["wayfinder"].database.close()


@pytest.fixture
def own_app(config: Config) -> Iterator[Flask]:
    """An application that a test may add pages to."""
    app = new_app(config)
    yield app
    app.extensions["wayfinder"].database.close()


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's database."""
    database: Database = app.extensions["wayfinder"].database
    return database


@pytest.fixture
def make(database: Database, content: Content) -> Make:
    """A factory for rows."""
    return Make(database, content)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A client that isn't signed in."""
    return PageClient(app)


@pytest.fixture
def sign_in(app: Flask) -> Callable[[User], PageClient]:
    """Return a function that gives a signed-in client."""

    def signed_in(user: User) -> PageClient:
        client = PageClient(app)
        client.sign_in(user)
        return client

    return signed_in
