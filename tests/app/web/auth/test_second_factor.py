"""Two-step sign-in: setting it up, signing in with codes, and refusing every way around it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from app.people import second_factors
from app.people.accounts import make_link
from app.running.settings import Config
from app.storage.accounts import User
from app.storage.attempts import KnownSource
from app.storage.audit import AuditEntry
from app.storage.database import Database
from app.storage.second_factors import RecoveryCode, SecondFactor
from app.web import passwords
from app.web.auth import code
from tests.support.applications import SECRET, shared_app
from tests.support.factories import Make
from tests.support.page_client import PageClient

GOOD, BETTER = "several words in a row", "other words, just as many"
NOW = datetime(2026, 3, 2, 14, 5, 10, tzinfo=UTC)
SignIn = Callable[[User], PageClient]


@pytest.fixture(autouse=True)
def _clock_is_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep codes from changing in the middle of a test."""
    monkeypatch.setattr(second_factors, "now", lambda: NOW)


@pytest.fixture
def dana(make: Make) -> User:
    """A user with a password."""
    return make.user("Dana", password_hash=passwords.hashed(GOOD))


@pytest.fixture
def here(sign_in: SignIn, dana: User) -> PageClient:
    """Her browser."""
    return sign_in(dana)


@pytest.fixture
def phone(here: PageClient) -> Phone:
    """Her phone and her recovery codes, with two-step sign-in turned on."""
    return turned_on(here)


class Phone:
    """An authenticator app. Each code comes from a later step than the one before, as if time had passed."""

    def __init__(self, key: str) -> None:
        self.key, self.recovery_codes = key, list[str]()

    def code(self, steps: int = 0) -> str:
        """Return the current code, or the code some steps later."""
        return pyotp.TOTP(self.key).at(NOW, counter_offset=steps)


def turned_on(browser: PageClient, password: str = GOOD) -> Phone:
    browser.post("/account/second-step")
    page = browser.get("/account/second-step").text
    key = re.search(r'<code class="copied">([A-Z2-7 ]+)</code>', page)
    assert key
    phone = Phone(key[1].replace(" ", ""))
    shown = browser.post("/account/second-step/confirm", {"code": phone.code(-1), "password": password}, 200).text
    phone.recovery_codes = re.findall(r"<li><code>([a-z2-9-]+)</code></li>", shown)
    return phone


def first_step(client: PageClient, user: User, password: str = GOOD) -> None:
    answer = client.post("/sign-in", {"email": user.email, "password": password})
    assert answer.headers["Location"] == "/sign-in/code"


def is_in(client: PageClient) -> bool:
    return client.get("/account", None).status_code == 200


def test_the_page_shows_the_key_and_a_qr_code_within_the_policy(here: PageClient) -> None:
    """The image contains neither scripts nor styles, and all that the app needs."""
    here.post("/account/second-step")
    page = here.get("/account/second-step").text
    picture = page.partition('class="qr-code"')[2].partition("</svg>")[0]

    assert 'role="img"' in picture
    assert "<svg" in picture
    assert "style" not in picture
    assert re.search(r"[A-Z2-7]{4}( [A-Z2-7]{4}){7}", page)


def test_the_qr_code_contains_the_account_and_the_key(here: PageClient, dana: User, database: Database) -> None:
    """Authenticator apps show the account."""
    here.post("/account/second-step")
    with database.reading() as session:
        found = second_factors.set_up(session, dana, SECRET)

    assert found is not None
    key = found.key.replace(" ", "")
    assert found.address == f"otpauth://totp/Wayfinder:Dana%40example.org?secret={key}&issuer=Wayfinder"


def test_signing_in_needs_password_and_code(client: PageClient, dana: User, phone: Phone) -> None:
    """Neither alone is enough."""
    first_step(client, dana)
    assert not is_in(client)
    client.post("/sign-in/code", {"code": "000000"}, 422)
    assert not is_in(client)

    client.post("/sign-in/code", {"code": f" {phone.code()[:3]} {phone.code()[3:]} "})

    assert is_in(client)


def test_signing_in_returns_to_the_requested_page(client: PageClient, dana: User, phone: Phone) -> None:
    """The path survives both steps."""
    sent = {"email": dana.email, "password": GOOD}
    second = client.post("/sign-in?next=/organizations/new", sent).headers["Location"]
    assert 'action="/sign-in/code?next=/organizations/new"' in client.get(second).text

    assert client.post(second, {"code": phone.code()}).headers["Location"] == "/organizations/new"


