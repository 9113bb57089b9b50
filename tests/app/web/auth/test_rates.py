"""Guessing is slowed down, and nobody is locked out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from app.people import attempts
from app.people.accounts import make_link
from app.people.invitations import make_invitation
from app.running.settings import Config
from app.storage.accounts import User
from app.storage.attempts import FailedAttempts, KnownSource
from app.storage.base import now
from app.storage.database import Database
from app.web import passwords
from tests.support.applications import new_app
from tests.support.factories import Make
from tests.support.page_client import PageClient

GOOD = "several words in a row"
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def config(config: Config) -> Config:
    """Settings with rate limits."""
    return replace(config, rate_limits=True)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only `pass_time` makes time pass, so that a busy machine changes nothing."""
    at = now()
    monkeypatch.setattr(attempts, "now", lambda: at)


@pytest.fixture
def erik(make: Make) -> User:
    """An account that somebody else tries to get into."""
    return make.user("Erik", password_hash=passwords.hashed(GOOD))


def attempt(client: PageClient, email: str, password: str, source: str = HERE) -> int:
    sent = {"email": email, "password": password}
    return client.post("/sign-in", sent, None, environ_base={"REMOTE_ADDR": source}).status_code


def guess(client: PageClient, times: int, email: str = "Erik@example.org", source: str = HERE) -> list[int]:
    return [attempt(client, email, f"guess number {number}", source) for number in range(times)]


def pass_time(database: Database, seconds: float) -> None:
    with database.writing() as session:
        for row in session.scalars(select(FailedAttempts)):
            row.last_at -= timedelta(seconds=seconds)


def test_after_five_failures_each_attempt_must_wait_longer(client: PageClient, erik: User, database: Database) -> None:
    """The wait is one second, then two, and so on up to a minute. The response says how long, and comes immediately."""
    assert guess(client, 6) == [422] * 5 + [429]

    waits = []
    for _ in range(8):
        refused = client.post("/sign-in", {"email": erik.email, "password": "a guess"}, 429, **at(HERE))
        waits.append(int(refused.headers["Retry-After"]))
        assert f"Wait {waits[-1]} second" in refused.text
        pass_time(database, waits[-1])
        assert attempt(client, erik.email, "a guess") == 422

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_the_owner_gets_in_from_elsewhere_while_somebody_guesses(client: PageClient, app: Flask, erik: User) -> None:
    """A source that guesses slows down only itself, no matter how often it tries."""
    guess(client, 30)

    assert attempt(client, erik.email, GOOD) == 429
    assert attempt(PageClient(app), erik.email, GOOD, ELSEWHERE) == 303


def test_a_refused_attempt_does_not_prolong_the_wait(client: PageClient, erik: User, database: Database) -> None:
    """At the same source, the owner waits at most a minute."""
    guess(client, 5)
    pass_time(database, 0.5)
    guess(client, 10)
    pass_time(database, 0.6)

    assert attempt(client, erik.email, GOOD) == 303


def test_signing_in_resets_earlier_failures(app: Flask, erik: User) -> None:
    """People who mistype now and then never have to wait."""
    for _ in range(4):
        browser = PageClient(app)
        assert guess(browser, 4) == [422] * 4
        assert attempt(browser, erik.email, GOOD) == 303


def test_failures_are_forgotten_after_an_hour(client: PageClient, erik: User, database: Database) -> None:
    """Counting then starts at one again."""
    guess(client, 6, erik.email)
    pass_time(database, 3601)

    assert guess(client, 6, erik.email) == [422] * 5 + [429]


def test_guesses_from_many_sources_slow_down_everyone_but_the_owner(
    client: PageClient, app: Flask, erik: User, database: Database
) -> None:
    """Sources that the account has signed in from get in, and so do browsers that are signed in."""
    assert attempt(PageClient(app), erik.email, GOOD, ELSEWHERE) == 303
    signed_in = PageClient(app)
    signed_in.sign_in(erik)

    attacks = [attempt(client, erik.email, "a guess", f"10.1.0.{number}") for number in range(30)]

    assert attacks == [422] * 20 + [429] * 10
    assert attempt(PageClient(app), erik.email, GOOD, ELSEWHERE) == 303
    assert attempt(signed_in, erik.email, GOOD, "10.2.0.1") == 303
    assert attempt(PageClient(app), erik.email, GOOD, "10.3.0.1") == 429
    pass_time(database, 1)
    assert attempt(PageClient(app), erik.email, GOOD, "10.3.0.1") == 303


def test_an_ipv6_address_counts_with_its_network(client: PageClient, erik: User) -> None:
    """A customer has 2⁶⁴ addresses."""
    tries = [attempt(client, erik.email, "a guess", f"2001:db8::{number}") for number in range(6)]

    assert tries == [422] * 5 + [429]


def test_one_password_tried_on_many_accounts_is_slowed_down(client: PageClient, app: Flask, erik: User) -> None:
    """Users who have signed in from this source before still get in."""
    assert attempt(PageClient(app), erik.email, GOOD) == 303

    tries = [attempt(client, f"user{number}@example.org", "a guess") for number in range(51)]

    assert tries == [422] * 50 + [429]
    assert attempt(PageClient(app), erik.email, GOOD) == 303


def test_an_unknown_address_is_slowed_down_like_a_known_one(client: PageClient, erik: User) -> None:
    """Nobody learns who has an account."""
    assert guess(client, 7, "nobody@example.org") == guess(client, 7, erik.email)


