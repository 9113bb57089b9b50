"""The second step of signing in: a code, for accounts that have turned it on.

Between the two steps, the signed cookie holds the user whose password was correct.
"""

from __future__ import annotations

import time
from typing import Any

from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.people import audit, second_factors
from app.people.audit import Act, Party
from app.storage.accounts import User, keyed_hash
from app.storage.audit import Event
from app.storage.versions import locked
from app.web import rates, sessions
from app.web.access import public
from app.web.auth.blueprint import blueprint
from app.web.auth.forms import CodeForm
from app.web.auth.next_page import next_parameter, next_path, url_of
from app.web.auth.welcome import signed_in_as
from app.web.pages import Page, go, page
from app.web.services import config, reading, writing

PENDING = "second-step"
LASTS_SECONDS = 5 * 60


def ask_for_code(user: User) -> Response:
    """Go to the second step."""
    cookie.clear()
    cookie[PENDING] = {"user": user.id, "until": int(time.time()) + LASTS_SECONDS, "password": _fingerprint(user)}
    return go("auth.code", next=next_parameter())


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
def code() -> Page:
    """Ask for a code from the authenticator app, or a recovery code, and sign in."""
    user = _pending(reading())
    if user is None:
        return go("auth.sign_in", next=next_parameter())
    form = CodeForm()
    if form.accepted():
        guess = rates.code_guess(user)
        typed = form.code.data or ""
        with writing() as session:
            stored = _pending(session)
            is_right = stored is not None and _is_right(session, stored, typed)
            if stored and is_right:
                guess.has_succeeded(session, stored)
                token = sessions.begin(session, user_id=stored.id)
        if is_right:
            return signed_in_as(user, token, url_of(next_path()))
        guess.has_failed()
        form.refuse("code", "This code is wrong or has already been used. Wait for the next one in your app.")
    return page("auth/code.html", form, next=next_parameter())


def _is_right(session: Session, user: User, typed: str) -> bool:
    if second_factors.uses_app_code(session, user, config().secret_key, typed):
        return True
    is_right = second_factors.uses_recovery_code(session, user, config().secret_key, typed)
    if is_right:
        audit.record(session, Act(Event.RECOVERY_CODE_USED, Party.user(user), Party.user(user)))
    return is_right


def _pending(session: Session) -> User | None:
    """Return the user whose password has just been verified, unless it has changed in the meantime."""
    known: dict[str, Any] = cookie.get(PENDING) or {}
    if known.get("until", 0) < time.time():
        return None
    user = locked(session, User, known["user"]) if session is not reading() else session.get(User, known["user"])
    is_same = user is not None and user.active and _fingerprint(user) == known["password"]
    return user if is_same else None


def _fingerprint(user: User) -> str:
    return keyed_hash(config().secret_key, "second step", user.password_hash or "")
