"""An assessment with a respondent who has a personal link, and that respondent's browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.answering_world import Answering
from tests.support.factories import Make


@pytest.fixture
def pictures() -> Path | None:
    """Return the folder for screenshots, or None if none are wanted."""
    return Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


@pytest.fixture
def answering(server: Make) -> Answering:
    """Return a respondent of the quick scan."""
    return Answering(server, server.respondent(server.assessment(server.organization()), name="Service desk lead"))


@pytest.fixture
def answer_page(answering: Answering, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that opens one of the respondent's pages."""

    def opened(path: str = "", **rest: Any) -> Page:
        page = open_page(**rest)
        answering.come_by_link(page.context)
        page.goto(answering.path + path)
        return page

    return opened
