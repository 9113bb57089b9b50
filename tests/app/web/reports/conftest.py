"""An assessment that the sample organization answered, and a pool that ends with the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.jobs.startup import workers_of
from app.jobs.workers import Workers
from tests.support.factories import Make
from tests.support.scenes import Scene, make_scene


@pytest.fixture
def scene(app: Flask, make: Make) -> Scene:
    """Somebody leads, somebody assesses, somebody only reads."""
    return make_scene(app, make)


@pytest.fixture
def asleep(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Workers:
    """A pool that never wakes, for tests of the pages alone."""
    workers = workers_of(app)
    monkeypatch.setattr(workers, "wake", lambda: None)
    return workers


@pytest.fixture
def awake(app: Flask) -> Iterator[Workers]:
    """A pool that is stopped at the end."""
    workers = workers_of(app)
    yield workers
    workers.stop()
