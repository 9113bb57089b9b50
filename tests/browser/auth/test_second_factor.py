"""Two-step sign-in and the audit trail in a browser: by keyboard, at every width, in light and dark."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyotp
from playwright.sync_api import Page, expect

from app.web import passwords, sessions
from tests.support.factories import Make
from tests.support.keyboard import enter, tab_to
from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None
PASSWORD = "several words in a row"  # noqa: S105 - of this test


def test_two_step_sign_in_is_set_up_and_used_by_keyboard(open_page: Callable[..., Page], server: Make) -> None:
    """The test goes from the account page to the recovery codes, and signs in with one of them."""
    ada = server.user("Ada Kovač", administrator=True, password_hash=passwords.hashed(PASSWORD))
    server.organization("Northfield Hospitals", lead=ada)
    with server.database.writing() as session:
        page = open_page(user_cookie=sessions.begin(session, user_id=ada.id))
    heading = page.get_by_role("heading", level=1)
    page.goto("/account")
    enter(page, "link", "Set up two-step sign-in")
    enter(page, "button", "Set up two-step sign-in")
    expect(page.get_by_role("img", name="QR code with the key below")).to_be_visible()
    check_look(page, PICTURES)
    app = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))

    tab_to(page, "textbox", "Code from the app")
    page.keyboard.type(app.now())
    tab_to(page, "textbox", "Your password")
    page.keyboard.type(PASSWORD)
    enter(page, "button", "Turn on two-step sign-in")
    expect(heading).to_have_text("Two-step sign-in is on")
    expect(page.locator("li code")).to_have_count(10)
    recovery_code = page.locator("li code").first.inner_text()
    check_look(page, PICTURES)
    for way in ("/account/second-step", "/users/audit"):
        page.goto(way)
        check_look(page, PICTURES)

    elsewhere = open_page()
    elsewhere.goto("/sign-in")
    elsewhere.get_by_label("Email address").fill(ada.email)
    elsewhere.get_by_label("Password").fill(PASSWORD)
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Enter a code")
    check_look(elsewhere, PICTURES)
    tab_to(elsewhere, "textbox", "Code")
    elsewhere.keyboard.type(recovery_code)
    enter(elsewhere, "button", "Sign in")
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Organizations")
