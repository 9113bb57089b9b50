"""Northfield, which most tests of this folder begin with."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.factories import Make
from tests.support.northfield import Northfield


@pytest.fixture
def northfield(app: Flask, make: Make) -> Northfield:
    """Dana leads Northfield; its assessment is not answered yet."""
    return Northfield.founded(app, make)
