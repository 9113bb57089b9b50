"""FL-024: a consultant leads Alpha and Beta; Dana leads Alpha alone, and Erik answers in Beta alone."""

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
    """Alpha and Beta, and who belongs to them."""

    alpha: OrganizationRow
    beta: OrganizationRow
    of_alpha: AssessmentRow
    of_beta: AssessmentRow
    dana: PageClient
    erik: PageClient
    erik_user: User


@pytest.fixture
def two(app: Flask, make: Make) -> TwoClients:
    """Both have a logo-less page, an assessment and a respondent."""
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


def test_no_page_of_alpha_tells_its_lead_of_beta(two: TwoClients) -> None:
    """Lists, drop-downs, filters, and the page of whoever leads both."""
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


def test_adding_somebody_known_elsewhere_tells_nothing(two: TwoClients) -> None:
    """As a member or as a respondent, a known address looks like an unknown one: as it was typed."""
    for number, email in enumerate((two.erik_user.email, "unknown@example.org")):
        member = {"new_id": new_id(), "name": f"Typed {number}", "email": email.upper(), "role": "viewer"}
        two.dana.post(f"/organizations/{two.alpha.id}/members/new", member)
    page = two.dana.get(f"/organizations/{two.alpha.id}/members").text

    assert "Erik" not in page
    assert two.erik_user.email.upper() in page
    assert [f"Typed {number}" in page for number in range(2)] == [True, True]


def test_whoever_was_added_by_address_is_known_as_typed_before_and_after(two: TwoClients, make: Make) -> None:
    """As a member, as a respondent and as a former member: the account's own name and address are not shown."""
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
    """The list of organizations has one, and every address of the other is that of nothing."""
    assert "Alpha" not in two.erik.get("/organizations").text
    assert "Alpha" not in two.erik.get(f"/organizations/{two.beta.id}").text
    for path in ("", "/logo", "/settings", "/members", "/assessments/new"):
        assert two.erik.get(f"/organizations/{two.alpha.id}{path}", 404)


def test_a_page_of_the_other_after_sign_in_is_not_there(two: TwoClients) -> None:
    """An address kept from before the sign-in opens nothing."""
    two.dana.get(f"/assessments/{two.of_beta.id}/respondents", 404)
    two.dana.get(f"/organizations/{two.beta.id}", 404)


def test_a_new_row_cannot_take_an_id_of_the_other(two: TwoClients, database: Database, make: Make) -> None:
    """An id that exists elsewhere makes nothing here, and shows nothing of there."""
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
