"""The whole way in a browser: from an empty database to a finished report, by keyboard alone, and on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from keyboard import skip_to_content, tab_to
from playwright.sync_api import Page, expect

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None
REPORT_LINK = "PDF"
number = count(1)


def arrived(page: Page, heading: str) -> None:
    """Wait for a page by its first heading, and keep a picture of it where somebody wants one."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    if PICTURES:
        page.screenshot(path=PICTURES / f"way-{next(number):02}.png", full_page=True)


def typed(page: Page, *texts: str) -> None:
    """Type into the field that has the focus, and into those that come after it."""
    for at, text in enumerate(texts):
        if at:
            page.keyboard.press("Tab")
        page.keyboard.type(text)


def test_from_nothing_to_a_report_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    """Tab, Enter, Space, arrows and typing lead through; what has the focus is always in sight."""
    page = open_page()
    page.goto("/")
    arrived(page, "Welcome to Wayfinder")
    tab_to(page, "textbox", "Your name")
    typed(page, "Dana Fischer", "dana@example.org", "several words in a row")
    tab_to(page, "button", "Make the account")
    page.keyboard.press("Enter")

    arrived(page, "Organizations")
    tab_to(page, "link", "Add the first organization")
    page.keyboard.press("Enter")
    arrived(page, "New organization")
    skip_to_content(page)
    tab_to(page, "textbox", "Name")
    typed(page, "Northfield Hospitals")
    tab_to(page, "button", "Add the organization")
    page.keyboard.press("Enter")

    arrived(page, "Northfield Hospitals")
    tab_to(page, "link", "Begin the first assessment")
    page.keyboard.press("Enter")
    arrived(page, "New assessment of Northfield Hospitals")
    tab_to(page, "textbox", "Name")
    typed(page, "Spring")
    tab_to(page, "button", "Begin the assessment")
    page.keyboard.press("Enter")

    arrived(page, "Respondents of Spring")
    tab_to(page, "link", "Answer it yourself")
    page.keyboard.press("Enter")
    arrived(page, "New respondent of Spring")
    tab_to(page, "button", "Add the respondent")
    page.keyboard.press("Enter")
    arrived(page, "Dana Fischer")
    tab_to(page, "link", "Answer now")
    page.keyboard.press("Enter")

    arrived(page, "Your answers")
    tab_to(page, "link", re.compile("Begin with"))
    page.keyboard.press("Enter")
    for practice, rung in (("Architecture management", "2"), ("Continual improvement", "1")):
        arrived(page, practice)
        expect(page.get_by_role("button", name="Keys")).to_be_visible()
        page.keyboard.press(rung)
        expect(page.locator("[data-saving-text]")).to_contain_text("Saved at")
        page.keyboard.press("g")
    tab_to(page, "link", "All practices")
    page.keyboard.press("Enter")
    arrived(page, "Your answers")
    tab_to(page, "link", "See the results")
    page.keyboard.press("Enter")

    arrived(page, "practice")
    tab_to(page, "link", "Plan the roadmap")
    page.keyboard.press("Enter")
    arrived(page, "Roadmap")
    tab_to(page, "spinbutton", "Phases")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button", "Save this roadmap", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The roadmap is saved")).to_be_visible()
    tab_to(page, "link", "Track its steps")
    page.keyboard.press("Enter")

    arrived(page, "Tracking")
    tab_to(page, "link", "Change Incident management to level 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Status")).to_be_focused()
    page.keyboard.type("In")
    tab_to(page, "textbox", re.compile("^Owner"))
    page.keyboard.type("Erik Olsen")
    tab_to(page, "button", "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Change Incident management to level 3")).to_be_focused()
    expect(page.get_by_text("Erik Olsen")).to_be_visible()
    tab_to(page, "link", "Reports", key="Shift+Tab")
    page.keyboard.press("Enter")

    arrived(page, "Reports")
    tab_to(page, "button", "Make the report")
    page.keyboard.press("Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    link = page.get_by_role("link", name="report.pdf")
    expect(link).to_be_visible(timeout=120_000)
    tab_to(page, "link", link.inner_text())
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    arrived(page, "Reports")
