"""The application on a copy of a database that contains one of everything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.running.settings import Config
from tests.support.applications import SECRET, shared_app, shipped_content
from tests.support.databases import new_database
from tests.support.factories import Make
from tests.support.kept import Kept
from tests.support.whole_world import World, build

Built = tuple[Path, World]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The database, created once, and its ids."""
    path = tmp_path_factory.mktemp("whole") / "whole.db"
    app = shared_app(Config(new_database(path), SECRET, rate_limits=False))
    database = app.extensions["wayfinder"].database
    world = build(app, Make(database, shipped_content()))
    database.close()
    return path, world


@pytest.fixture
def world(built: Built) -> World:
    """The ids in the database."""
    return built[1]


@pytest.fixture
def file(built: Built, tmp_path: Path) -> Path:
    """A copy of the database's file."""
    return Path(shutil.copy(built[0], tmp_path / "wayfinder.db"))


@pytest.fixture
def config(file: Path) -> Config:
    """Settings for the copy, without rate limits."""
    return Config(f"sqlite:///{file}", SECRET, rate_limits=False)


@pytest.fixture
def kept(app: Flask, file: Path) -> Iterator[Kept]:
    """The database as it was when the test started."""
    assert app
    kept = Kept(file)
    yield kept
    kept.close()
