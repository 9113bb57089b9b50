"""Two people do the same thing at the same moment: the second check runs before the first request has written.

SQLite serializes writes, so the tests blind the check once. The database constraint then refuses the second row, as
on PostgreSQL.
"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people import accounts, members
from app.storage.accounts import User
from app.storage.base import new_id
from app.storage.database import Database
from app.storage.organizations import OrganizationRow
from app.web.assessments import respondent
from tests.support.page_client import PageClient
from tests.support.whole_world import World

CARLA = "Carla.Colleague@example.org"
STRANGER = "Secret.Stranger@example.org"


@pytest.fixture
def lead(app: Flask, world: World) -> PageClient:
    """The lead of the first organization, who is also an administrator."""
    return world.client(app, "member")


def blind(monkeypatch: pytest.MonkeyPatch, where: object, name: str, *says: object) -> None:
    """Let a check see nothing the first time, or the first two times."""
    sees, answers = getattr(where, name), list(says)

    def check(*given: Any, **named: Any) -> Any:
        return answers.pop() if answers else sees(*given, **named)

    monkeypatch.setattr(where, name, check)


def test_an_account_of_the_same_address_is_refused_beside_the_field(
    monkeypatch: pytest.MonkeyPatch, lead: PageClient
) -> None:
    """The response is the same as when the check sees the other account."""
    blind(monkeypatch, accounts, "find_user", None)

    page = lead.post("/users/new", {"name": "Carla", "email": CARLA}, 422).text

    assert f"{CARLA} already has an account" in page
    assert 'aria-describedby="email-wrong"' in page


def test_a_member_who_was_added_by_somebody_else_is_refused_beside_the_field(
    monkeypatch: pytest.MonkeyPatch, lead: PageClient, world: World
) -> None:
    """A person has one membership in an organization."""
    blind(monkeypatch, members, "_is_member", False)
    sent = {"name": "Carla", "email": CARLA, "role": "viewer", "new_id": new_id()}

    page = lead.post(f"/organizations/{world.mine['organization_id']}/members/new", sent, 422).text

    assert f"{CARLA} is already a member" in page


def test_a_member_whose_account_was_just_created_gets_that_account(
    monkeypatch: pytest.MonkeyPatch, lead: PageClient, world: World, database: Database
) -> None:
    """The lead sees the usual message."""
    blind(monkeypatch, accounts, "find_user", None, None)
    sent = {"name": "Sam", "email": STRANGER, "role": "viewer", "new_id": new_id()}

    answer = lead.post(f"/organizations/{world.mine['organization_id']}/members/new", sent, 200)

    assert "Sam is now a member" in answer.text
    assert count(database, User, User.email == STRANGER) == 1


def test_a_respondent_of_the_same_address_is_refused_beside_the_field(
    monkeypatch: pytest.MonkeyPatch, lead: PageClient, world: World
) -> None:
    """This covers adding a respondent and changing one."""
    url = f"/assessments/{world.mine['assessment_id']}/respondents"
    sent = {"name": "Sam", "email": "sam@example.org", "practices": "incident-management", "member_id": ""}
    lead.post(f"{url}/new", {**sent, "new_id": new_id()})

    blind(monkeypatch, respondent, "_is_taken", False)
    second = lead.post(f"{url}/new", {**sent, "new_id": new_id()}, 422).text
    blind(monkeypatch, respondent, "_is_taken", False)
    changed = lead.post(f"{url}/{world.mine['respondent_id']}", {**sent, "version": "1"}, 422).text

    assert "already has a respondent with this email address" in second
    assert "already has a respondent with this email address" in changed


def test_a_form_that_arrives_twice_at_once_creates_one_row(
    monkeypatch: pytest.MonkeyPatch, lead: PageClient, database: Database
) -> None:
    """Both requests lead to it."""
    sent = {"name": "Twice", "new_id": new_id()}
    first = lead.post("/organizations/new", sent)

    blind(monkeypatch, Session, "get", None)
    second = lead.post("/organizations/new", sent)

    assert second.headers["Location"] == first.headers["Location"]
    assert count(database, OrganizationRow, OrganizationRow.name == "Twice") == 1


def count(database: Database, table: type[Any], *which: Any) -> int:
    """Return how many rows there are."""
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(table).where(*which)).scalar_one()
