"""Tests of the whole path in a browser, from an empty database to a finished report, by keyboard and on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from app.people.accounts import setup_key
from tests.support.applications import SECRET
from tests.support.keyboard import enter, skip_to_content, tab_to
from tests.support.phone import WIDTH, fits, tap, write

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None
picture_numbers = count(1)


def arrived(page: Page, heading: str) -> None:
    """Wait for a page by its main heading, and take a screenshot if wanted."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    if PICTURES:
        page.screenshot(path=PICTURES / f"way-{next(picture_numbers):02}.png", full_page=True)


def test_from_nothing_to_a_report_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    """Tab, Enter, arrow keys and typing are enough, and the focus ring is always visible."""
    page = open_page()
    page.goto(f"/first-account?key={setup_key(SECRET)}")  # the link that the server prints
    begin_by_keys(page)
    answer_by_keys(page)
    plan_by_keys(page)
    track_by_keys(page)
    arrived(page, "Reports")
    enter(page, "button", "Create report")
    tab_to(page, "link", made(page).inner_text())
    assert fetched(page, lambda: page.keyboard.press("Enter")).startswith(b"%PDF-")


def begin_by_keys(page: Page) -> None:
    """Create the first account, an organization, and an assessment that the user answers."""
    arrived(page, "Welcome to Wayfinder")
    for label, text in (("Your name", "Dana Fischer"), ("Email address", "dana@example.org")):
        tab_to(page, "textbox", label)
        page.keyboard.type(text)
    tab_to(page, "textbox", "Password")
    page.keyboard.type("several words in a row")
    enter(page, "button", "Create account")
    arrived(page, "Organizations")
    enter(page, "link", "Add the first organization")
    arrived(page, "New organization")
    skip_to_content(page)
    tab_to(page, "textbox", "Name")
    page.keyboard.type("Northfield Hospitals")
    enter(page, "button", "Add organization")
    arrived(page, "Northfield Hospitals")
    enter(page, "link", "Create the first assessment")
    arrived(page, "New assessment for Northfield Hospitals")
    tab_to(page, "textbox", "Name")
    page.keyboard.type("Spring")
    enter(page, "button", "Create assessment")
    arrived(page, "Respondents")
    enter(page, "link", "Answer the assessment yourself")
    arrived(page, "New respondent for Spring")
    enter(page, "button", "Add respondent")
    arrived(page, "Dana Fischer")
    enter(page, "link", "Answer now")


def answer_by_keys(page: Page) -> None:
    """Rate the ladders of two practices, and go on to the results."""
    arrived(page, "Your answers")
    enter(page, "link", re.compile("^Start with "))
    for practice, rung in (("Architecture management", "2"), ("Continual improvement", "1")):
        arrived(page, practice)
        expect(page.get_by_role("button", name="Shortcuts")).to_be_visible()
        page.keyboard.press(rung)
        expect(page.locator("[data-saving-text]")).to_contain_text("Saved ")
        page.keyboard.press("g")
    arrived(page, "Information security management")
    enter(page, "link", "All practices")
    arrived(page, "Your answers")
    enter(page, "link", "View results")


def plan_by_keys(page: Page) -> None:
    """Read the results, plan one phase fewer, and save."""
    arrived(page, "A first glimpse: ")
    enter(page, "link", "Roadmap")
    arrived(page, "Roadmap")
    tab_to(page, "spinbutton", "Phases")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("in 3 phases").first).to_be_visible()
    expect(page.get_by_role("spinbutton", name="Phases")).to_be_focused()
    enter(page, "button", "Save this roadmap", key="Shift+Tab")
    expect(page.get_by_text("The roadmap has been saved")).to_be_visible()
    enter(page, "link", "Track the steps")


def track_by_keys(page: Page) -> None:
    """Assign a step and start it in place, then go to the reports."""
    arrived(page, "Tracking")
    change = page.get_by_role("link", name="Change Incident management to level 2", exact=True)
    enter(page, "link", "Change Incident management to level 2")
    expect(page.get_by_role("combobox", name="Status")).to_be_focused()
    page.keyboard.type("In")
    tab_to(page, "textbox", re.compile("^Name of the owner"))
    page.keyboard.type("Erik Olsen")
    enter(page, "button", "Save")
    expect(change).to_be_focused()
    expect(page.locator(".tracked-step", has=change)).to_contain_text("In progress")
    expect(page.locator(".tracked-step", has=change)).to_contain_text("Erik Olsen")
    enter(page, "link", "Reports", key="Shift+Tab")


