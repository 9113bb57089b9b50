"""Closing and reopening an assessment, and confirming what was carried over: the look of the pages, at both widths."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from app.storage.assessments import AnswerRow
from app.web import sessions
from tests.support.factories import Make
from tests.support.keyboard import enter
from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None
CARRIED = {"assessment": "Spring 2025", "on": "2025-03-02", "text": "An older wording.", "level": "2"}


def test_a_lead_closes_and_reopens_by_keyboard(server: Make, open_page: Callable[..., Page]) -> None:
    """Each state shows its next action; carried answers are confirmed on the way."""
    dana = server.user("Dana Fischer")
    northfield = server.organization(lead=dana)
    assessment = server.assessment(northfield)
    own = server.respondent(assessment, dana, "Dana Fischer")
    ids = {"assessment_id": assessment.id, "respondent_id": own.id}
    server.add(AnswerRow(**ids, statement_id="service-desk.1", rating="F", carried=CARRIED))
    server.add(AnswerRow(**ids, statement_id="service-desk.2", rating="L", carried=CARRIED))
    with server.database.writing() as session:
        cookie = sessions.begin(session, user_id=dana.id)
    page = open_page(user_cookie=cookie)
    page.goto(f"/assessments/{assessment.id}/practices/service-desk")
    check_look(page, PICTURES)

    page.goto(f"/answer/{own.id}/service-desk")
    check_look(page, PICTURES)
    page.get_by_role("button", name="Confirm all 2").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("2 answers confirmed.")

    page.goto(f"/assessments/{assessment.id}/state")
    check_look(page, PICTURES)
    enter(page, "button", "Start the review")
    expect(page.locator(".state-line")).to_contain_text("In review since")
    check_look(page, PICTURES)
    enter(page, "button", "Close the assessment")
    expect(page.locator(".state-line")).to_contain_text("Dana Fischer has closed the assessment.")
    check_look(page, PICTURES)
    page.get_by_role("link", name="Change the state").click()
    page.get_by_label("Reason").fill("Erik was ill")
    check_look(page, PICTURES)
    page.get_by_role("button", name="Reopen the assessment").press("Enter")
    expect(page.locator(".state-line")).to_contain_text("In review since")

    page.goto(f"/answer/{own.id}/service-desk")
    expect(page.get_by_text("The answers are being reviewed.")).to_be_visible()
    expect(page.locator("input[name='service-desk.1:rating']").first).to_be_disabled()
    check_look(page, PICTURES)
