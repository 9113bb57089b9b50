"""An assessment that the sample organization answered."""

from __future__ import annotations

import pytest
from factories import Make
from flask import Flask
from scenes import Scene, make_scene


@pytest.fixture
def scene(app: Flask, make: Make) -> Scene:
    """Somebody leads, somebody assesses, somebody only reads."""
    return make_scene(app, make)
