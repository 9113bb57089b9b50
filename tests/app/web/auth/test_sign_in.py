"""The first account, and signing in and out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.people.accounts import setup_key
from app.storage.accounts import User
from app.storage.database import Database
from app.web import passwords
from tests.support.applications import SECRET
from tests.support.factories import Make
from tests.support.page_client import PageClient

GOOD = "several words in a row"
FIRST = {"name": "Dana", "email": "Dana@Example.org", "password": GOOD, "key": setup_key(SECRET)}


@pytest.fixture
def dana(make: Make) -> User:
    """A user with a password."""
    return make.user("Dana", password_hash=passwords.hashed(GOOD))


def test_the_first_account_is_an_administrator_and_is_signed_in(client: PageClient, database: Database) -> None:
    """The address is kept as typed."""
    client.post("/first-account", FIRST)

    assert "No organizations yet" in client.get("/organizations").text
    with database.reading() as session:
        stored = session.scalars(select(User)).one()
    assert (stored.email, stored.email_key, stored.is_administrator) == (
        "Dana@Example.org",
        "dana@example.org",
        True,
    )


def test_there_is_only_one_first_account(client: PageClient, make: Make, database: Database) -> None:
    """The next person has to sign in."""
    make.user()

    assert client.get("/first-account", 303).headers["Location"] == "/sign-in"
    assert client.post("/first-account", FIRST).headers["Location"] == "/sign-in"
    with database.reading() as session:
        assert len(session.scalars(select(User)).all()) == 1


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"name": ""}, "Fill this in."),
        ({"email": "dana"}, "Enter a full email address"),
        ({"email": f"{'d' * 320}@example.org"}, "shorten it to 320"),
        ({"password": "eleven char"}, "Use at least 12 characters"),
        ({"password": "x" * 201}, "Use at most 200 characters"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "easy to guess"),
        ({"password": "dana@example.ORG"}, "easy to guess"),
    ],
)
def test_an_invalid_first_account_is_refused(client: PageClient, sent: dict[str, str], message: str) -> None:
    """The message is beside the field, and no account is created."""
    assert message in client.post("/first-account", FIRST | sent, 422).text
    assert client.get("/", 303).headers["Location"] == "/first-account"


@pytest.mark.parametrize("email", ["Dana@example.org", " dana@EXAMPLE.org "])
def test_signing_in_accepts_any_spelling_of_the_address(client: PageClient, dana: User, email: str) -> None:
    """Addresses are normalized the same way everywhere (FL-022)."""
    client.post("/sign-in", {"email": email, "password": GOOD})

    assert dana.name in client.get("/account").text


def test_an_unknown_address_a_wrong_password_and_a_deactivated_account_get_the_same_answer(
    client: PageClient, make: Make, dana: User
) -> None:
    """The response doesn't reveal who has an account."""
    gone = make.user("Erik", password_hash=passwords.hashed(GOOD))
    with make.database.writing() as session:
        session.get_one(User, gone.id).active = False
    make.user("Freya")

    tried = (
        ("nobody@example.org", GOOD),
        (dana.email, "another few words"),
        (gone.email, GOOD),
        ("Freya@example.org", GOOD),
    )
    pages = {
        _without_token(client.post("/sign-in", {"email": email, "password": password}, 422).text, email)
        for email, password in tried
    }

    assert len(pages) == 1
    assert "The email address and password don&#39;t match" in pages.pop()


def _without_token(page: str, email: str) -> str:
    return re.sub(r'(name="csrf_token" value="|X-CSRFToken": ")[^"]+', "", page).replace(email, "")


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/organizations/new", "/organizations/new"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_signing_in_redirects_only_to_our_own_pages(client: PageClient, dana: User, wanted: str, leads: str) -> None:
    """A link to the sign-in page can't send anybody elsewhere."""
    sent = {"email": dana.email, "password": GOOD}

    answer = client.post("/sign-in", sent, query_string={"next": wanted})

    assert answer.headers["Location"] == leads


