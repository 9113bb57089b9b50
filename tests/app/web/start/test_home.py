"""The first page."""

from __future__ import annotations

from collections.abc import Callable

from app.storage.accounts import User
from tests.support.factories import Make
from tests.support.page_client import PageClient


def test_the_first_start_leads_to_the_first_account(client: PageClient) -> None:
    """Nobody needs to know an address."""
    answer = client.get("/", 303)

    assert answer.headers["Location"] == "/first-account"


def test_whoever_is_not_signed_in_learns_what_this_is(client: PageClient, make: Make) -> None:
    """Three ways on: where to start, sign in, the catalogue."""
    make.user()

    page = client.get("/").text

    assert all(f'href="{way}"' in page for way in ("/where-to-start", "/sign-in", "/practices"))


def test_whoever_is_signed_in_comes_to_the_organizations(sign_in: Callable[[User], PageClient], make: Make) -> None:
    """The portfolio is where work begins."""
    answer = sign_in(make.user()).get("/", 303)

    assert answer.headers["Location"] == "/organizations"
