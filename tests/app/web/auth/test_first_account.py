"""The first account requires the setup key and can be created only once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.people import accounts
from app.people.accounts import add_user, is_first_start, setup_key
from app.running.settings import Config
from app.storage.accounts import User
from app.storage.database import Database
from tests.support.applications import SECRET, shared_app
from tests.support.page_client import PageClient

KEY = setup_key(SECRET)
FIRST = {"name": "Dana", "email": "dana@example.org", "password": "several words in a row"}


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(User.name)))


def test_the_printed_link_is_enough(client: PageClient, database: Database) -> None:
    """The link contains the key, so the page doesn't ask for it."""
    page = client.get(f"/first-account?key={KEY}").text
    hidden = re.search(r'<input type="hidden" name="key" value="(\w+)">', page)

    assert "Setup key" not in page
    assert hidden
    client.post("/first-account", {**FIRST, "key": hidden[1]})
    assert names(database) == ["Dana"]


def test_without_the_link_the_page_asks_for_the_key(client: PageClient, database: Database) -> None:
    """The page says where to find the key, and spaces around it don't matter."""
    page = client.get("/first-account").text

    assert "“wayfinder serve” printed" in page
    assert "Setup key" in page
    client.post("/first-account", {**FIRST, "key": f" {KEY} "})
    assert names(database) == ["Dana"]


@pytest.mark.parametrize("key", ["", "0" * 32, KEY[:-1], KEY + "0", KEY.upper(), "\ud83d", "Ключ"])
def test_any_other_key_makes_no_account(client: PageClient, database: Database, key: str) -> None:
    """A visitor who comes before the owner can't take over the installation."""
    page = client.post("/first-account", {**FIRST, "key": key.encode("utf-8", "replace").decode()}, 422).text

    assert 'aria-describedby="key-hint key-wrong"' in page
    assert names(database) == []


def test_guesses_of_the_key_are_limited(config: Config) -> None:
    """Wrong keys count like links that don't exist."""
    app = shared_app(replace(config, rate_limits=True))
    client = PageClient(app)

    tries = [client.post("/first-account", {**FIRST, "key": f"{n:032}"}, None).status_code for n in range(101)]

    assert tries == [422] * 100 + [429]
    app.extensions["wayfinder"].database.close()


def test_the_key_of_one_installation_is_worth_nothing_in_another() -> None:
    """Each key is derived from the installation's secret key."""
    assert setup_key("a") != setup_key("b")
    assert len(KEY) == 32


def test_two_simultaneous_requests_create_one_account(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither check sees an account, as on PostgreSQL, and the constraint lets only one through."""
    seen: list[Any] = []

    def blind(session: Any) -> bool:
        seen.append(session)
        return len(seen) <= 2 or is_first_start(session)

    first, second = PageClient(app), PageClient(app)
    first.post("/first-account", {**FIRST, "key": KEY})
    monkeypatch.setattr(accounts, "is_first_start", blind)
    answer = second.post("/first-account", {**FIRST, "name": "Eve", "email": "eve@example.org", "key": KEY})

    assert len(seen) == 3
    assert answer.headers["Location"] == "/sign-in"
    assert names(database) == ["Dana"]


def test_accounts_from_the_command_line_need_no_key(client: PageClient, database: Database) -> None:
    """Afterward, the page for the first account is no longer available."""
    with database.writing() as session:
        add_user(session, name="Ada", email="ada@example.org", administrator=True)
        add_user(session, name="Erik", email="erik@example.org")

    assert client.get(f"/first-account?key={KEY}", 303).headers["Location"] == "/sign-in"
