"""Tests of pages on paper and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Sample
from tests.support.phone import WIDTH, fits

OpenPage = Callable[..., Page]
PAPER = 680  # CSS pixels between the margins of A4


@pytest.mark.parametrize("path", ["", "/practices/incident-management", "/roadmap", "/agreement"])
def test_a_printed_page_has_its_content_and_no_controls(northfield: Sample, open_page: OpenPage, path: str) -> None:
    """Navigation and buttons aren't printed; breadcrumb, heading and the colors of levels are."""
    page = open_page(width=PAPER, scheme="dark", user_cookie=northfield.cookie())
    page.goto(northfield.url(path))
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.emulate_media(media="print", color_scheme="dark")

    for what in (".header", ".skip", ".tabs", ".button", "button", "summary"):
        assert not [each for each in page.locator(what).all() if each.is_visible()], what
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_contain_text("Northfield Hospitals")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    level = page.locator("main .level:visible").first
    assert level.evaluate("(each) => getComputedStyle(each).printColorAdjust") == "exact"
    assert page.evaluate("() => getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PAPER


def test_all_tabs_are_visible_on_a_phone(northfield: Sample, open_page: OpenPage) -> None:
    """The tabs take two lines, and the current one is visible."""
    page = open_page(width=WIDTH, user_cookie=northfield.cookie(), by_touch=True)
    page.goto(northfield.url("/history"))

    tabs = page.get_by_role("navigation", name="Assessment").get_by_role("link").all()
    boxes = [tab.bounding_box() for tab in tabs]

    assert len(boxes) == 10
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= WIDTH and box["height"] >= 24 for box in boxes)
    fits(page)


def test_a_table_that_scrolls_keeps_its_row_heads(northfield: Sample, open_page: OpenPage) -> None:
    """On a phone, each figure stays next to its practice."""
    page = open_page(width=WIDTH, user_cookie=northfield.cookie(), by_touch=True)
    page.goto(northfield.url("/agreement"))
    box = page.get_by_role("region", name="Confidence of each practice")
    box.evaluate("(each) => { each.scrollIntoView(); each.scrollLeft = each.scrollWidth; }")

    head = box.get_by_role("rowheader").first
    figure = box.get_by_role("row").nth(1).get_by_role("cell").last

    expect(head).to_be_in_viewport(ratio=1)
    expect(figure).to_be_in_viewport(ratio=0.9)
    left, right = head.bounding_box(), figure.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"] + 1
