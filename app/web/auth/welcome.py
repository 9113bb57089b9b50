"""The end of every way of signing in."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, session
from werkzeug.wrappers import Response

from app.people import audit
from app.storage.accounts import User
from app.storage.audit import Event
from app.web import sessions
from app.web.services import reading
from app.web.templating import moment

WHAT = {
    Event.PASSWORD_LINK: "created a link that sets a new password for",
    Event.FACTOR_REMOVED: "removed two-step sign-in from",
}


def signed_in_as(user: User, token: str, url: str) -> Response:
    """Redirect with the cookie of a new session; forms opened before signing in become invalid.

    The next page says what someone else has done to the account.
    """
    session.clear()
    for each in audit.warnings_of(reading(), user):
        did = f"{each.who} {WHAT[each.event]} your account on {moment(each.at)} UTC."
        flash(f"{did} If you didn't ask for this, tell your administrators and change your password.", "info")
    response = Response(status=HTTPStatus.SEE_OTHER, headers={"Location": url})
    sessions.give_cookie(response, sessions.USER_COOKIE, token)
    return response
