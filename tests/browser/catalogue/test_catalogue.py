"""Tests of the catalogue in a real browser: accessibility and the live filter."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


@pytest.mark.parametrize(
    "url",
    [
        "/practices/incident-managment",
        "/frameworks/iso-20000-1/4",
        "/crosswalk?from=cobit-2019&to=iso-20000-1",
        "/crosswalk?from=cobit-2019&to=cobit-2019",
        "/search?q=change",
        "/search?q=incydent+management",
    ],
)
def test_a_page_in_a_rare_state_is_accessible(open_page: Callable[..., Page], url: str) -> None:
    """These states aren't covered by the test of every page; axe finds nothing, wide and narrow, light and dark."""
    page = open_page()
    page.goto(url)

    check_look(page, PICTURES)


def test_filters_update_the_list_immediately_and_going_back_undoes_them(open_page: Callable[..., Page]) -> None:
    """The URL follows the filter, and going back shows the whole page."""
    page = open_page()
    page.goto("/practices")

    page.get_by_label("Group").select_option("technical")

    expect(page.get_by_role("status")).to_have_text("3 of 34 practices")
    expect(page).to_have_url(re.compile(r"\?group=technical"))
    page.get_by_role("link", name="Deployment management").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deployment management")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("3 of 34 practices")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("34 of 34 practices")
    expect(page.get_by_role("banner")).to_have_count(1)


def test_the_search_in_the_header_works_by_keyboard(open_page: Callable[..., Page]) -> None:
    """Enter submits the search."""
    page = open_page()
    page.goto("/practices")

    page.get_by_label("Search the catalogue").focus()
    page.keyboard.type("DSS02")
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name=re.compile("DSS02"))).to_be_visible()
