"""Signing in at a provider of OpenID Connect, where one is configured. Authlib is imported only then.

Where sign-in leads stands in the signed cookie meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import abort, current_app
from flask import session as cookie
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.people import accounts
from app.web import rates, sessions
from app.web.access import public
from app.web.auth.blueprint import blueprint
from app.web.auth.next_page import HOME, onward
from app.web.auth.sign_in import signed_in_as
from app.web.pages import Page, page
from app.web.services import absolute_url, config, reading, writing

log = logging.getLogger(__name__)
ONWARD = "onward"


@blueprint.get("/sign-in/openid")
@public
@rates.links
def openid() -> Response:
    """Lead to the provider."""
    cookie[ONWARD] = onward()
    client = provider()
    with _asked():
        answer: Response = client.authorize_redirect(absolute_url("auth.openid_answer"))
    return answer


@blueprint.get("/sign-in/openid/answer")
@public
@rates.links
def openid_answer() -> Page:
    """Sign in whom the provider vouches for, if the address has an account here."""
    claims = claims_of_answer()
    address = str(claims.get("email", ""))
    vouched = claims.get("email_verified") is True
    user = accounts.find_user(reading(), address) if vouched and address else None
    if user is None or not user.active:
        return page("auth/unknown.html", address=address, vouched=vouched)
    with writing() as session:
        token = sessions.begin(session, user_id=user.id)
    return signed_in_as(token, cookie.pop(ONWARD, HOME))


def claims_of_answer() -> dict[str, Any]:
    """Return what the provider says of whoever comes back from it; 400 where that does not hold."""
    client = provider()
    from authlib.integrations.base_client import OAuthError  # noqa: PLC0415 - only where it is configured

    with _asked():
        try:
            token = client.authorize_access_token()
        except OAuthError:
            abort(400)
    claims: dict[str, Any] = token.get("userinfo") or {}
    return claims


@contextmanager
def _asked() -> Iterator[None]:
    """Answer with a page of its own where the provider cannot be reached, or answers what nobody can read."""
    try:
        yield
    except HTTPException:
        raise
    except Exception as error:  # noqa: BLE001 - connections, keys, signatures, documents: each library has its own
        log.warning("the provider of OpenID Connect did not answer as it should (%s)", type(error).__name__)
        abort(502)


def provider() -> Any:
    """Return Authlib's client of the provider; 404 where none is configured."""
    openid = config().openid or abort(404)
    if "openid" not in current_app.extensions:
        from authlib.integrations.flask_client import OAuth  # noqa: PLC0415 - only where it is configured

        registry = OAuth(current_app)
        current_app.extensions["openid"] = registry.register(
            "openid",
            client_id=openid.client_id,
            client_secret=openid.client_secret,
            server_metadata_url=f"{openid.issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
        )
    return current_app.extensions["openid"]
