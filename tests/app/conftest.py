"""Scores and roadmaps that tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.remembered import remember


@pytest.fixture(scope="session", autouse=True)
def _remembered() -> Iterator[None]:
    """Compute the figures of the same answers once."""
    with pytest.MonkeyPatch.context() as patched:
        remember(patched)
        yield
