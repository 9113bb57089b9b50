"""Fixtures: an answered assessment of the sample organization, and a worker pool that is stopped after the test."""

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
    """An assessment with a lead, an assessor and a viewer."""
    return make_scene(app, make)


@pytest.fixture
def asleep(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Workers:
    """A pool that never wakes, for tests of the pages only."""
    workers = workers_of(app)
    monkeypatch.setattr(workers, "wake", lambda: None)
    return workers


@pytest.fixture
def awake(app: Flask) -> Iterator[Workers]:
    """A pool that is stopped at the end."""
    workers = workers_of(app)
    yield workers
    workers.stop()
