"""Tests of chart downloads in a browser: the files, the look of the links, and printing without them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Sample
from tests.support.page_look import check_look

OpenPage = Callable[..., Page]
PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


def test_a_link_downloads_the_chart_and_stays_on_the_page(northfield: Sample, open_page: OpenPage) -> None:
    """This works by keyboard, and the link's name says which chart it downloads."""
    page = open_page(user_cookie=northfield.cookie())
    page.goto(northfield.url())

    with page.expect_download() as found:
        page.get_by_role("link", name="Download SVG of the capability profile", exact=True).press("Enter")

    assert found.value.suggested_filename.startswith("northfield-hospitals-")
    assert found.value.suggested_filename.endswith("-profile.svg")
    drawing = page.context.new_page()
    drawing.goto(found.value.path().rename(found.value.path().with_suffix(".svg")).as_uri())
    expect(drawing.locator("text", has_text="Incident management").first).to_be_visible()
    expect(page.get_by_role("heading", name="Capability profile")).to_be_visible()


def test_a_draft_downloads_the_chart_it_shows(northfield: Sample, open_page: OpenPage) -> None:
    """Changed settings update the links together with the timeline."""
    page = open_page(user_cookie=northfield.cookie())
    page.goto(northfield.url("/roadmap"))
    page.get_by_label("Phases").fill("2")
    page.get_by_label("Phases").blur()
    expect(page.locator(".timeline-phase")).to_have_count(2)

    with page.expect_download() as found:
        page.get_by_role("link", name="Download SVG of the timeline", exact=True).click()

    assert found.value.path().read_text("utf-8").count(">Phase ") == 2


@pytest.mark.parametrize("rest", ["", "/agreement", "/readiness/iso-20000-1", "/roadmap"])
def test_pages_with_downloads_look_right_and_print_without_them(
    northfield: Sample, open_page: OpenPage, rest: str
) -> None:
    """Each link is tall enough to tap."""
    page = open_page(user_cookie=northfield.cookie())
    page.goto(northfield.url(rest))
    links = page.locator(".chart-download a")

    check_look(page, PICTURES)

    assert links.count() >= 2
    assert all(box and box["height"] >= 24 for box in (each.bounding_box() for each in links.all()))
    page.emulate_media(media="print")
    expect(page.locator(".chart-download:visible")).to_have_count(0)