def test_simultaneous_guesses_do_not_all_get_past_the_wait(app: Flask, erik: User, database: Database) -> None:
    """When a wait ends, only one of them is checked."""
    guess(PageClient(app), 8)
    pass_time(database, 60)

    with ThreadPoolExecutor(8) as pool:
        clients = [PageClient(app) for _ in range(8)]
        tries = list(pool.map(lambda client: attempt(client, erik.email, "a guess"), clients))

    assert sorted(tries) == [422] + [429] * 7


def test_two_processes_count_together(app: Flask, config: Config, erik: User) -> None:
    """The counts are in the database."""
    other = new_app(config)
    guess(PageClient(app), 3)

    assert guess(PageClient(other), 3) == [422, 422, 429]
    assert erik.id
    other.extensions["wayfinder"].database.close()


def test_an_office_behind_one_address_gets_in(app: Flask, make: Make, database: Database) -> None:
    """64 people open links and 22 sign in from one source within a minute (FL-051)."""
    users = [make.user(password_hash=passwords.hashed(GOOD)) for _ in range(22)]
    assessment = make.assessment(make.organization())
    respondents = [make.respondent(assessment, name=f"Person {number}") for number in range(64)]
    with database.writing() as session:
        tokens = [make_invitation(session, each.id) for each in respondents]

    for token in tokens:
        browser = PageClient(app)
        browser.get(f"/invitations/{token}")
        browser.post(f"/invitations/{token}")
    statuses = [attempt(PageClient(app), user.email, GOOD) for user in users]

    assert statuses == [303] * 22


def test_signing_in_at_the_first_attempt_counts_nothing(client: PageClient, erik: User, database: Database) -> None:
    """One transaction writes the session and the source; the next sign-in writes only the session."""
    written: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: written.append(given[2]))

    attempt(client, erik.email, GOOD)
    first, written[:] = writes(written), []
    attempt(client, erik.email, GOOD)

    assert first == ["INSERT INTO known_source", "INSERT INTO sign_in"]
    assert writes(written) == ["INSERT INTO sign_in"]


def writes(statements: list[str]) -> list[str]:
    changes = ("INSERT", "UPDATE", "DELETE")
    return sorted(" ".join(each.split()[:3]) for each in statements if each.startswith(changes))


def test_the_tables_contain_no_addresses(client: PageClient, erik: User, database: Database) -> None:
    """A reader of the database learns neither who tried nor from where."""
    guess(client, 1)
    attempt(client, erik.email, GOOD, ELSEWHERE)

    with database.reading() as session:
        keys = [*session.scalars(select(FailedAttempts.key)), *session.scalars(select(KnownSource.key))]
    assert len(keys) >= 2
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


def test_the_password_cannot_be_guessed_in_an_unattended_browser(
    sign_in: Callable[[User], PageClient], app: Flask, erik: User
) -> None:
    """Changing it and deleting the account are both limited; signing in elsewhere still works."""
    left_open = sign_in(erik)
    wrong = {"old": "a guess", "password": "other words, just as many"}

    tries = [left_open.post("/account/password", wrong, None).status_code for _ in range(6)]
    deleting = left_open.post("/account/delete", {"version": "1", "password": "a guess"}, None).status_code

    assert (tries, deleting) == ([422] * 5 + [429], 429)
    assert attempt(PageClient(app), erik.email, GOOD) == 303


def test_unknown_links_are_limited_and_known_ones_open(client: PageClient, make: Make, database: Database) -> None:
    """A flood of guesses writes little and doesn't keep anybody else out."""
    respondent = make.respondent(make.assessment(make.organization()))
    with database.writing() as session:
        token = make_invitation(session, respondent.id)

    tries = [client.get(f"/invitations/unknown-{number}", None).status_code for number in range(102)]

    assert tries == [404] * 100 + [429] * 2
    assert client.get("/reset/unknown", None).status_code == 429
    client.get(f"/invitations/{token}")


def test_one_link_does_not_start_unlimited_sessions(client: PageClient, make: Make, database: Database) -> None:
    """Twenty a minute are more than a person needs."""
    respondent = make.respondent(make.assessment(make.organization()))
    with database.writing() as session:
        token = make_invitation(session, respondent.id)

    tries = [client.post(f"/invitations/{token}", status=None).status_code for _ in range(21)]

    assert tries == [303] * 20 + [429]


def test_a_proxy_missing_from_the_settings_is_logged_once(own_app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """Otherwise, everybody would share its address (FL-051)."""
    Make(own_app.extensions["wayfinder"].database, own_app.extensions["wayfinder"].content).user("Dana")
    client = PageClient(own_app)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            sent = {"email": "dana@example.org", "password": "a guess"}
            client.post("/sign-in", sent, 422, headers={"X-Forwarded-For": "192.0.2.1"})

    assert caplog.text.count("WAYFINDER_PROXIES is 0") == 1


def test_a_source_without_an_address_counts_as_one_source(client: PageClient, erik: User, database: Database) -> None:
    """Connections through a Unix socket have no address."""
    assert guess(client, 6, erik.email, "") == [422] * 5 + [429]
    with database.reading() as session:
        assert session.execute(select(func.count()).select_from(FailedAttempts)).scalar_one() == 3


def at(source: str) -> dict[str, dict[str, str]]:
    return {"environ_base": {"REMOTE_ADDR": source}}


def test_a_source_is_known_from_the_first_password_on(
    app: Flask, client: PageClient, make: Make, database: Database
) -> None:
    """A new account gets in although somebody at the same address has just tried many others."""
    new = make.user("Mia")
    with database.writing() as session:
        token = make_link(session, session.get_one(User, new.id))
    PageClient(app).post(f"/reset/{token}", {"password": GOOD}, environ_base={"REMOTE_ADDR": HERE})

    for number in range(51):
        attempt(client, f"user{number}@example.org", "a guess")

    assert attempt(PageClient(app), new.email, GOOD) == 303
