"""The application on a copy of a database that holds one of everything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.running.content import Content
from app.running.settings import Config
from app.web.application import create_app
from tests.support.factories import Make
from tests.support.kept import Kept
from tests.support.whole_world import World, build

Built = tuple[Path, World]


@pytest.fixture(scope="session")
def built(empty_database: Path, content: Content, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The database, made once, and what it holds."""
    path = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("whole") / "whole.db"))
    app = create_app(Config(f"sqlite:///{path}", "of these tests", rate_limits=False), content)
    database = app.extensions["wayfinder"].database
    world = build(app, Make(database, content))
    database.close()
    return path, world


@pytest.fixture
def world(built: Built) -> World:
    """What the database holds."""
    return built[1]


@pytest.fixture
def file(built: Built, tmp_path: Path) -> Path:
    """A copy of the database's file."""
    return Path(shutil.copy(built[0], tmp_path / "wayfinder.db"))


@pytest.fixture
def config(file: Path) -> Config:
    """The settings: the copy, and no limits of rates."""
    return Config(f"sqlite:///{file}", "of these tests", rate_limits=False)


@pytest.fixture
def kept(app: Flask, file: Path) -> Iterator[Kept]:
    """The database as it was when the test began."""
    assert app
    kept = Kept(file)
    yield kept
    kept.close()
