"""Tests of planning, tracking and reports in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app.web import sessions
from tests.support.factories import Make
from tests.support.page_look import check_look
from tests.support.scenes import answered

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None
TRIES = 20  # a busy browser may miss a movement of the mouse
SOON = 15_000  # milliseconds


@dataclass(frozen=True)
class Place:
    """The URL of an answered assessment, and its lead."""

    path: str
    cookie: str


@pytest.fixture
def place(server: Make) -> Place:
    """Northfield with answers from the sample."""
    lead = server.user("Dana Fischer")
    assessment = answered(server, server.organization(lead=lead), lead)
    with server.database.writing() as session:
        return Place(f"/assessments/{assessment.id}", sessions.begin(session, user_id=lead.id))


@pytest.fixture
def page(open_page: Callable[..., Page], place: Place) -> Page:
    """The lead's browser."""
    return open_page(user_cookie=place.cookie)


def look(page: Page) -> None:
    """Check the page, and restore its width."""
    check_look(page, PICTURES)
    page.set_viewport_size({"width": 1280, "height": 800})


def drag(page: Page, practice: str, phase: str) -> None:
    """Drag a step by its grip to a phase, again if a busy browser lost the drop."""
    pin = page.locator(f'[name="pins.{practice}"]')
    for _ in range(TRIES):
        carry(page, page.locator(f'[data-practice="{practice}"] .step-grip').first, phase)
        with suppress(AssertionError):
            return expect(pin).to_have_value(phase, timeout=SOON)
    raise AssertionError(f"{practice} was not dropped in phase {phase}")


def carry(page: Page, grip: Locator, phase: str) -> None:
    """Drag and drop once; each movement waits until the page has followed the one before."""
    grip.hover()
    page.mouse.down()
    steps = page.locator(f'.phase-steps[data-phase="{phase}"]')
    steps.locator(".step").first.hover()
    for _ in range(TRIES):
        if steps.locator(".step-moved").count():
            break
        steps.locator(".step").last.hover()
        steps.locator(".step").first.hover()
    page.mouse.up()


def end_of_slider(page: Page, days: int) -> None:
    """Move the slider for the capacity to its end, again if the key met a page that was being replaced."""
    slider = page.get_by_label("Person-days per phase, slider")
    slider.press("End")
    for _ in range(TRIES):
        with suppress(AssertionError):
            return expect(page.get_by_text(f"of {days} person-days planned").first).to_be_visible(timeout=2 * SOON)
        slider.press("End")
        slider.dispatch_event("change")
    raise AssertionError(f"The plan did not follow the slider to {days}")


def test_a_changed_option_redraws_the_plan_and_keeps_the_focus(page: Page, place: Place) -> None:
    """The page isn't reloaded, open parts stay open, and errors appear on their fields."""
    page.goto(f"{place.path}/roadmap")
    page.evaluate("window.sameDocument = true")
    look(page)

    page.get_by_text("Targets, pins, deadlines and exclusions by practice").click()
    phases = page.get_by_label("Phases", exact=True)
    phases.fill("2")
    phases.press("Tab")

    expect(page.get_by_text("in 2 phases").first).to_be_visible()
    expect(page.get_by_label("Weeks per phase")).to_be_focused()
    expect(page.get_by_label("Target level for Service desk")).to_be_visible()

    page.get_by_label("Target level for Change enablement").fill("1")
    page.get_by_label("First phase for Change enablement").fill("5")
    page.get_by_label("First phase for Change enablement").press("Tab")
    expect(
        page.get_by_text("Change enablement is pinned to start in phase 5, but the roadmap has 2 phases.").last
    ).to_be_visible()
    expect(page.get_by_role("heading", name="The last valid roadmap")).to_be_visible()
    look(page)

    page.get_by_label("First phase for Change enablement").fill("")
    page.get_by_label("First phase for Change enablement").press("Enter")
    expect(page.get_by_role("heading", name="The roadmap", exact=True)).to_be_visible()
    assert page.evaluate("window.sameDocument")


def test_steps_are_pinned_by_button_and_by_dragging(page: Page, place: Place) -> None:
    """Both have the same effect; the slider for the capacity works too."""
    page.goto(f"{place.path}/roadmap")
    page.get_by_role("button", name="Later: start Release management in phase 2").press("Enter")
    expect(page.get_by_text("Pinned to start in phase 2 or later.")).to_be_visible()

    page.get_by_role("button", name="Unpin Release management").first.click()
    expect(page.get_by_text("Pinned to start in phase 2 or later.")).to_have_count(0)

    page.set_viewport_size({"width": 1280, "height": 4000})  # both ends of the way must be in view
    drag(page, "release-management", "2")
    expect(page.get_by_text("Pinned to start in phase 2 or later.")).to_be_visible()

    end_of_slider(page, 446)
    expect(page.get_by_label("Person-days per phase, slider")).to_be_focused()


def test_from_an_approach_to_tracked_steps(page: Page, place: Place) -> None:
    """Choose another approach, save, and change a step in place."""
    page.goto(f"{place.path}/roadmap")
    page.get_by_role("button", name="Plan Support quality first").click()
    expect(page.get_by_text("chosen by the assessor")).to_be_visible()

    page.get_by_role("button", name="Save this roadmap").click()
    expect(page.get_by_text("The roadmap has been saved")).to_be_visible()
    page.get_by_role("link", name="Track the steps").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tracking")
    look(page)

    page.get_by_role("link", name="Change Problem management to level 2").click()
    page.get_by_label("Status").select_option("blocked")
    page.get_by_label("Name of the owner").fill("Erik")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Enter why the step is blocked.").last).to_be_visible()
    look(page)
    page.get_by_label("Reason").fill("no budget")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Blocked: no budget")).to_be_visible()
    expect(page.locator("#summary")).to_contain_text("1 blocked")


def test_a_report_is_followed_and_downloaded(page: Page, place: Place) -> None:
    """The page updates the progress by itself; the download is a PDF named after the organization."""
    page.goto(f"{place.path}/reports")
    look(page)
    page.get_by_role("button", name="Create report").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    look(page)
    link = page.get_by_role("link", name="Northfield-Hospitals-2026-09-14-management-report.pdf")
    expect(link).to_be_visible(timeout=600_000)

    with page.expect_download() as download:
        link.click()

    assert download.value.suggested_filename == "Northfield-Hospitals-2026-09-14-management-report.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
