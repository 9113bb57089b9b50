"""Northfield, the organization that most tests in this folder start with."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.factories import Make
from tests.support.northfield import Northfield


@pytest.fixture
def northfield(app: Flask, make: Make) -> Northfield:
    """Northfield, led by Dana, with an assessment that nobody has answered."""
    return Northfield.founded(app, make)
