"""Signing in through an OpenID Connect provider, simulated here."""

from __future__ import annotations

import re
import subprocess
import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from app.running.settings import Config, OpenIdConnect
from app.web.auth import openid
from tests.support.applications import new_app
from tests.support.factories import Make
from tests.support.page_client import PageClient

SECRET = "of the provider"  # noqa: S105
PROVIDER = OpenIdConnect("https://id.example.org", "wayfinder", SECRET, name="Northfield ID")


class Provider:
    """Redirects to a provider, as Authlib's client does."""

    def authorize_redirect(self, _answer: str) -> Response:
        """Redirect to the provider."""
        return Response(status=302, headers={"Location": "https://id.example.org/authorize"})


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The application, configured with a provider."""
    app = new_app(replace(config, openid=PROVIDER))
    yield app
    app.extensions["wayfinder"].database.close()


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the provider says about the user."""
    claims: dict[str, Any] = {"email": "DANA@example.org", "email_verified": True}
    monkeypatch.setattr(openid, "claims_of_answer", lambda: claims)
    return claims


def test_the_page_offers_the_provider_by_name(client: PageClient, make: Make) -> None:
    """The button is shown only if a provider is configured."""
    make.user()

    assert "Sign in with Northfield ID" in client.get("/sign-in").text


@pytest.mark.usefixtures("claims")
def test_an_account_is_found_by_the_address_however_it_is_written(client: PageClient, make: Make) -> None:
    """No second, empty account is created (FL-022)."""
    make.user("Dana")

    client.get("/sign-in/openid/answer", 303)

    assert "Dana" in client.get("/account").text


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_unverified_address_finds_no_account(
    client: PageClient, make: Make, claims: dict[str, Any], verified: object
) -> None:
    """Otherwise, anyone could claim to be someone else."""
    make.user("Dana")
    claims["email_verified"] = verified

    assert "verified your email address" in client.get("/sign-in/openid/answer").text
    client.get("/account", 302)


@pytest.mark.usefixtures("claims")
def test_somebody_without_an_account_is_told_whom_to_ask(client: PageClient, make: Make) -> None:
    """The page shows the address so that the user can pass it on."""
    make.user("Erik")

    assert "DANA@example.org" in client.get("/sign-in/openid/answer").text


@pytest.mark.usefixtures("claims")
def test_signing_in_through_the_provider_returns_to_the_requested_page(
    client: PageClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button contains the path, a cookie keeps it in the meantime, and paths to other hosts are dropped."""
    make.user("Dana")
    monkeypatch.setattr(openid, "provider", Provider)
    asked = client.follow(client.get("/where-to-start/quick-scan?failed-changes=3", 302)).text
    [button] = re.findall(r'href="(/sign-in/openid[^"]*)"', asked)

    client.get(button, 302)
    target = client.get("/sign-in/openid/answer", 303).headers["Location"]
    client.get("/sign-in/openid?next=https://evil.example/", 302)
    home = client.get("/sign-in/openid/answer", 303).headers["Location"]

    assert (target, home) == ("/where-to-start/quick-scan?failed-changes=3", "/")


class Declined(Exception):  # noqa: N818 - stands for Authlib's
    """What Authlib raises if the provider refuses or the browser's state doesn't match."""


class FailingProvider:
    """A provider that fails at every request."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def authorize_redirect(self, _back: str) -> None:
        """Fail."""
        raise self.error

    def authorize_access_token(self) -> None:
        """Fail."""
        raise self.error


@pytest.mark.parametrize(
    ("error", "statuses"),
    [(ConnectionError("refused"), [502, 502]), (KeyError("id_token"), [502, 502]), (Declined("state"), [502, 400])],
)
def test_a_failing_provider_is_reported_on_a_page(
    client: PageClient, make: Make, monkeypatch: pytest.MonkeyPatch, error: Exception, statuses: list[int]
) -> None:
    """It can be unreachable, send an unreadable response or refuse; the page shows nothing from its response."""
    make.user()
    package = types.ModuleType("authlib.integrations.base_client")
    package.OAuthError = Declined  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, package.__name__, package)
    monkeypatch.setattr(openid, "provider", lambda: FailingProvider(error))

    answers = [client.get(url, None) for url in ("/sign-in/openid", "/sign-in/openid/answer?code=very-secret")]

    assert [each.status_code for each in answers] == statuses
    assert not any("very-secret" in each.text or str(error) in each.text for each in answers)


def test_authlib_is_imported_only_if_a_provider_is_configured() -> None:
    """The import takes about 0.15 seconds, and the package may not be installed."""
    script = "import sys, app.web.auth.openid; sys.exit('authlib' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
