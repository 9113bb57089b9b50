"""The headers of every response, and what a response reveals."""

from __future__ import annotations

import getpass
import io
import re
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.running.settings import Config
from app.storage.accounts import User
from app.storage.organizations import OrganizationRow
from app.web import passwords
from app.web.access import public
from app.web.security import POLICY
from app.web.styles import STATIC
from tests.support.applications import shared_app
from tests.support.page_client import PageClient
from tests.support.routes import reading, url_of
from tests.support.whole_world import World

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SHOWN = {"text/html", "application/json", "text/css", "text/javascript", "image/svg+xml", "image/png", "font/woff2"}
ATTRIBUTES = {"src", "href", "action", "formaction", "srcset", "poster", "data", "hx-get", "hx-post", "xlink:href"}
OURS = ("/", "#", "?", "")


class Addresses(HTMLParser):
    """All URLs in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the URLs of a tag."""
        assert tag not in {"iframe", "object", "embed", "base", "meta"} or tag == "meta"
        self.found |= {value or "" for name, value in attrs if name in ATTRIBUTES}


def answers(app: Flask, world: World) -> Iterator[tuple[str, TestResponse]]:
    """Yield every page and file, whole and for htmx, as a member, a respondent with a link, and a visitor."""
    for who in ("member", "invited", "nobody"):
        client = world.client(app, who)
        mine = {**world.mine, "respondent_id": world.mine["invited_id"]} if who == "invited" else world.mine
        for route in reading(app):
            for headers in ({}, {"HX-Request": "true"}):
                url = url_of(app, route, mine)
                yield route.endpoint, client.get(url, None, headers=headers, buffered=True)


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """The application, which these tests add pages to."""
    return own_app


def test_every_response_has_every_header(app: Flask, world: World) -> None:
    """This covers pages, fragments, files, redirects and errors; only static files may be cached."""
    for endpoint, answer in answers(app, world):
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
        assert (answer.headers["Cache-Control"] == "private, no-store") is (endpoint not in {"static", "styles"})


def test_errors_and_unmodified_responses_have_them_too(app: Flask, world: World) -> None:
    """This holds for every response, no matter where a request is refused."""

    @public
    def broken() -> str:
        raise ZeroDivisionError

    app.add_url_rule("/broken", "broken", broken)
    client = world.client(app, "member")
    sheet = client.browser.get("/static/mark.svg", buffered=True)
    got = {
        304: client.browser.get("/static/mark.svg", headers={"If-None-Match": sheet.headers["ETag"]}, buffered=True),
        400: client.browser.post("/account"),
        401: PageClient(app).post("/account", status=401),
        404: client.browser.get("/static/nothing.css"),
        405: client.browser.delete("/account"),
        413: client.post("/account", {"name": "x" * 5_000_000}, 413),
        422: client.post("/account", {"name": ""}, 422),
        409: client.post("/account", {"name": "Dana"}, 409),
        308: client.browser.get("//organizations"),
        500: client.browser.get("/broken"),
    }

    for status, answer in got.items():
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_no_page_names_an_address_outside(app: Flask, world: World) -> None:
    """Nothing is fetched from elsewhere, and nobody learns from a link who reads what."""
    found = {
        (endpoint, each)
        for endpoint, answer in answers(app, world)
        if answer.mimetype == "text/html"
        for each in Addresses(answer.text).found
        if not each.startswith(OURS) or each.startswith("//")
    }

    assert found == set()


def test_no_style_sheet_or_script_contains_a_url_of_another_host() -> None:
    """Static files don't contact other hosts either."""
    for path in (*STATIC.rglob("*.css"), *(STATIC / "js").rglob("*.js")):
        assert re.findall(r"""(?:url\(|import |from |fetch\()\s*["']?(?:https?:)?//""", path.read_text("utf-8")) == []


def test_files_are_downloads_that_no_browser_opens(app: Flask, world: World) -> None:
    """A page attached as evidence isn't treated as one of ours."""
    for endpoint, answer in answers(app, world):
        if answer.status_code == 200 and (answer.mimetype not in SHOWN or endpoint.endswith("file")):
            assert answer.headers["Content-Disposition"].startswith("attachment;"), endpoint
    client = world.client(app, "member")
    for path in ("/answer/{respondent_id}/files/{attachment_id}", "/assessments/{assessment_id}/files/{attachment_id}"):
        answer = client.get(path.format(**world.mine))
        assert answer.mimetype == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment; filename=minutes.html"


def test_the_file_name_of_a_download_is_safe_whatever_the_organization_is_called(app: Flask, world: World) -> None:
    """No folders, line breaks or quotes get into the header."""
    with app.extensions["wayfinder"].database.writing() as session:
        session.get_one(OrganizationRow, world.mine["organization_id"]).name = '../..\\a"b;c\r\nd: e/%00<svg>\u202egnp'

    for ending in ("xlsx", "csv", "yaml", "json"):
        answer = world.client(app, "member").get(f"/answer/{world.mine['respondent_id']}/answers.{ending}")
        name = answer.headers["Content-Disposition"].partition("filename=")[2].strip('"')
        assert re.fullmatch(rf"[a-z0-9-]+\.{ending}", name), name


def test_downloads_reveal_no_login_host_or_path(app: Flask, world: World, tmp_path: Path) -> None:
    """This covers text files and the metadata that libraries write."""
    secrets = [
        socket.gethostname(),
        str(tmp_path),
        str(Path.home()),
        "Dana.Member@example.org",
        f"/{getpass.getuser()}/",
    ]

    for ending in ("xlsx", "csv", "yaml", "json"):
        content = world.client(app, "member").get(f"/answer/{world.mine['respondent_id']}/answers.{ending}").data
        parts = [content]
        if ending == "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        assert [each for each in secrets if any(each.encode() in part for part in parts)] == []


@pytest.mark.parametrize("secure", [False, True])
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(config: Config, *, secure: bool) -> None:
    """This covers session and form cookies; on HTTPS, they are sent over HTTPS only."""
    app = shared_app(replace(config, public_url="https://wayfinder.example.org" if secure else ""))
    with app.extensions["wayfinder"].database.writing() as session:
        user = session.query(User).first()
        assert user is not None
        user.password_hash = passwords.hashed("several words in a row")
        email = user.email
    client = PageClient(app)
    base = "https://wayfinder.example.org" if secure else "http://localhost"
    client.browser.get("/sign-in", base_url=base)
    token = re.search(r'csrf_token" value="([^"]+)', client.browser.get("/sign-in", base_url=base).text)
    assert token is not None
    sent = {"email": email, "password": "several words in a row", "csrf_token": token[1]}
    fresh = PageClient(app).browser.get("/sign-in", base_url=base)
    answer = client.browser.post("/sign-in", data=sent, base_url=base, headers={"Referer": f"{base}/sign-in"})

    cookies = [*fresh.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    app.extensions["wayfinder"].database.close()

    assert answer.status_code == 303
    assert {each.partition("=")[0] for each in cookies} == {"wayfinder", "wayfinder-form"}
    for cookie in (each for each in cookies if "Max-Age=0" not in each):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert ("Secure" in cookie) is secure
    assert (answer.headers.get("Strict-Transport-Security") is not None) is secure
