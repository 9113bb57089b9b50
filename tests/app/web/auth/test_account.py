"""The user's own account."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.storage.accounts import User
from app.storage.database import Database
from app.web import passwords
from tests.support.factories import Make
from tests.support.page_client import PageClient

GOOD, BETTER = "several words in a row", "other words, just as many"
SignIn = Callable[[User], PageClient]


@pytest.fixture
def dana(make: Make) -> User:
    """A user with a password."""
    return make.user("Dana", password_hash=passwords.hashed(GOOD))


def stored(database: Database, user: User) -> User:
    with database.reading() as session:
        return session.get_one(User, user.id)


def test_a_name_can_be_changed(sign_in: SignIn, dana: User, database: Database) -> None:
    """Names may use any script; surrounding spaces are removed."""
    sign_in(dana).post("/account", {"name": " Дана Ковач ", "version": "1"})

    assert stored(database, dana).name == "Дана Ковач"


def test_a_name_changed_elsewhere_is_a_conflict_that_shows_both(
    sign_in: SignIn, dana: User, database: Database
) -> None:
    """Two tabs never silently overwrite each other's changes."""
    client = sign_in(dana)
    client.post("/account", {"name": "Dana of tab one", "version": "1"})

    page = client.post("/account", {"name": "Dana of tab two", "version": "1"}, 409).text

    assert "Dana of tab one" in page
    assert "Dana of tab two" in page
    assert stored(database, dana).name == "Dana of tab one"


def test_a_new_password_ends_all_other_sessions(sign_in: SignIn, client: PageClient, dana: User) -> None:
    """Anyone who knew the old password is signed out."""
    here, elsewhere = sign_in(dana), sign_in(dana)

    here.post("/account/password", {"old": GOOD, "password": BETTER})

    here.get("/account")
    elsewhere.get("/account", 302)
    client.post("/sign-in", {"email": dana.email, "password": GOOD}, 422)
    client.post("/sign-in", {"email": dana.email, "password": BETTER})


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"old": "not this one", "password": BETTER}, "This isn&#39;t your current password."),
        ({"old": "", "password": BETTER}, "Fill this in."),
        ({"old": GOOD, "password": "short"}, "Use at least 12 characters"),
    ],
)
def test_an_invalid_password_change_is_refused(
    sign_in: SignIn, dana: User, database: Database, sent: dict[str, str], message: str
) -> None:
    """The message is beside the field, and the other fields keep their values."""
    page = sign_in(dana).post("/account/password", sent, 422).text

    assert message in page
    assert 'value="Dana"' in page
    assert stored(database, dana).password_hash == dana.password_hash


def test_another_session_can_be_ended(sign_in: SignIn, dana: User) -> None:
    """The list marks the current session."""
    here, lost_laptop = sign_in(dana), sign_in(dana)
    page = here.get("/account").text
    assert page.count("this session") == 1
    way = page.partition('action="/account/sessions/')[2].partition('"')[0]

    here.post(f"/account/sessions/{way}")

    lost_laptop.get("/account", 302)
    here.get("/account")


def test_nobody_can_end_another_users_session(sign_in: SignIn, make: Make, dana: User) -> None:
    """Knowing its id isn't enough."""
    danas = sign_in(dana)
    other_tab = sign_in(dana)
    way = danas.get("/account").text.partition('action="/account/sessions/')[2].partition('"')[0]

    sign_in(make.user("Erik")).post(f"/account/sessions/{way}")

    other_tab.get("/account")
