"""Ten practices in scope in a few clicks: by pointer, by keyboard, on a phone, and without scripts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from app.storage.assessments import AssessmentRow
from app.web import sessions
from tests.support.factories import Make
from tests.support.keyboard import enter
from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None
EXTRA = ("Project management", "Risk management", "Information security management")
MOST_CLICKS = 9


def lead(server: Make) -> tuple[str, str]:
    """Return the path of a new assessment, and the cookie of its lead."""
    dana = server.user("Dana Fischer")
    organization = server.organization(lead=dana)
    with server.database.writing() as session:
        return f"/organizations/{organization.id}/assessments/new", sessions.begin(session, user_id=dana.id)


def settled(page: Page) -> None:
    """Wait until the answer to a click is in the page, because what is typed before that would be replaced."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def expect_in_scope(page: Page, count: int) -> None:
    """Wait for the whole sentence, because "34 of 34" contains "4 of 34"."""
    expect(page.locator(".scope-count")).to_have_text(f"{count} of 34 practices are in scope.")


def ten_in_scope(page: Page) -> int:
    """Select ten practices, give one reason, save, and return the number of clicks before saving."""
    clicks = 0

    def click(role: str, name: str) -> None:
        nonlocal clicks
        page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type] # the names of two roles
        clicks += 1

    page.get_by_label("Name", exact=True).fill("Spring 2026")
    page.get_by_text("Practices in scope and targets").click()
    clicks += 1
    click("button", "Only Support quality first")
    expect_in_scope(page, 4)
    settled(page)
    click("button", "Add Change risk first")
    expect_in_scope(page, 7)
    settled(page)
    for name in EXTRA:
        box = page.get_by_role("checkbox", name=name, exact=True)
        if page.locator("input[name=scope]:checked").count() < 10 and not box.is_checked():
            box.click()
            clicks += 1
    page.get_by_label("Reason that applies to all practices left out").fill("Not this year")
    return clicks


def test_the_count_follows_each_checkbox(server: Make, open_page: Callable[..., Page]) -> None:
    """Before anything is sent, in the text and in the heading of the box."""
    path, cookie = lead(server)
    page = open_page(user_cookie=cookie)
    page.goto(path)
    page.get_by_text("Practices in scope and targets").click()

    page.get_by_role("checkbox", name="Service desk", exact=True).uncheck()

    expect_in_scope(page, 33)
    expect(page.get_by_text("Practices in scope and targets: 33 of 34")).to_be_visible()


def stored(server: Make) -> AssessmentRow:
    """Return the assessment."""
    with server.database.reading() as session:
        return session.scalars(select(AssessmentRow)).one()


@pytest.mark.parametrize("width", [1280, 390])
def test_ten_practices_take_less_than_ten_clicks_and_one_reason(
    server: Make, open_page: Callable[..., Page], width: int
) -> None:
    """What was typed stays while practices are selected."""
    path, cookie = lead(server)
    page = open_page(user_cookie=cookie, width=width)
    page.goto(path)

    clicks = ten_in_scope(page)
    check_look(page, PICTURES)
    page.get_by_role("button", name="Create assessment").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Respondents")
    row = stored(server)
    assert clicks <= MOST_CLICKS
    assert len(row.left_out) == 24
    assert set(row.left_out.values()) == {"Not this year"}


def test_without_scripts_the_buttons_submit_the_form(server: Make, browser: Browser) -> None:
    """The page comes back at the same place, with the practices selected."""
    path, cookie = lead(server)
    context = browser.new_context(java_script_enabled=False, base_url=server.url)
    context.add_cookies([{"name": sessions.USER_COOKIE, "value": cookie, "url": server.url}])
    page = context.new_page()
    page.goto(path)

    assert ten_in_scope(page) <= MOST_CLICKS
    page.get_by_role("button", name="Create assessment").click()

    assert len(stored(server).left_out) == 24
    context.close()


def test_by_keyboard_a_set_is_selected_and_the_focus_stays(server: Make, open_page: Callable[..., Page]) -> None:
    """Enter in a field still saves the form, and selects nothing."""
    path, cookie = lead(server)
    page = open_page(user_cookie=cookie)
    page.goto(path)
    page.get_by_text("Practices in scope and targets").press("Enter")

    enter(page, "button", "Only Support quality first")
    expect_in_scope(page, 4)
    expect(page.get_by_role("button", name="Only Support quality first")).to_be_focused()
    settled(page)
    page.get_by_label("Reason that applies to all practices left out").fill("Not this year")
    page.get_by_label("Name", exact=True).fill("Spring 2026")
    expect(page.get_by_label("Reason that applies to all practices left out")).to_have_value("Not this year")
    page.get_by_label("Name", exact=True).press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Respondents")
    assert len(stored(server).left_out) == 30
