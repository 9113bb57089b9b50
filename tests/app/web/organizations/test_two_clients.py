"""FL-024: a consultant leads Alpha and Beta; Dana leads only Alpha, and Erik answers only in Beta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.storage.accounts import User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.base import new_id
from app.storage.database import Database
from app.storage.organizations import Membership, OrganizationRow
from tests.support.factories import Make
from tests.support.page_client import PageClient


@dataclass(frozen=True)
class TwoClients:
    """Alpha and Beta with their assessments and members."""

    alpha: OrganizationRow
    beta: OrganizationRow
    of_alpha: AssessmentRow
    of_beta: AssessmentRow
    dana: PageClient
    erik: PageClient
    erik_user: User


@pytest.fixture
def two(app: Flask, make: Make) -> TwoClients:
    """Alpha and Beta, each with an assessment; Erik is a respondent in Beta."""
    consultant, dana, erik = make.user("Carla Consultant"), make.user("Dana Fischer"), make.user("Erik Olsen")
    alpha = make.organization("Alpha", lead=consultant)
    beta = make.organization("Beta", lead=consultant, respondent=erik)
    of_alpha, of_beta = (make.assessment(each, f"Scan of {each.name}") for each in (alpha, beta))
    make.respondent(of_beta, erik, name="Erik Olsen")
    clients = [PageClient(app) for _ in range(3)]
    for client, user in zip(clients, (consultant, dana, erik), strict=True):
        client.sign_in(user)
    sent = {"new_id": new_id(), "name": "Dana Fischer", "email": dana.email, "role": "lead"}
    clients[0].post(f"/organizations/{alpha.id}/members/new", sent)
    return TwoClients(alpha, beta, of_alpha, of_beta, clients[1], clients[2], erik)


def test_no_page_of_alpha_mentions_beta(two: TwoClients) -> None:
    """This includes lists, drop-downs and filters."""
    pages = [
        "/organizations",
        *(f"/organizations/{two.alpha.id}{path}" for path in ("", "/settings", "/members", "/assessments/new")),
        *(f"/assessments/{two.of_alpha.id}{path}" for path in ("/settings", "/respondents", "/respondents/new")),
        f"/assessments/{two.of_alpha.id}/history",
    ]

    for path in pages:
        text = two.dana.get(path).text
        assert "Beta" not in text
        assert "Erik" not in text


def test_adding_an_address_known_elsewhere_reveals_nothing(two: TwoClients) -> None:
    """A known address is shown as typed, just like an unknown one."""
    for number, email in enumerate((two.erik_user.email, "unknown@example.org")):
        member = {"new_id": new_id(), "name": f"Typed {number}", "email": email.upper(), "role": "viewer"}
        two.dana.post(f"/organizations/{two.alpha.id}/members/new", member)
    page = two.dana.get(f"/organizations/{two.alpha.id}/members").text

    assert "Erik" not in page
    assert two.erik_user.email.upper() in page
    assert [f"Typed {number}" in page for number in range(2)] == [True, True]


def test_people_added_by_address_are_shown_as_typed(two: TwoClients, make: Make) -> None:
    """The name and address of the account aren't shown for members, respondents or former members."""
    typed = two.erik_user.email.upper()
    member = {"new_id": new_id(), "name": "Typed by Dana", "email": typed, "role": "respondent"}
    practices = [each.id for each in make.content.catalogue.practices]
    respondent = {"new_id": new_id(), "member_id": member["new_id"], "practices": practices}
    top = f"/organizations/{two.alpha.id}"

    two.dana.post(f"{top}/members/new", member)
    added = two.dana.post(f"/assessments/{two.of_alpha.id}/respondents/new", respondent)
    two.dana.post(f"{top}/members/{member['new_id']}/remove", {"version": "1"})
    pages = [
        two.dana.follow(added).text,
        two.dana.get(f"{top}/members").text,
        two.dana.get(f"{top}/people/{two.erik_user.id}/erase").text,
    ]

    assert typed in pages[0]
    assert all("Typed by Dana" in page for page in pages)
    assert not any("Erik" in page for page in pages)


def test_a_respondent_of_beta_sees_nothing_of_alpha(two: TwoClients) -> None:
    """The portfolio lists one organization, and every page of the other is a 404."""
    assert "Alpha" not in two.erik.get("/organizations").text
    assert "Alpha" not in two.erik.get(f"/organizations/{two.beta.id}").text
    for path in ("", "/logo", "/settings", "/members", "/assessments/new"):
        assert two.erik.get(f"/organizations/{two.alpha.id}{path}", 404)


def test_a_lead_of_alpha_cannot_open_pages_of_beta(two: TwoClients) -> None:
    """Knowing the URL doesn't help."""
    two.dana.get(f"/assessments/{two.of_beta.id}/respondents", 404)
    two.dana.get(f"/organizations/{two.beta.id}", 404)


def test_a_new_row_cannot_take_an_id_of_the_other(two: TwoClients, database: Database, make: Make) -> None:
    """An id that exists in Beta creates nothing in Alpha, and reveals nothing about Beta."""
    with database.reading() as session:
        respondent = session.scalars(select(RespondentRow.id)).one()
        membership = session.scalars(select(Membership.id).where(Membership.user_id == two.erik_user.id)).one()
    practices = [each.id for each in make.content.catalogue.practices]
    assessment = {"name": "Mine", "assessed_on": "2026-03-02", "questionnaire_id": "quick-scan", "method": "iso-33020"}
    sent: list[tuple[str, dict[str, Any]]] = [
        ("/organizations/new", {"new_id": two.beta.id, "name": "Mine"}),
        (
            f"/organizations/{two.alpha.id}/assessments/new",
            {"new_id": two.of_beta.id, "scope": practices, **assessment},
        ),
        (
            f"/assessments/{two.of_alpha.id}/respondents/new",
            {"new_id": respondent, "member_id": "", "name": "Mine", "practices": practices},
        ),
        (
            f"/organizations/{two.alpha.id}/members/new",
            {"new_id": membership, "name": "Mine", "email": "mine@example.org", "role": "viewer"},
        ),
    ]

    for path, form in sent:
        text = two.dana.post(path, form, 422).text
        assert "Reload this page" in text or "reload it" in text
        assert "Beta" not in text
        assert "Erik" not in text
