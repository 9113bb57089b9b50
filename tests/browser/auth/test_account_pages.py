"""The account pages look right at every width, in light and dark."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.web import sessions
from tests.support.factories import Make
from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


@pytest.fixture
def page(open_page: Callable[..., Page], server: Make) -> Page:
    """An administrator's browser; the organization and another user have long names."""
    ada = server.user("Ada Kovač", administrator=True)
    server.user("Wolfgang-Maximilian Freiherr von und zu Unterschleißheim-Oberammergau")
    server.organization("Stadtwerke Unterschleißheim und Umgebung Beteiligungsgesellschaft mbH", lead=ada)
    with server.database.writing() as session:
        return open_page(user_cookie=sessions.begin(session, user_id=ada.id))


@pytest.mark.parametrize(
    "way", ["/account", "/account/delete", "/users", "/users?q=nobody", "/users/new", "/organizations", "/nowhere"]
)
def test_a_page_is_accessible(page: Page, way: str) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    page.goto(way)

    check_look(page, PICTURES)


def test_a_link_for_a_user_is_shown_once(page: Page) -> None:
    """It can be copied as shown."""
    page.goto("/users")
    page.get_by_role("button", name="Create password link for Wolfgang").click()

    expect(page.locator("code")).to_contain_text("/reset/")
    check_look(page, PICTURES)


def test_the_menu_opens_and_closes_by_keyboard(page: Page) -> None:
    """Escape closes it and returns the focus."""
    page.goto("/account")  # on which the menu covers nothing that can be pressed
    menu = page.locator("summary")
    menu.press("Enter")
    expect(page.get_by_role("link", name="Your account", exact=True)).to_be_visible()
    check_look(page, PICTURES)

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Your account", exact=True)).to_be_hidden()
    expect(menu).to_be_focused()


def test_a_user_is_found_and_deleted_by_keyboard(page: Page) -> None:
    """The page says what will be deleted, and the list then no longer has the user."""
    page.goto("/users")
    page.get_by_role("searchbox", name="Name or email address").fill("unter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 user matches")

    page.get_by_role("link", name="Delete Wolfgang").press("Enter")
    expect(page.get_by_role("heading", name="Delete Wolfgang")).to_be_visible()
    check_look(page, PICTURES)
    page.get_by_role("button", name="Delete account").press("Enter")

    expect(page.get_by_role("heading", name="Users")).to_be_visible()
    expect(page.get_by_role("row", name="Wolfgang")).to_have_count(0)
