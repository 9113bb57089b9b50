"""Tests of the workshop in a browser: by keyboard only, and with two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.storage.assessments import ConsensusRow
from tests.support.browsing import Sample
from tests.support.page_look import check_look

OpenPage = Callable[..., Page]


def test_the_pages_look_right(northfield: Sample, open_page: OpenPage) -> None:
    """Large type, anonymous answers, and all statements of a practice are covered."""
    page = open_page(user_cookie=northfield.cookie())
    for rest in ("", "?large=yes&names=nobody", "?practice=incident-management&show=all"):
        page.goto(northfield.url(f"/workshop{rest}"))
        check_look(page)


def test_a_statement_is_settled_by_keyboard_alone(northfield: Sample, open_page: OpenPage) -> None:
    """J goes to the second statement, 3 rates L, E goes to the note, and Ctrl+Enter saves; the focus stays there."""
    page = open_page(user_cookie=northfield.cookie())
    page.goto(northfield.url("/workshop"))
    state = page.locator("#workshop-state")
    expect(state).to_contain_text("11 of 18 disagreements are open")

    page.keyboard.press("j")
    page.keyboard.press("j")
    card = page.locator("[data-card]").nth(1)
    expect(card).to_be_focused()
    page.keyboard.press("3")
    page.keyboard.press("e")
    page.keyboard.type("Seen together, j and 3 included.")
    page.keyboard.press("Control+Enter")

    expect(card.get_by_text("The consensus has been saved.")).to_be_visible()
    expect(state).to_contain_text("10 of 18 disagreements are open")
    expect(card.locator("textarea")).to_have_value("Seen together, j and 3 included.")
    is_inside = "(id) => document.activeElement.closest('[data-card]')?.id === id"
    page.wait_for_function(is_inside, arg=card.get_attribute("id"))
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator("[data-card]").first).to_be_focused()


def test_two_at_once_see_each_others_consensus(northfield: Sample, open_page: OpenPage) -> None:
    """The second person gets a message, keeps the text typed, and decides."""
    first, second = (open_page(user_cookie=northfield.cookie()) for _ in range(2))
    for page in (first, second):
        page.goto(northfield.url("/workshop"))

    for page, rating, note in ((first, "F", "By day."), (second, "P", "Not at night.")):
        card = page.locator("[data-card]").first
        card.get_by_role("radio", name=re.compile(f"{rating}$")).check()
        card.get_by_label("Note").fill(note)
        card.get_by_role("button", name="Set consensus").click()
        expect(card.get_by_text("The consensus has been saved." if page is first else "Saved version:")).to_be_visible()

    card = second.locator("[data-card]").first
    expect(card).to_contain_text("By day.")
    expect(card.get_by_label("Note")).to_have_value("Not at night.")
    card.get_by_role("button", name="Save again").click()
    expect(card.get_by_text("The consensus has been saved.")).to_be_visible()
    with northfield.make.database.reading() as session:
        assert "Not at night." in session.scalars(select(ConsensusRow.note)).all()
