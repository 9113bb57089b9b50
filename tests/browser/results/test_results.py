"""Tests of results in a browser: layout in both widths and color schemes, and charts by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.attachments import Attachment
from tests.support.browsing import Sample, sample
from tests.support.factories import Make
from tests.support.page_look import check_look

OpenPage = Callable[..., Page]


@pytest.fixture
def northfield(server: Make) -> Sample:
    """The sample organization; its later assessment has a practice out of scope and a file."""
    made = sample(server)
    with server.database.writing() as session:
        row = session.get_one(AssessmentRow, made.now.id)
        row.left_out = {"service-financial-management": "The group's finance department does it."}
        respondent = session.scalars(select(RespondentRow.id).where(RespondentRow.assessment_id == row.id)).first()
        session.add(
            Attachment(
                assessment_id=row.id,
                respondent_id=respondent,
                statement_id="incident-management.1",
                name="ticket export of June, all three houses and the laboratory.csv",
                media_type="application/octet-stream",
                size=1,
                content=b"x",
            )
        )
    return made


def test_pages_with_a_practice_out_of_scope_look_right(northfield: Sample, open_page: OpenPage) -> None:
    """The file has a long name; the test of every page covers the other pages."""
    page = open_page(user_cookie=northfield.cookie())
    rests = ("", "/practices/incident-management", "/practices/service-financial-management", "/readiness/cobit-2019")
    for url in map(northfield.url, rests):
        page.goto(url)
        check_look(page)


def test_a_chart_describes_the_focused_practice(northfield: Sample, open_page: OpenPage) -> None:
    """The chart shows level, index and gate of the focused practice; Enter opens its page."""
    page = open_page(user_cookie=northfield.cookie())
    page.goto(northfield.url())

    row = page.locator(".profile-row", has_text="Incident management")
    row.focus()

    expect(page.locator("[data-chart-told]:visible")).to_contain_text(
        "Incident management: level 2, index 2.0. Level 3 hasn't been reached"
    )
    row.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Incident management")


def test_a_heat_map_row_is_whole_on_a_phone(northfield: Sample, open_page: OpenPage) -> None:
    """Five ratings and four shares fit on two lines, below a head that stays visible."""
    page = open_page(width=390, user_cookie=northfield.cookie())
    page.goto(northfield.url())

    row = page.locator(".heat tbody tr", has_text="Incident management").first
    row.scroll_into_view_if_needed()
    boxes = [cell.bounding_box() for cell in row.locator("td").all()]

    assert len(boxes) == 1 + 1 + 5 + 4
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    expect(page.locator(".heat-head")).to_be_in_viewport()


def test_the_chart_links_to_what_changed(northfield: Sample, open_page: OpenPage) -> None:
    """A row of the comparison links to the changes of its practice."""
    page = open_page(user_cookie=northfield.cookie())
    page.goto(f"/organizations/{northfield.organization.id}/compare")

    page.locator(".compare-row", has_text="Incident management").click()

    expect(page.locator("#moved-incident-management")).to_be_in_viewport()
