"""The first account, signing in and signing out."""

from __future__ import annotations

from flask import abort, session
from werkzeug.wrappers import Response

from app.people import accounts
from app.storage.accounts import User
from app.storage.versions import locked
from app.web import current, passwords, rates, sessions
from app.web.access import public, signed_in
from app.web.auth.blueprint import blueprint
from app.web.auth.forms import FirstAccount, SignIn
from app.web.auth.next_page import asked_for, keeps_symptoms, onward
from app.web.pages import SEE_OTHER, Page, go, page
from app.web.services import config, reading, writing


@blueprint.route("/first-account", methods=["GET", "POST"])
@public
@rates.attempts
def first_account() -> Page:
    """Make the first account, an administrator's, while there is none."""
    if not accounts.is_first_start(reading()):
        return go("auth.sign_in", next=asked_for())
    form = FirstAccount()
    if not form.accepted_for(form.name.data or "", form.address.data or ""):
        return page("auth/first_account.html", form, keeps_symptoms=keeps_symptoms())
    password_hash = passwords.hashed(form.password.data or "")
    with writing() as db:
        if not accounts.is_first_start(db):
            return go("auth.sign_in", next=asked_for())
        user = accounts.add_user(
            db,
            name=form.name.data or "",
            address=form.address.data or "",
            password_hash=password_hash,
            administrator=True,
        )
        token = sessions.begin(db, user_id=user.id)
    return signed_in_as(token, onward())


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@rates.attempts
@rates.attempts_for_an_address
def sign_in() -> Page:
    """Sign in with address and password."""
    if accounts.is_first_start(reading()):
        return go("auth.first_account", next=asked_for())
    form = SignIn()
    token = _begin_for(form) if form.accepted() else None
    if token is None:
        known = {"openid": config().openid, "next": asked_for(), "keeps_symptoms": keeps_symptoms()}
        return page("auth/sign_in.html", form, **known)
    return signed_in_as(token, onward())


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> Page:
    """End this session."""
    this = current.sign_in()
    with writing() as db:
        sessions.revoke(db, this.id if this else "", current.user().id)
    session.clear()
    response = go("start.home")
    response.delete_cookie(sessions.USER_COOKIE)
    return response


@blueprint.get("/demo/<token>")
@public
@rates.links
def demo(token: str) -> Page:
    """Sign in by the link that `wayfinder serve --demo` printed; it works once, and only there."""
    if not config().demo:
        abort(404)
    with writing() as db:
        user = accounts.use_link(db, token)
        if user is None:
            abort(410)
        session_token = sessions.begin(db, user_id=user.id)
    return signed_in_as(session_token, "/")


def signed_in_as(token: str, address: str) -> Response:
    """Return the way on, with the cookie of a new session; forms of before do not count any more."""
    session.clear()
    response = Response(status=SEE_OTHER, headers={"Location": address})
    sessions.give_cookie(response, sessions.USER_COOKIE, token)
    return response


def _begin_for(form: SignIn) -> str | None:
    """Return the token of a new session; whatever is wrong, the answer and the time that it takes are the same."""
    user = accounts.find_user(reading(), form.address.data or "")
    right = passwords.matches(form.password.data or "", user.password_hash if user else None)
    if user and right and user.active:
        with writing() as db:
            stored = locked(db, User, user.id)
            # while the password was looked at, it may have been changed, or the account deactivated
            if stored and stored.active and stored.password_hash == user.password_hash:
                return sessions.begin(db, user_id=user.id)
    form.form_errors.append("Address and password do not belong together. Check both, or ask for a reset link.")
    return None
