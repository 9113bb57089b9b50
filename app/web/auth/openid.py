"""Signing in with an OpenID Connect provider, if one is configured. Authlib is imported only then.

The signed cookie holds the page to return to while the user is at the provider.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from flask import abort, current_app
from flask import session as cookie
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.people import accounts
from app.web import rates, sessions
from app.web.access import public
from app.web.auth.blueprint import blueprint
from app.web.auth.next_page import HOME, next_path, url_of
from app.web.auth.welcome import signed_in_as
from app.web.pages import Page, page
from app.web.services import absolute_url, config, reading, writing

log = logging.getLogger(__name__)
NEXT = "next_page"


@blueprint.get("/sign-in/openid")
@public
def openid() -> Response:
    """Redirect to the provider."""
    cookie[NEXT] = next_path()
    client = provider()
    with _provider_faults():
        answer: Response = client.authorize_redirect(absolute_url("auth.openid_answer"))
    return answer


@blueprint.get("/sign-in/openid/answer")
@public
def openid_answer() -> Page:
    """Sign in the user whose email address the provider has verified, if there is an account for it."""
    claims = claims_of_answer()
    email = str(claims.get("email", ""))
    is_verified = claims.get("email_verified") is True
    user = accounts.find_user(reading(), email) if is_verified and email else None
    if user is None or not user.active:
        return page("auth/unknown.html", email=email, is_verified=is_verified)
    with writing() as session:
        token = sessions.begin(session, user_id=user.id)
    return signed_in_as(user, token, url_of(cookie.pop(NEXT, HOME)))


def claims_of_answer() -> dict[str, Any]:
    """Return the provider's claims about the returning user; answer 400 if the proof is invalid."""
    client = provider()
    from authlib.integrations.base_client import OAuthError  # noqa: PLC0415 - only if a provider is configured

    with _provider_faults():
        try:
            token = client.authorize_access_token()
        except OAuthError:
            rates.missed()
            abort(HTTPStatus.BAD_REQUEST)
    claims: dict[str, Any] = token.get("userinfo") or {}
    return claims


@contextmanager
def _provider_faults() -> Iterator[None]:
    """Answer 502 if the provider can't be reached or sends an unusable response."""
    try:
        yield
    except HTTPException:
        raise
    except Exception as error:  # noqa: BLE001 - each library has its own errors for connections, keys and signatures
        log.warning(
            "the OpenID Connect provider can't be reached or sent an unusable response (%s)", type(error).__name__
        )
        abort(HTTPStatus.BAD_GATEWAY)


def provider() -> Any:
    """Return Authlib's client for the provider; answer 404 if none is configured."""
    openid = config().openid or abort(HTTPStatus.NOT_FOUND)
    if "openid" not in current_app.extensions:
        from authlib.integrations.flask_client import OAuth  # noqa: PLC0415 - only if a provider is configured

        registry = OAuth(current_app)
        current_app.extensions["openid"] = registry.register(
            "openid",
            client_id=openid.client_id,
            client_secret=openid.client_secret,
            server_metadata_url=f"{openid.issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
        )
    return current_app.extensions["openid"]
