"""The start page."""

from __future__ import annotations

from collections.abc import Callable

from app.storage.accounts import User
from tests.support.factories import Make
from tests.support.page_client import PageClient


def test_the_first_start_redirects_to_the_first_account(client: PageClient) -> None:
    """Nobody has to know its URL."""
    answer = client.get("/", 303)

    assert answer.headers["Location"] == "/first-account"


def test_visitors_learn_what_wayfinder_is(client: PageClient, make: Make) -> None:
    """There are three links: where to start, sign in, and the catalogue."""
    make.user()

    page = client.get("/").text

    assert all(f'href="{way}"' in page for way in ("/where-to-start", "/sign-in", "/practices"))


def test_signed_in_users_see_their_organizations(sign_in: Callable[[User], PageClient], make: Make) -> None:
    """Work starts from the portfolio."""
    answer = sign_in(make.user()).get("/", 303)

    assert answer.headers["Location"] == "/organizations"
