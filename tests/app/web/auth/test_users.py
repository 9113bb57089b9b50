"""All accounts, and the links that administrators make for them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.storage.accounts import ResetLink, User
from app.storage.base import now
from app.storage.database import Database
from app.web.passwords import hashed
from tests.support.factories import Make
from tests.support.page_client import PageClient

GOOD = "several words in a row"


@pytest.fixture
def administrator(make: Make) -> User:
    """An administrator."""
    return make.user("Ada", administrator=True)


@pytest.fixture
def office(sign_in: Callable[[User], PageClient], administrator: User) -> PageClient:
    """Her browser."""
    return sign_in(administrator)


def way_of(page: str) -> str:
    found = re.search(r"<code>http://localhost(/reset/[^<]+)</code>", page)
    assert found is not None
    return html.unescape(found[1])


def test_a_new_user_sets_a_password_with_the_link_shown(office: PageClient, client: PageClient) -> None:
    """No mail server is needed."""
    way = way_of(office.post("/users/new", {"name": "Erik", "email": "Erik@Example.org"}, 200).text)

    assert "Erik@Example.org" in client.get(way).text
    client.post(way, {"password": GOOD})

    assert "Erik" in client.get("/account").text


def test_opening_a_link_changes_nothing_and_using_it_ends_it(
    office: PageClient, make: Make, client: PageClient
) -> None:
    """A mail scanner that opens the link does no harm, and the link works once."""
    way = way_of(office.post(f"/users/{make.user('Erik').id}/link", status=200).text)

    client.get(way)
    client.get(way)
    client.post(way, {"password": "short"}, 422)
    client.post(way, {"password": GOOD})

    assert "no longer works" in client.get(way, 410).text
    client.post(way, {"password": GOOD}, 410)


def test_a_link_ends_after_three_days_and_when_a_newer_one_is_made(
    office: PageClient, make: Make, client: PageClient, database: Database
) -> None:
    """Only the latest link works, and only for three days."""
    erik = make.user("Erik")
    first = way_of(office.post(f"/users/{erik.id}/link", status=200).text)
    second = way_of(office.post(f"/users/{erik.id}/link", status=200).text)

    client.get(first, 410)
    client.get(second)
    with database.writing() as session:
        session.execute(update(ResetLink).values(expires_at=now() - timedelta(seconds=1)))
    client.get(second, 410)


def test_a_deactivated_user_loses_access_immediately_and_can_return(
    office: PageClient, make: Make, sign_in: Callable[[User], PageClient]
) -> None:
    """Everything the user did stays."""
    erik = make.user("Erik")
    eriks = sign_in(erik)

    office.post(f"/users/{erik.id}/deactivate")
    eriks.get("/account", 302)
    assert "deactivated" in office.get("/users").text

    office.post(f"/users/{erik.id}/activate")
    sign_in(erik).get("/account")


def test_the_last_administrator_cannot_be_deactivated(
    office: PageClient, administrator: User, database: Database
) -> None:
    """Somebody has to be able to let people in."""
    answer = office.post(f"/users/{administrator.id}/deactivate")

    assert "is the only administrator" in office.follow(answer).text
    with database.reading() as session:
        assert session.get_one(User, administrator.id).active


@pytest.mark.parametrize("email", ["Ada@example.org", "ADA@EXAMPLE.ORG", "\uff21da@example.org"])
def test_an_address_has_one_account(office: PageClient, database: Database, email: str) -> None:
    """Different spellings of the address don't matter (FL-022)."""
    page = office.post("/users/new", {"name": "Ada again", "email": email}, 422).text

    assert "already has an account" in page
    with database.reading() as session:
        assert len(session.scalars(select(User)).all()) == 1


def test_a_link_ends_with_a_change_of_the_password_and_with_deactivation(
    office: PageClient, make: Make, client: PageClient, sign_in: Callable[[User], PageClient]
) -> None:
    """An old link doesn't let anyone back in, even after the account is reactivated."""
    erik = make.user("Erik", password_hash=hashed(GOOD))

    first = way_of(office.post(f"/users/{erik.id}/link", status=200).text)
    sign_in(erik).post("/account/password", {"old": GOOD, "password": "other words, just as many"})
    client.get(first, 410)

    second = way_of(office.post(f"/users/{erik.id}/link", status=200).text)
    office.post(f"/users/{erik.id}/deactivate")
    office.post(f"/users/{erik.id}/activate")
    client.get(second, 410)


def test_a_reset_ends_every_session_but_its_own(
    office: PageClient, make: Make, client: PageClient, sign_in: Callable[[User], PageClient]
) -> None:
    """Anyone with a session is signed out."""
    erik = make.user("Erik")
    taken = sign_in(erik)
    way = way_of(office.post(f"/users/{erik.id}/link", status=200).text)

    client.post(way, {"password": GOOD})

    taken.get("/account", 302)
    client.get("/account")


def test_long_lists_are_split_into_pages_of_fifty(office: PageClient, make: Make) -> None:
    """They are sorted by name. A number that is too high shows the last page, and anything else the first."""
    for number in range(60):
        make.user(f"User {number:02}")

    first, last, past = (office.get(f"/users?page={number}").text for number in ("x", "2", "99"))

    assert names(first)[0] == "Ada"
    assert (len(names(first)), len(names(last))) == (50, 11)
    assert "Page 1 of 2" in first
    assert names(past) == names(last)


def test_users_are_found_by_part_of_the_name_or_address_in_any_case(office: PageClient, make: Make) -> None:
    """Names may use any script, and wildcards of the database are ordinary characters."""
    make.user("Дана Ковач")
    make.user("Erik_Olsen")
    make.user("Erik Berg")

    assert names(office.get("/users", query_string={"q": "дана"}).text) == ["Дана Ковач"]
    assert names(office.get("/users", query_string={"q": "ERIK.B"}).text) == ["Erik Berg"]
    assert names(office.get("/users", query_string={"q": "k_o"}).text) == ["Erik_Olsen"]
    assert "No users found" in office.get("/users", query_string={"q": "%"}).text


def test_an_action_returns_to_the_same_page_of_the_list(office: PageClient, make: Make) -> None:
    """The search words stay too."""
    erik = make.user("Erik")
    page = html.unescape(office.get("/users?q=eri").text)

    assert f'action="/users/{erik.id}/deactivate?q=eri"' in page
    answer = office.post(f"/users/{erik.id}/deactivate?q=eri")

    assert answer.headers["Location"] == "/users?q=eri"


def names(page: str) -> list[str]:
    return [html.unescape(name) for name in re.findall('<th scope="row">([^<]+)</th>', page)]
