"""Northfield, which most tests of this folder begin with."""

from __future__ import annotations

import pytest
from factories import Make
from flask import Flask
from northfield import Northfield


@pytest.fixture
def northfield(app: Flask, make: Make) -> Northfield:
    """Dana leads Northfield; its assessment is not answered yet."""
    return Northfield.founded(app, make)
