"""An assessment that the sample organization answered."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.factories import Make
from tests.support.scenes import Scene, make_scene


@pytest.fixture
def scene(app: Flask, make: Make) -> Scene:
    """Somebody leads, somebody assesses, somebody only reads."""
    return make_scene(app, make)
