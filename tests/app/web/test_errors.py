"""Tests of error pages; the client checks that they have all headers too."""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask, request
from sqlalchemy import text

from app.running.settings import MEGABYTE
from app.storage.accounts import User
from app.storage.database import Database
from app.web.access import public
from practices_catalog.faults import Fault, InputError, Place
from tests.support.factories import Make
from tests.support.page_client import PageClient


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """The application, which these tests add pages to."""
    return own_app


def test_a_missing_page_says_what_to_do(client: PageClient) -> None:
    """The page isn't the framework's default."""
    assert "Check the link" in client.get("/nowhere", 404).text


def test_htmx_gets_only_the_message(client: PageClient) -> None:
    """A fragment isn't a whole page."""
    text = client.get("/nowhere", 404, headers={"HX-Request": "true"}).text

    assert "Check the link" in text
    assert "<html" not in text


def test_a_request_that_is_too_large_is_refused(client: PageClient) -> None:
    """The request is refused before it is read."""
    page = client.post("/first-account", {"name": "x" * (13 * MEGABYTE)}, 413).text

    assert "Send a smaller file" in page


def test_faults_of_an_input_are_shown_as_a_list(app: Flask, client: PageClient) -> None:
    """Each fault says where it is, what is wrong, and how to fix it."""

    @public
    def faulty() -> str:
        raise InputError([Fault(Place(key="problem-managment"), "is no practice", "write `problem-management`")])

    app.add_url_rule("/faulty", "faulty", faulty)

    assert "problem-managment: is no practice; write `problem-management`" in client.get("/faulty", 422).text


def test_a_full_disk_is_reported_on_the_page_and_in_the_log(
    app: Flask, client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The message says what to do and has no traceback."""

    @public
    def full() -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    app.add_url_rule("/full", "full", full)
    page = client.get("/full", 503).text

    assert "Your changes haven&#39;t been saved. There is no space left on the disk; free some space" in page
    assert "no space left on the disk; free some space" in caplog.text
    assert "Traceback" not in caplog.text


def test_requests_for_json_get_errors_as_json(client: PageClient) -> None:
    """A script can't read a page."""
    answer = client.get("/nowhere", 404, headers={"Accept": "application/json"})

    assert json.loads(answer.text).keys() == {"error", "mend"}
    assert json.loads(answer.text)["error"] == "Page not found"


def test_an_internal_error_is_logged_and_reveals_nothing(
    app: Flask, client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The error page makes no query, because the database may be what failed."""

    @public
    def broken() -> str:
        raise ZeroDivisionError("of the inside")

    app.add_url_rule("/broken", "broken", broken)
    with caplog.at_level(logging.ERROR):
        answer = client.browser.get("/broken")

    assert answer.status_code == 500
    assert "of the inside" not in answer.text
    assert "GET /broken failed" in caplog.text


def test_no_secret_gets_into_a_log(
    app: Flask, client: PageClient, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the token of a link nor the parameters of a query are logged."""

    @public
    def broken(token: str) -> str:
        with database.reading() as session:
            session.execute(text("select * from nowhere where token = :token"), {"token": token})
        return ""

    app.add_url_rule("/reset-like/<token>", "broken", broken)
    with caplog.at_level(logging.DEBUG):
        client.browser.get("/reset-like/very-secret")

    assert "GET /reset-like/<token> failed" in caplog.text
    assert "no such table: nowhere" in caplog.text
    assert "very-secret" not in caplog.text


def test_the_second_of_two_identical_requests_is_a_conflict(
    app: Flask, client: PageClient, database: Database, make: Make
) -> None:
    """A row that someone else created first doesn't cause an internal error."""
    user = make.user("Erik")

    @public
    def twice() -> str:
        with database.writing() as session:
            session.add(User(name="Erik", email=user.email, email_key=user.email_key))
        return ""

    app.add_url_rule("/twice", "twice", twice)

    assert "Your changes haven&#39;t been saved" in client.get("/twice", 409).text


def test_a_repeated_request_reads_files_from_the_start(
    app: Flask, client: PageClient, database: Database, make: Make
) -> None:
    """Several files under one name are all read completely."""
    user, tries = make.user("Erik"), []

    @public
    def read() -> str:
        tries.append([each.stream.read() for each in request.files.getlist("file")])
        if len(tries) == 1:
            with database.writing() as session:
                session.add(User(name="Erik", email=user.email, email_key=user.email_key))
        return ""

    app.add_url_rule("/read", "read", read, methods=["POST"])
    client.post("/read", {"file": [(BytesIO(b"minutes"), "a.txt"), (BytesIO(b"log"), "b.txt")]}, 200)

    assert tries == [[b"minutes", b"log"]] * 2


def test_a_conflict_shows_only_the_fields_of_its_form(sign_in: Callable[[User], PageClient], make: Make) -> None:
    """Extra names in the request don't reveal hashes or other columns."""
    user = make.user("Dana", password_hash="secret hash")  # noqa: S106 - none
    organization = make.organization(lead=user)
    assessment = make.assessment(organization)
    client = sign_in(user)
    practices = [each.id for each in make.content.catalogue.practices]
    more = {"version": "7", "password_hash": "x", "questionnaire": "x", "logo": "x", "metadata": "x", "user": "x"}
    settings = {"name": "Mine", "assessed_on": "2026-03-02", "method": "iso-33020", "scope": practices}

    pages = [
        client.post("/account", {**more, "name": "Danae"}, 409).text,
        client.post(f"/assessments/{assessment.id}/settings", {**more, **settings}, 409).text,
        client.post(f"/organizations/{organization.id}/settings", {**more, "name": "Mine"}, 409).text,
    ]

    assert "secret hash" not in "".join(pages)
    assert [page.count('<th scope="row">') for page in pages] == [1, 1, 2]  # the name; and its staff, left out


def test_private_pages_are_not_cached_and_static_files_are_for_a_year(
    sign_in: Callable[[User], PageClient], make: Make
) -> None:
    """A shared computer shows nothing after the user signs out."""
    client = sign_in(make.user())
    page = client.get("/organizations")
    sheet = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]

    assert page.headers["Cache-Control"] == "private, no-store"
    assert "immutable" in client.get(sheet).headers["Cache-Control"]


@pytest.mark.parametrize("host", ["a" * 300, "a..b", ".", "[::1", "a b", "%00", "xn--\xff", "localhost:99999"])
@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/static/mark.svg"])
def test_a_host_header_that_names_no_host_is_no_error_of_ours(client: PageClient, host: str, path: str) -> None:
    """No page of ours can have links then; the log stays empty."""
    answer = client.get(path, None, environ_overrides={"HTTP_HOST": host})

    assert answer.status_code < 500
    if answer.status_code == 400:
        assert "X-Forwarded-Host" in answer.text
        assert answer.mimetype == "text/plain"
