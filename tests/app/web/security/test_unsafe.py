"""Reading changes nothing, and no change is possible without the page's CSRF token."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.kept import Kept
from tests.support.page_client import PageClient
from tests.support.routes import UNSAFE, reading, routes, url_of, writing
from tests.support.whole_world import World

WHO = ("member", "invited", "nobody")
NOTHING_TO_SEE = {
    "auth.demo",  # the link that `serve --demo` prints signs in by being opened; it works there alone
    "auth.openid",  # where a provider is configured
    "auth.openid_answer",
    "start.result",  # without an answer in its address
}


def test_the_member_sees_every_page(app: Flask, world: World) -> None:
    """Otherwise, these tests would only see errors."""
    client = world.client(app, "member")
    answers = {each.endpoint: client.get(url_of(app, each, world.mine), None, buffered=True) for each in reading(app)}

    assert {endpoint for endpoint, answer in answers.items() if answer.status_code >= 400} == NOTHING_TO_SEE


@pytest.mark.parametrize("who", WHO)
def test_opening_a_url_changes_nothing(app: Flask, world: World, kept: Kept, who: str) -> None:
    """Scanners and link previews open all URLs, as pages, as htmx fragments or with HEAD."""
    client, before = world.client(app, who), kept.dump_besides_audit()
    mine = {**world.mine, "respondent_id": world.mine["invited_id"]} if who == "invited" else world.mine

    for route in reading(app):
        url = url_of(app, route, mine)
        client.get(url, None, buffered=True)
        client.get(url, None, headers={"HX-Request": "true"}, buffered=True)
        client.browser.head(url, buffered=True)
        client.browser.options(url, buffered=True)

    assert kept.dump_besides_audit() == before


def test_changes_require_post(app: Flask) -> None:
    """Other methods would need rules of their own."""
    assert {route.method for route in routes(app)} == {"GET", "POST"}


@pytest.mark.parametrize("token", ["", "made up", "of another browser"])
@pytest.mark.parametrize("where", ["form", "header"])
def test_nothing_changes_without_the_token(app: Flask, world: World, kept: Kept, token: str, where: str) -> None:
    """This covers every route that takes a form."""
    client, before = world.client(app, "member"), kept.dump()
    client.csrf_token()
    sent = PageClient(app).csrf_token() if token.startswith("of") else token
    for route in writing(app):
        url = url_of(app, route, world.mine)
        data, headers = ({"csrf_token": sent}, {}) if where == "form" else ({}, {"X-CSRFToken": sent})
        answer = client.browser.post(url, data=data, headers=headers)
        assert answer.status_code == 400, f"{route.endpoint} answers {answer.status_code} without the token"
        assert "opened in another session" in answer.text

    assert kept.dump() == before


def test_the_token_is_accepted_in_a_header(app: Flask, world: World) -> None:
    """Scripts send it there."""
    client = world.client(app, "member")
    sent = {"X-CSRFToken": client.csrf_token()}

    answer = client.browser.post("/account", data={"name": "Dana", "version": "1"}, headers=sent)

    assert answer.status_code == 303


def test_other_methods_are_refused(app: Flask, world: World, kept: Kept) -> None:
    """A page says so, and nothing changes."""
    client, before = world.client(app, "member"), kept.dump()
    token = {"X-CSRFToken": client.csrf_token()}

    for route in routes(app):
        url = url_of(app, route, world.mine)
        for method in (UNSAFE | {"TRACE", "PROPFIND"}) - {"POST"}:
            assert client.browser.open(url, method=method, headers=token, buffered=True).status_code == 405

    assert kept.dump() == before