def test_a_code_works_only_once(app: Flask, dana: User, phone: Phone) -> None:
    """Someone looking over the user's shoulder can't use it again, or use an earlier one."""
    first, second = PageClient(app), PageClient(app)
    first_step(first, dana)
    first.post("/sign-in/code", {"code": phone.code()})
    first_step(second, dana)

    second.post("/sign-in/code", {"code": phone.code()}, 422)
    second.post("/sign-in/code", {"code": phone.code(-1)}, 422)
    second.post("/sign-in/code", {"code": phone.code(1)})
    assert is_in(second)


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_from_another_time_is_refused(client: PageClient, dana: User, phone: Phone, steps: int) -> None:
    """A clock may be off by half a minute."""
    first_step(client, dana)

    client.post("/sign-in/code", {"code": phone.code(steps)}, 422)


@pytest.mark.parametrize("typed", ["", "12345", "0" * 7, "abcdef", "\u0661" * 6, "-", "x" * 201])
def test_anything_that_is_not_a_code_is_refused(client: PageClient, dana: User, phone: Phone, typed: str) -> None:
    """The message is beside the field."""
    first_step(client, dana)

    assert 'aria-invalid="true"' in client.post("/sign-in/code", {"code": typed}, 422).text
    assert phone.recovery_codes


def test_each_recovery_code_works_once(app: Flask, dana: User, phone: Phone, database: Database) -> None:
    """There are ten, spaces and case don't matter, and each use is in the audit trail."""
    assert len(set(phone.recovery_codes)) == 10
    first, second = PageClient(app), PageClient(app)
    typed = phone.recovery_codes[0].upper().replace("-", " ")
    first_step(first, dana)
    first.post("/sign-in/code", {"code": typed})
    first_step(second, dana)

    second.post("/sign-in/code", {"code": phone.recovery_codes[0]}, 422)

    assert "You have 9 recovery codes left" in first.get("/account/second-step").text
    with database.reading() as session:
        events = list(session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)))
    assert events == ["factor-on", "recovery-code-used"]


def test_recovery_codes_of_another_account_are_refused(
    app: Flask, make: Make, sign_in: SignIn, dana: User, phone: Phone
) -> None:
    """Each code belongs to one account."""
    erik = make.user("Erik", password_hash=passwords.hashed(GOOD))
    eriks = turned_on(sign_in(erik))
    client = PageClient(app)
    first_step(client, dana)

    client.post("/sign-in/code", {"code": eriks.recovery_codes[0]}, 422)
    client.post("/sign-in/code", {"code": eriks.code()}, 422)
    assert phone.key != eriks.key


def test_the_database_contains_no_secret_in_plain_text(phone: Phone, database: Database) -> None:
    """Someone who reads it can't generate codes."""
    with database.reading() as session:
        stored = session.scalars(select(SecondFactor)).one()
        hashes = session.scalars(select(RecoveryCode.code_hash)).all()

    assert phone.key not in stored.secret
    assert len(hashes) == 10
    assert not any(each.replace("-", "") in str(hashes) for each in phone.recovery_codes)


def test_under_another_secret_key_no_code_is_accepted(phone: Phone, dana: User, database: Database) -> None:
    """A lost key file causes no error."""
    with database.writing() as session:
        assert not second_factors.uses_app_code(session, dana, "another key", phone.code())


def test_turning_it_on_needs_the_password_and_a_valid_code(here: PageClient, dana: User, database: Database) -> None:
    """Until then, signing in works as before."""
    here.post("/account/second-step")
    here.post("/account/second-step/confirm", {"code": "000000", "password": GOOD}, 422)
    page = here.post("/account/second-step/confirm", {"code": "000000", "password": "wrong"}, 422).text

    assert "This isn&#39;t your password." in page
    with database.reading() as session:
        assert not second_factors.is_on(session, dana.id)


def test_turning_it_on_ends_all_other_sessions(sign_in: SignIn, dana: User, here: PageClient) -> None:
    """Those sessions started without a code."""
    elsewhere = sign_in(dana)
    turned_on(here)

    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_confirmed_key_is_never_shown_or_replaced(here: PageClient, phone: Phone, database: Database) -> None:
    """An unattended browser doesn't reveal the key."""
    with database.reading() as session:
        before = session.scalars(select(SecondFactor.secret)).one()

    here.post("/account/second-step")
    page = here.get("/account/second-step").text
    here.post("/account/second-step/confirm", {"code": phone.code(1), "password": GOOD})

    assert "qr-code" not in page
    assert phone.key[:4] not in html.unescape(page)
    with database.reading() as session:
        assert session.scalars(select(SecondFactor.secret)).one() == before


