"""From an organization to a respondent's first page: settings, members, assessment, link, and how each page looks."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from app.storage.assessments import AnswerRow
from app.storage.history import HistoryEntry
from app.web import sessions
from tests.support.factories import Make
from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


def cookie_of(server: Make, user_id: str) -> str:
    """Return the cookie of a new session."""
    with server.database.writing() as session:
        return sessions.begin(session, user_id=user_id)


def test_a_lead_invites_a_respondent_who_answers(server: Make, open_page: Callable[..., Page]) -> None:
    """A first assessment by keyboard and pointer. In another browser, the link starts a session only by its button."""
    dana = server.user("Dana Fischer")
    northfield = server.organization(lead=dana)
    page = open_page(user_cookie=cookie_of(server, dana.id))
    page.goto(f"/organizations/{northfield.id}")
    check_look(page, PICTURES)

    page.get_by_role("link", name="Create the first assessment").press("Enter")
    page.get_by_label("Name", exact=True).fill("Spring 2026")
    page.get_by_text("Practices in scope and targets: all 34").click()
    page.get_by_label("Project management", exact=True).uncheck()
    page.get_by_role("button", name="Create assessment").click()
    expect(page.get_by_role("alert")).to_contain_text("There's a problem with Project management.")
    check_look(page, PICTURES)
    page.get_by_label("Why Project management is left out").fill("There are no projects")
    page.get_by_role("button", name="Create assessment").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Respondents")
    check_look(page, PICTURES)
    page.get_by_role("link", name="Add the first respondent").click()
    page.get_by_label("Name").fill("Erik Olsen")
    check_look(page, PICTURES)
    page.get_by_role("button", name="Add respondent").click()
    link = page.locator("#link").inner_text()
    check_look(page, PICTURES)
    page.reload()
    expect(page.locator("#link")).to_have_count(0)

    erik = open_page(width=390)
    erik.goto(link)
    expect(erik.get_by_role("heading", level=1)).to_contain_text("Northfield Hospitals asks for your answers")
    check_look(erik, PICTURES)
    erik.get_by_role("button", name="Start").press("Enter")
    expect(erik).to_have_url(re.compile("/answer/"))

    page.get_by_role("button", name="Revoke the link").click()
    expect(page.get_by_role("status")).to_contain_text("no longer works")
    erik.reload()
    expect(erik.get_by_role("heading", level=1)).to_have_text("Open your personal link again")
    erik.goto(link)
    expect(erik.get_by_role("heading", level=1)).to_have_text("This link has been revoked")
    check_look(erik, PICTURES)

    respondents = page.url.partition("/respondents")[0] + "/respondents"
    for name, title in (
        ("Respondents", "Respondents"),
        ("Settings", "Settings for Spring 2026"),
        ("History", "History"),
    ):
        page.goto(respondents)
        page.get_by_role("navigation", name="Assessment").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        check_look(page, PICTURES)


def test_a_lead_manages_the_organization(server: Make, open_page: Callable[..., Page]) -> None:
    """Settings, members, removal and erasure are accessible in both color schemes and widths."""
    dana, erik = server.user("Dana Fischer"), server.user("Erik Olsen")
    northfield = server.organization(lead=dana, viewer=erik)
    assessment = server.assessment(northfield)
    answering = {"assessment_id": assessment.id, "respondent_id": server.respondent(assessment, erik).id}
    server.add(AnswerRow(**answering, statement_id="service-desk.1", rating="F"))
    server.add(HistoryEntry(**answering, who="Erik Olsen", kind="answer", subject="service-desk.1", after="F\n" * 99))
    page = open_page(user_cookie=cookie_of(server, dana.id))

    for path in ("", "/settings", "/members", "/members/new"):
        page.goto(f"/organizations/{northfield.id}{path}")
        check_look(page, PICTURES)
    page.goto(f"/organizations/{northfield.id}/members")
    page.get_by_role("row", name="Erik Olsen").get_by_role("link", name="Remove").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Remove Erik Olsen?")
    check_look(page, PICTURES)
    page.get_by_role("link", name="erase Erik Olsen's data").click()
    expect(page.get_by_role("row", name="Service desk")).to_contain_text("not assessed")
    check_look(page, PICTURES)
    page.get_by_role("button", name="Erase data", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one of these.")
    check_look(page, PICTURES)
    page.goto(f"/assessments/{assessment.id}/history")
    check_look(page, PICTURES)
