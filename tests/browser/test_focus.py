"""Tests of the focus: after closing something, after a redraw, and after a refused form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import Sample
from tests.support.keyboard import tab_to

OpenPage = Callable[..., Page]


def test_escape_closes_the_menu_and_returns_the_focus(page: Page, northfield: Sample) -> None:
    """Escape works inside the menu too; Tab and the pointer also close it."""
    page.goto(northfield.url("/reports"))
    menu, summary = page.locator("details.menu"), page.locator("details.menu > summary")
    summary.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Your account")).to_be_focused()

    page.keyboard.press("Escape")

    expect(summary).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).click()
    expect(menu).not_to_have_attribute("open", "")


def test_escape_closes_an_open_row_but_not_from_a_field(page: Page, northfield: Sample) -> None:
    """The focus returns to the row; in a text field, Escape belongs to the field."""
    page.goto(northfield.url("/settings"))
    summary = page.get_by_text("Practices in scope and targets")
    summary.press("Enter")
    practice = page.get_by_role("checkbox", name="Project management")
    practice.press("Space")
    reason = page.get_by_label("Why Project management is left out")
    reason.press("Escape")
    expect(reason).to_be_visible()

    practice.press("Escape")

    expect(summary).to_be_focused()
    expect(practice).not_to_be_visible()


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("Approach", "S", "chosen by the assessor"),
        ("Phases", "ArrowDown", "in 3 phases"),
        ("Target level for Service desk", "5", "Targets, pins, deadlines and exclusions by practice (1 set)"),
        ("First phase for Change enablement", "2", "Pinned to phase 2."),
        ("Exclude Change enablement", "Space", "Targets, pins, deadlines and exclusions by practice (1 set)"),
    ],
)
def test_a_redraw_leaves_the_focus_on_the_changed_option(
    page: Page, northfield: Sample, name: str, key: str, told: str
) -> None:
    """This holds for every kind of field, although the form around it is replaced."""
    page.goto(northfield.url("/roadmap"))
    page.get_by_text("Targets, pins, deadlines and exclusions by practice").press("Enter")
    field = page.get_by_label(name, exact=True)
    before = field.element_handle()
    field.focus()

    page.keyboard.press(key)
    if key.isdigit():
        page.keyboard.press("Enter")

    expect(page.get_by_text(told).first).to_be_visible()
    assert before is not None
    page.wait_for_function("(each) => !each.isConnected", arg=before)
    expect(field).to_be_focused()


def test_a_refused_form_starts_at_the_error(page: Page, northfield: Sample) -> None:
    """The summary gets the focus, and the next Tab stop leads to the field."""
    page.goto(f"/organizations/{northfield.organization.id}/assessments/new")
    page.get_by_role("button", name="Create assessment").press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    tab_to(page, "link", "Name")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_be_focused()


def test_an_invalid_triage_url_starts_at_the_error(open_page: OpenPage) -> None:
    """No form has been submitted here."""
    page = open_page()
    page.goto("/where-to-start/result?repeat-incidents=9")

    expect(page.get_by_role("alert")).to_be_focused()


def test_a_refused_consensus_leads_to_the_missing_note(page: Page, northfield: Sample) -> None:
    """The card is replaced; the focus goes to the field with the error, and stays on the card after saving."""
    page.goto(northfield.url("/workshop"))
    card = page.locator("[data-card]").first
    expect(card).to_be_visible()
    card.press("3")
    page.keyboard.press("Control+Enter")

    expect(card.get_by_label("Note")).to_be_focused()
    expect(page.locator(".htmx-added")).to_have_count(0)  # until then, a form in the new card reloads the page
    page.keyboard.type("Agreed in the workshop.")
    page.keyboard.press("Control+Enter")
    expect(card.get_by_text("The consensus has been saved.")).to_be_visible()
    expect(card.get_by_label("Note")).to_be_focused()
