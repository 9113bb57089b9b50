"""Setting a password with a link that an administrator created."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, url_for

from app.people import accounts, audit, second_factors
from app.people.audit import Act, Party
from app.people.sealing import seal_answers_of
from app.storage.audit import Event
from app.web import passwords, rates, sessions
from app.web.access import public
from app.web.auth.blueprint import blueprint
from app.web.auth.code import ask_for_code
from app.web.auth.forms import NewPassword
from app.web.auth.welcome import signed_in_as
from app.web.pages import Page, page
from app.web.services import reading, writing


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@public
def reset(token: str) -> Page:
    """Show whose link this is, and set the password when the form is sent. Merely opening the link changes nothing."""
    user = accounts.user_of_link(reading(), token)
    if user is None:
        rates.missed()
        abort(HTTPStatus.GONE)
    form = NewPassword()
    if not form.accepted_for(user.name, user.email):
        return page("auth/reset.html", form, whose=user)
    password_hash = passwords.hashed(form.password.data or "")
    with writing() as session:
        user = accounts.use_link(session, token) or abort(HTTPStatus.GONE)
        user.password_hash = password_hash
        sessions.revoke_all(session, user.id)
        seal_answers_of(session, user)
        audit.record(session, Act(Event.PASSWORD_SET, Party.user(user), whom=Party.user(user)))
        needs_code = second_factors.is_on(session, user.id)
        session_token = "" if needs_code else sessions.begin(session, user_id=user.id)
        if session_token:
            rates.remember_source(session, user)
    if needs_code:  # otherwise, an administrator's link would bypass the second factor
        return ask_for_code(user)
    return signed_in_as(user, session_token, url_for("start.home"))
