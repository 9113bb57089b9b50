"""Where to start: from the questions to a link that can be sent, by keyboard and on a phone."""

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


def test_the_triage_is_answered_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    """Tab moves between questions, arrow keys within one, and Enter submits; the URL then contains the answers."""
    page = open_page()
    page.goto("/where-to-start")
    check_look(page, PICTURES)

    page.get_by_role("radio").first.focus()
    for number in range(22):
        if number == 7:  # something that had worked stopped working after a change: every week
            for key in ("Space", "ArrowDown", "ArrowDown", "ArrowDown"):
                page.keyboard.press(key)
        elif number == 0:
            for key in ("Space", "ArrowRight"):
                page.keyboard.press(key)
        else:
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show where to start")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Best guess: start with Change enablement")
    expect(page).to_have_url(re.compile(r"repeat-incidents=1&.*failed-changes=3"))
    expect(page.get_by_text("You answered 22 of 22 questions")).to_be_visible()
    check_look(page, PICTURES)

    page.get_by_role("link", name="Change your answers").press("Enter")
    chosen = page.get_by_role("group", name="Something that had been working").get_by_role("radio", name="Every week")
    expect(chosen).to_be_checked()


def test_a_shared_result_opens_on_a_phone(open_page: Callable[..., Page]) -> None:
    """Another browser shows the same result, and the chart links to its table."""
    page = open_page(width=390)
    page.goto("/where-to-start/result?repeat-incidents=3&chased-calls=2&failed-changes=1")

    expect(page.get_by_role("heading", level=1)).to_have_text("Start with Incident management")
    figure = page.get_by_role("link", name=re.compile("%")).first
    figure.click()
    expect(page.get_by_role("table", name=re.compile("Support quality first: 23 of 75"))).to_be_in_viewport()


def test_invalid_and_missing_answers_look_right_too(open_page: Callable[..., Page]) -> None:
    """One page is the form with a message, the other the result without a recommendation."""
    page = open_page()
    page.goto("/where-to-start/result?repeat-incidents=9&hero-fixes=2")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#repeat-incidents")).to_be_focused()
    check_look(page)

    page.goto("/where-to-start/result?missed-targets=0")
    check_look(page)


def test_from_the_triage_on_an_empty_database_to_a_recommended_roadmap(open_page: Callable[..., Page]) -> None:
    """The answers survive creating the first account, organization and assessment, and the roadmap is based on them."""
    page = open_page()
    heading = page.get_by_role("heading", level=1)
    page.goto("/where-to-start")
    for symptom in ("Something that had been working", "The people on call found out"):
        page.get_by_role("group", name=symptom).get_by_role("radio", name="Every week").check()
    page.get_by_role("button", name="Show where to start").click()
    expect(heading).to_have_text("Best guess: start with Change enablement")

    page.get_by_role("link", name="Continue with a quick scan").click()
    expect(heading).to_have_text("Welcome to Wayfinder")
    check_look(page, PICTURES)
    page.get_by_label("Setup key").fill(setup_key(SECRET))
    page.get_by_label("Your name").fill("Dana Fischer")
    page.get_by_label("Email address").fill("dana@example.org")
    page.get_by_label("Password").fill("several words in a row")
    page.get_by_role("button", name="Create account").click()

    expect(heading).to_have_text("Which organization is the quick scan for?")
    page.get_by_role("link", name="Add an organization").click()
    expect(heading).to_have_text("New organization")
    check_look(page, PICTURES)
    page.get_by_label("Name", exact=True).fill("Northfield Hospitals")
    page.get_by_role("button", name="Add organization").click()

    expect(heading).to_have_text("New assessment for Northfield Hospitals")
    expect(page.get_by_role("group", name="Your answers to")).to_contain_text(
        "Your answers point to Change risk first."
    )
    check_look(page, PICTURES)
    page.get_by_label("Name", exact=True).fill("Spring 2026")
    page.get_by_role("button", name="Create assessment").click()

    expect(heading).to_have_text("Respondents")
    expect(page.get_by_role("link", name="answer now")).to_be_visible()
    check_look(page, PICTURES)
    page.get_by_role("link", name="Roadmap", exact=True).click()
    expect(heading).to_have_text("Roadmap")
    expect(page.get_by_text("Best guess: Change risk first.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Best guess").first).to_contain_text("Change risk first")
    check_look(page, PICTURES)

    page.get_by_role("link", name="Your answers about symptoms").click()
    expect(heading).to_have_text("Symptoms")
    expect(
        page.get_by_role("group", name="Something that had been working").get_by_role("radio", name="every week")
    ).to_be_checked()
    check_look(page, PICTURES)
