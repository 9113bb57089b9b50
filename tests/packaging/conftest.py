"""The path of the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.checkout import ROOT


@pytest.fixture(scope="session")
def root() -> Path:
    """The root folder of the checkout."""
    return ROOT
