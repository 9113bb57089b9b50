"""The portfolio, and adding an organization."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.storage.accounts import User
from app.storage.base import new_id
from app.storage.database import Database
from app.storage.organizations import Membership, Organization, Role
from tests.support.factories import Make
from tests.support.page_client import PageClient

SignIn = Callable[[User], PageClient]


def test_an_empty_portfolio_offers_the_first_action(sign_in: SignIn, make: Make) -> None:
    """The page says what it will show."""
    page = sign_in(make.user()).get("/organizations").text

    assert "No organizations yet" in page
    assert 'href="/organizations/new"' in page


def test_the_portfolio_lists_only_the_users_own_organizations(sign_in: SignIn, make: Make) -> None:
    """Other organizations aren't even named."""
    dana, erik = make.user(), make.user()
    make.organization("Northfield Hospitals", lead=dana)
    make.organization("Secret Bank", lead=erik)

    page = sign_in(dana).get("/organizations").text

    assert "Northfield Hospitals" in page
    assert "Secret Bank" not in page


def test_the_creator_of_an_organization_is_its_lead(sign_in: SignIn, make: Make, database: Database) -> None:
    """The name is saved as typed, without surrounding spaces."""
    client = sign_in(make.user())

    made = client.post("/organizations/new", {"new_id": new_id(), "name": " Northfield ", "it_staff": "400"})

    assert "Northfield has been added." in client.follow(made).text
    with database.reading() as session:
        stored = session.execute(
            select(Organization.name, Organization.it_staff, Membership.role).join(Organization.memberships)
        ).one()
    assert stored == ("Northfield", 400, Role.LEAD)


def test_a_form_sent_twice_adds_one_organization(sign_in: SignIn, make: Make, database: Database) -> None:
    """A second click changes nothing."""
    client, sent = sign_in(make.user()), {"new_id": new_id(), "name": "Northfield"}

    client.post("/organizations/new", sent)
    client.post("/organizations/new", sent)

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Organization)) == 1


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 301}, "This is 301 characters long; shorten it to 300."),
        ({"name": "A", "it_staff": "many"}, "Enter a whole number from 1 to 1,000,000."),
        ({"name": "A", "it_staff": "0"}, "Enter a whole number from 1 to 1,000,000."),
        ({"name": "A", "new_id": "../x"}, "Reload this page and try again."),
    ],
)
def test_invalid_input_is_refused_at_the_field(
    sign_in: SignIn, make: Make, database: Database, sent: dict[str, str], message: str
) -> None:
    """Nothing is saved."""
    page = sign_in(make.user()).post("/organizations/new", {"new_id": new_id(), **sent}, 422).text

    assert message in page
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Organization)) == 0
