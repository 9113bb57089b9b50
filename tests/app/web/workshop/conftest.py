"""Fixtures for tests of the workshop."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.factories import Make
from tests.support.result_scenes import ResultScene, result_scene


@pytest.fixture
def scene(app: Flask, make: Make) -> ResultScene:
    """Northfield with an unanswered assessment."""
    return result_scene(app, make)
