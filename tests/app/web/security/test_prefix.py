"""Behind a proxy that serves the application under a path of a shared host, every link stays under that path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from app.running.content import Content
from app.running.settings import Config
from app.web import sessions
from app.web.application import create_app
from app.web.services import absolute_url
from tests.support.page_checks import Outline
from tests.support.routes import Route, reading, routes, url_of, writing
from tests.support.whole_world import World

PREFIX = "/tools/wayfinder"
FORWARDED = {"X-Forwarded-Prefix": PREFIX, "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "http"}
WHO = ("member", "invited", "nobody")
IN_STYLES = re.compile(r"url\(\s*[\"']?(/[^)\"']*)")


@pytest.fixture
def app(config: Config, content: Content) -> Iterator[Flask]:
    """The application behind one proxy."""
    app = create_app(replace(config, proxies=1), content)
    yield app
    app.extensions["wayfinder"].database.close()


def _leads_to(answer: TestResponse) -> Iterator[str]:
    """Yield every path that a response sends a browser to, in an attribute, a header or a style sheet."""
    yield from (answer.headers[name] for name in ("Location", "HX-Redirect", "HX-Push-Url") if name in answer.headers)
    if answer.mimetype == "text/html":
        outline = Outline()
        outline.feed(answer.text)
        for _tag, attributes in outline.tags:
            yield from (value for name, value in attributes.items() if value.startswith("/") and name != "d")
    elif answer.mimetype == "text/css":
        yield from IN_STYLES.findall(answer.text)


def _outside(answer: TestResponse) -> set[str]:
    paths = {path for path in _leads_to(answer) if path.startswith("/")}
    return {path for path in paths if not (path + "/").startswith(PREFIX + "/")}


def _asked(app: Flask, world: World, who: str, route: Route) -> TestResponse:
    client = world.client(app, who)
    url = url_of(
        app, route, world.mine if who != "invited" else {**world.mine, "respondent_id": world.mine["invited_id"]}
    )
    if route.method == "GET":
        return client.get(url, status=None, headers=FORWARDED)
    return client.post(url, status=None, headers=FORWARDED)


@pytest.mark.parametrize("who", WHO)
def test_no_page_links_outside_the_prefix(app: Flask, world: World, who: str) -> None:
    """Each page is checked for every kind of user: links, forms, scripts, images, styles and redirects."""
    leaving = {(route.endpoint, path) for route in reading(app) for path in _outside(_asked(app, world, who, route))}

    assert leaving == set()


def test_no_form_leads_outside_the_prefix(app: Flask, world: World) -> None:
    """Each form is sent empty; it redirects or shows a page with errors."""
    leaving = {
        (route.endpoint, path)
        for route in writing(app)
        if route.endpoint != "auth.sign_out"
        for path in _outside(_asked(app, world, "member", route))
    }

    assert leaving == set()


@pytest.mark.parametrize(
    ("public", "start"),
    [
        ("", f"http://localhost{PREFIX}"),
        ("https://example.org", f"https://example.org{PREFIX}"),
        (f"https://example.org{PREFIX}", f"https://example.org{PREFIX}"),
    ],
)
def test_a_link_to_share_contains_the_prefix_once(app: Flask, public: str, start: str) -> None:
    """It makes no difference whether the public URL includes it."""
    services = app.extensions["wayfinder"]
    app.extensions["wayfinder"] = replace(services, config=replace(services.config, public_url=public))

    with app.test_request_context("/sign-in", environ_overrides={"SCRIPT_NAME": PREFIX}):
        assert absolute_url("auth.sign_in") == f"{start}/sign-in"


def test_a_host_named_like_the_prefix_is_kept(app: Flask) -> None:
    """Only the path of the public URL is compared."""
    with app.test_request_context("/sign-in", base_url="http://wayfinder/wayfinder"):
        assert absolute_url("auth.sign_in") == "http://wayfinder/wayfinder/sign-in"


def test_pages_contain_the_prefix(app: Flask, world: World) -> None:
    """Otherwise, the tests above would check nothing."""
    [overview] = [each for each in routes(app) if each.endpoint == "organizations.overview"]
    paths = set(_leads_to(_asked(app, world, "member", overview)))

    assert len([path for path in paths if path.startswith(PREFIX + "/")]) > 10


@pytest.mark.parametrize(("headers", "path"), [(FORWARDED, PREFIX), ({}, "/")])
def test_cookies_go_to_the_application_only(app: Flask, headers: dict[str, str], path: str) -> None:
    """Another application on the same host sees neither the cookie of forms nor that of a session."""
    form = app.test_client().get("/sign-in", headers=headers).headers["Set-Cookie"]
    script = "" if path == "/" else path
    with app.test_request_context("/sign-in", environ_overrides={"SCRIPT_NAME": script}):
        given, taken = Response(), Response()
        sessions.give_cookie(given, sessions.USER_COOKIE, "token")
        sessions.take_cookie(taken, sessions.USER_COOKIE)

    cookies = [form, given.headers["Set-Cookie"], taken.headers["Set-Cookie"]]
    assert [dump.partition("Path=")[2].partition(";")[0] for dump in cookies] == [path] * 3