def test_from_nothing_to_a_report_on_a_phone(open_page: Callable[..., Page]) -> None:
    """The same path by touch: every target is large enough, and no page is wider than the window."""
    page = open_page(width=WIDTH, by_touch=True)
    page.goto(f"/first-account?key={setup_key(SECRET)}")  # the link that the server prints
    begin_by_thumb(page)
    answer_by_thumb(page)
    plan_by_thumb(page)
    arrived(page, "Reports")
    tap(page.get_by_role("button", name="Create report"))
    link = made(page)
    assert fetched(page, lambda: tap(link)).startswith(b"%PDF-")


def begin_by_thumb(page: Page) -> None:
    """Create the same data, with a practice left out."""
    arrived(page, "Welcome to Wayfinder")
    write(page.get_by_label("Your name"), "Dana Fischer")
    write(page.get_by_label("Email address"), "dana@example.org")
    write(page.get_by_label("Password"), "several words in a row")
    tap(page.get_by_role("button", name="Create account"))
    arrived(page, "Organizations")
    tap(page.get_by_role("link", name="Add the first organization"))
    arrived(page, "New organization")
    write(page.get_by_label("Name", exact=True), "Northfield Hospitals")
    tap(page.get_by_role("button", name="Add organization"))
    arrived(page, "Northfield Hospitals")
    tap(page.get_by_role("link", name="Create the first assessment"))
    arrived(page, "New assessment for Northfield Hospitals")
    write(page.get_by_label("Name", exact=True), "Spring")
    tap(page.get_by_text("Practices in scope and targets: all 34"))
    tap(page.get_by_role("checkbox", name="Project management"))
    write(page.get_by_label("Why Project management is left out"), "There are no projects")
    tap(page.get_by_role("button", name="Create assessment"))
    arrived(page, "Respondents")
    tap(page.get_by_role("link", name="Answer the assessment yourself"))
    arrived(page, "New respondent for Spring")
    tap(page.get_by_role("button", name="Add respondent"))
    arrived(page, "Dana Fischer")
    tap(page.get_by_role("link", name="Answer now"))


def answer_by_thumb(page: Page) -> None:
    """Rate a ladder, change one statement's rating, and view the results."""
    arrived(page, "Your answers")
    tap(page.get_by_role("link", name=re.compile("^Start with ")))
    arrived(page, "Architecture management")
    expect(page.locator("[data-saving-text]")).to_be_visible()
    tap(page.locator(".rung", has_text="Level 2"))
    expect(page.locator("[data-saving-text]")).to_contain_text("Saved ")
    third = page.locator(".statement").nth(2)
    tap(third.locator(".rating", has_text="partially"))
    expect(third.locator("[data-state]")).to_contain_text("Saved ")
    tap(third.get_by_text("Evidence, comment and files"))
    fits(page)
    tap(page.get_by_role("link", name="Next"))
    arrived(page, "Continual improvement")
    tap(page.get_by_role("link", name="All practices"))
    arrived(page, "Your answers")
    tap(page.get_by_role("link", name="View results"))


def plan_by_thumb(page: Page) -> None:
    """Save the suggested roadmap, assign a step, and go to the reports."""
    arrived(page, "A first glimpse: architecture management is at level 2")
    tap(page.get_by_role("navigation", name="Assessment").get_by_role("link", name="Roadmap"))
    arrived(page, "Roadmap")
    tap(page.get_by_role("button", name="Save this roadmap"))
    expect(page.get_by_text("The roadmap has been saved")).to_be_visible()
    tap(page.get_by_role("link", name="Track the steps"))
    arrived(page, "Tracking")
    tap(page.get_by_role("link", name="Change Incident management to level 1"))
    write(page.get_by_label("Name of the owner"), "Erik Olsen")
    tap(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("Erik Olsen")).to_be_visible()
    tap(page.get_by_role("navigation", name="Assessment").get_by_role("link", name="Reports"))


def made(page: Page) -> Locator:
    """Wait until the report is ready, and return the link to its file."""
    link = page.get_by_role("link", name=re.compile(r"-report\.pdf$"))
    expect(link).to_be_visible(timeout=600_000)
    return link


def fetched(page: Page, ask: Callable[[], None]) -> bytes:
    """Return the file that an action downloads."""
    with page.expect_download() as download:
        ask()
    return Path(download.value.path()).read_bytes()
