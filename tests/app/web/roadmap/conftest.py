"""Fixtures: an answered assessment of the sample organization."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.factories import Make
from tests.support.scenes import Scene, make_scene


@pytest.fixture
def scene(app: Flask, make: Make) -> Scene:
    """An assessment with a lead, an assessor and a viewer."""
    return make_scene(app, make)