@pytest.mark.parametrize("which", ["password", "code"])
@pytest.mark.parametrize("value", ["wrong", "000000", ""])
def test_turning_it_off_needs_password_and_code(
    here: PageClient, phone: Phone, database: Database, which: str, value: str
) -> None:
    """Neither alone is enough."""
    sent = {"password": GOOD, "code": phone.code(), which: value}

    here.post("/account/second-step/off", sent, 422)

    with database.reading() as session:
        assert session.scalars(select(SecondFactor)).one().confirmed_at


def test_once_it_is_off_no_code_is_needed(here: PageClient, client: PageClient, phone: Phone, dana: User) -> None:
    """The old recovery codes are deleted."""
    here.post("/account/second-step/off", {"password": GOOD, "code": phone.code()})

    answer = client.post("/sign-in", {"email": dana.email, "password": GOOD})

    assert answer.headers["Location"] == "/"
    assert set(turned_on(here).recovery_codes).isdisjoint(phone.recovery_codes)


def test_a_password_link_does_not_get_around_it(
    client: PageClient, dana: User, phone: Phone, database: Database
) -> None:
    """An administrator who makes one still doesn't have the code."""
    with database.writing() as session:
        token = make_link(session, session.get_one(User, dana.id))

    answer = client.post(f"/reset/{token}", {"password": BETTER})

    assert answer.headers["Location"] == "/sign-in/code"
    assert not is_in(client)
    client.post("/sign-in/code", {"code": phone.code()})
    assert is_in(client)


def test_an_administrator_can_remove_it_and_the_user_is_told(
    sign_in: SignIn, make: Make, client: PageClient, dana: User, phone: Phone
) -> None:
    """This helps somebody who has lost both the phone and the codes."""
    ada = sign_in(make.user("Ada", administrator=True))
    assert "Remove two-step sign-in from Dana" in ada.get("/users").text

    ada.post(f"/users/{dana.id}/second-step/remove")
    client.post("/sign-in", {"email": dana.email, "password": GOOD})

    assert "Ada removed two-step sign-in from your account" in client.get("/account").text
    assert "Two-step sign-in removed" in ada.get("/users/audit").text
    assert "Remove two-step sign-in from" not in ada.get("/users").text
    assert phone.key


def test_the_second_step_expires_and_ends_when_the_password_changes(
    app: Flask, dana: User, phone: Phone, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can finish a half-completed sign-in later."""
    late, overtaken = PageClient(app), PageClient(app)
    first_step(overtaken, dana)
    monkeypatch.setattr(code, "LASTS_SECONDS", -1)
    first_step(late, dana)
    with database.writing() as session:
        session.get_one(User, dana.id).password_hash = passwords.hashed(BETTER)

    for client in (late, overtaken):
        assert client.post("/sign-in/code", {"code": phone.code()}).headers["Location"] == "/sign-in"
        assert not is_in(client)


def test_the_second_step_requires_the_first(client: PageClient, phone: Phone) -> None:
    """A code alone doesn't identify an account."""
    assert client.get("/sign-in/code", 303).headers["Location"] == "/sign-in"
    assert client.post("/sign-in/code", {"code": phone.code()}).headers["Location"] == "/sign-in"


def test_codes_cannot_be_guessed(config: Config, dana: User, phone: Phone) -> None:
    """After five wrong codes, each further attempt has to wait, even with the right password.

    A right code after the wait gets in.
    """
    app = shared_app(replace(config, rate_limits=True))
    client = PageClient(app)
    first_step(client, dana)

    tries = [client.post("/sign-in/code", {"code": f"{n:06}"}, None).status_code for n in range(6)]

    assert tries == [422] * 5 + [429]
    first_step(client, dana)
    assert client.post("/sign-in/code", {"code": phone.code()}, None).status_code == 429


def test_the_password_alone_does_not_make_a_source_known(
    config: Config, dana: User, phone: Phone, database: Database
) -> None:
    """Somebody who has only guessed the password isn't trusted."""
    client = PageClient(shared_app(replace(config, rate_limits=True)))
    first_step(client, dana)
    with database.reading() as session:
        assert not session.scalars(select(KnownSource)).all()

    client.post("/sign-in/code", {"code": phone.code()})

    with database.reading() as session:
        assert session.scalars(select(KnownSource)).one().user_id == dana.id


def test_an_account_without_a_password_relies_on_its_provider(sign_in: SignIn, make: Make) -> None:
    """The page says so."""
    assert "set up the second step there" in sign_in(make.user("Erik")).get("/account/second-step").text
