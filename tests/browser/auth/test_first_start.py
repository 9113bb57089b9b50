"""From an empty start to the first organization, by keyboard alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from app.people.accounts import setup_key
from tests.support.applications import SECRET
from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


def test_from_the_first_start_to_the_first_organization(open_page: Callable[..., Page]) -> None:
    """A newcomer gets in, adds an organization, and comes back after signing out."""
    page = open_page()
    page.goto(f"/first-account?key={setup_key(SECRET)}")  # the link that the server prints
    expect(page).to_have_title("Create the first account · Wayfinder")
    check_look(page, PICTURES)

    page.get_by_label("Your name").focus()
    for text in ("Dana Fischer", "Dana@Example.org", "several words in a row"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Organizations")
    check_look(page, PICTURES)

    page.get_by_role("link", name="Add the first organization").press("Enter")
    page.get_by_label("Name", exact=True).fill("Northfield Hospitals")
    check_look(page, PICTURES)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Northfield Hospitals has been added.")
    expect(page.get_by_text("your role: lead")).to_be_visible()
    check_look(page, PICTURES)

    page.locator("summary").press("Enter")
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Find out")
    check_look(page, PICTURES)

    page.goto("/organizations")
    page.get_by_label("Email address").fill("dana@example.org")
    page.get_by_label("Password").fill("not the right one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The email address and password don't match")
    check_look(page, PICTURES)
    page.get_by_label("Password").fill("several words in a row")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/organizations$"))