def test_signing_in_leads_to_the_requested_page(client: PageClient, dana: User) -> None:
    """The path is kept until then."""
    asked = client.get("/organizations/new", 302)

    assert asked.headers["Location"] == "/sign-in?next=/organizations/new"
    assert 'action="/sign-in?next=/organizations/new"' in client.follow(asked).text
    assert dana.id


def test_the_answers_of_the_triage_survive_creating_the_first_account(client: PageClient) -> None:
    """The result leads through sign-in to the first account, and both say that the answers are kept."""
    asked = client.get("/where-to-start/quick-scan?failed-changes=3", 302)
    first = client.follow(client.get(asked.headers["Location"], 303))
    assert "You can continue with them once you have an account" in first.text

    made = client.post(f"/first-account?{first.request.query_string.decode()}", FIRST)

    assert made.headers["Location"] == "/where-to-start/quick-scan?failed-changes=3"


def test_creating_the_first_account_redirects_only_to_our_own_pages(client: PageClient) -> None:
    """This holds no matter what the URL asks for."""
    assert client.post("/first-account?next=//evil.example/", FIRST).headers["Location"] == "/"


def test_signing_in_says_that_the_answers_of_the_triage_are_kept(client: PageClient, dana: User) -> None:
    """Other pages aren't mentioned."""
    asked = client.get("/where-to-start/quick-scan?failed-changes=3", 302)

    assert "Sign in to continue with them" in client.follow(asked).text
    assert "are kept" not in client.get("/sign-in?next=/organizations/new").text
    assert dana.id


def test_a_path_too_long_to_be_kept_leads_to_the_start_page(client: PageClient, dana: User) -> None:
    """It wouldn't fit into a cookie."""
    sent = {"email": dana.email, "password": GOOD}

    assert client.post(f"/sign-in?next=/{'a' * 2000}", sent).headers["Location"] == "/"


def test_signing_out_ends_the_session_on_the_server(sign_in: Callable[[User], PageClient], dana: User) -> None:
    """A copied cookie is worthless afterward."""
    client = sign_in(dana)
    cookie = client.browser.get_cookie("wayfinder")
    assert cookie is not None

    client.post("/sign-out")
    client.browser.set_cookie("wayfinder", cookie.value)

    assert client.get("/account", 302).headers["Location"].startswith("/sign-in")


def test_a_form_without_a_valid_token_changes_nothing(client: PageClient, app: Flask) -> None:
    """The token can be missing or belong to somebody else."""
    for token in ("", PageClient(app).csrf_token()):
        page = client.post("/first-account", {**FIRST, "csrf_token": token}, 400)
        assert "reload it" in page.text
    assert client.get("/", 303).headers["Location"] == "/first-account"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: PageClient) -> None:
    """On HTTPS, it is sent over HTTPS only."""
    plain = client.post("/first-account", FIRST).headers.getlist("Set-Cookie")[0]

    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain


def test_a_password_changed_during_sign_in_ends_the_sign_in(
    client: PageClient, dana: User, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The password may change between checking it and creating the session."""
    look = passwords.matches

    def slow(password: str, stored: str | None) -> bool:
        right = look(password, stored)
        with database.writing() as session:
            session.get_one(User, dana.id).password_hash = "another"  # noqa: S105
        return right

    monkeypatch.setattr(passwords, "matches", slow)

    client.post("/sign-in", {"email": dana.email, "password": GOOD}, 422)


def test_signing_in_always_starts_a_new_session(client: PageClient, dana: User) -> None:
    """A session planted by somebody else and CSRF tokens from before no longer count."""
    client.browser.set_cookie("wayfinder", "chosen by somebody else")
    before = client.csrf_token()

    client.post("/sign-in", {"email": dana.email, "password": GOOD})

    cookie = client.browser.get_cookie("wayfinder")
    assert cookie is not None
    assert cookie.value != "chosen by somebody else"
    client.post("/account", {"csrf_token": before, "name": "Changed", "version": "1"}, 400)
