"""The scene of these tests."""

from __future__ import annotations

import pytest
from factories import Make
from flask import Flask
from result_scenes import ResultScene, result_scene


@pytest.fixture
def scene(app: Flask, make: Make) -> ResultScene:
    """Northfield with an assessment that nobody answered yet."""
    return result_scene(app, make)
