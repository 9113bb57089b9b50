"""Tests that no swap of htmx logs an error or violates the content security policy; `open_page` collects them."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.browsing import Sample

OpenPage = Callable[..., Page]


def test_planning_and_tracking_swap_without_errors(page: Page, northfield: Sample) -> None:
    """The whole roadmap is redrawn, then a step is opened, changed in place and changed on its own page."""
    page.goto(northfield.url("/roadmap"))
    for phases in ("3", "2"):
        page.get_by_label("Phases", exact=True).fill(phases)
        page.get_by_label("Phases", exact=True).press("Tab")
        expect(page.get_by_text(f"in {phases} phases").first).to_be_visible()
    page.get_by_role("button", name="Save this roadmap").click()
    expect(page.get_by_text("The roadmap has been saved.")).to_be_visible()

    page.goto(northfield.url("/tracking"))
    step = page.locator(".tracked-step").first
    ident = step.get_attribute("id")
    step.get_by_role("link", name="Change").click()
    form = page.locator(f"form#{ident}")
    form.get_by_label("Status").select_option("in-progress")
    form.get_by_role("button", name="Save").click()
    expect(page.locator(f"article#{ident}")).to_contain_text("In progress")

    page.goto(northfield.url(f"/tracking/{(ident or '').removeprefix('step-')}"))
    page.get_by_label("Notes").fill("Begun in spring.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The step has been saved.")).to_be_visible()
    expect(page.locator(f"article#{ident}")).to_contain_text("Begun in spring.")


def test_the_workshop_the_catalogue_and_reports_swap_without_errors(page: Page, northfield: Sample) -> None:
    """This covers a consensus, a filter, and a report whose progress is redrawn every second."""
    page.goto(northfield.url("/workshop"))
    card = page.locator("[data-card]").first
    card.get_by_role("radio", name=re.compile("F$")).check()
    card.get_by_label("Note").fill("Agreed.")
    card.get_by_role("button", name="Set consensus").click()
    expect(card.get_by_text("The consensus has been saved.")).to_be_visible()

    page.goto("/practices")
    page.locator("form.filters select").first.select_option(index=1)
    page.wait_for_load_state("networkidle")
    page.goto(northfield.url("/reports"))
    expect(page.get_by_role("heading", name="Reports", exact=True)).to_be_visible()
