"""Creating the first account, signing in and signing out."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, request, session, url_for

from app.people import accounts, audit, second_factors
from app.people.audit import Act, Party
from app.storage.accounts import User
from app.storage.audit import Event
from app.storage.versions import locked
from app.web import current, passwords, rates, sessions
from app.web.access import public, signed_in
from app.web.auth.blueprint import blueprint
from app.web.auth.code import ask_for_code
from app.web.auth.forms import FirstAccount, SignInForm
from app.web.auth.next_page import continues_triage, next_parameter, next_path, url_of
from app.web.auth.welcome import signed_in_as
from app.web.pages import Page, go, page
from app.web.services import config, reading, writing


@blueprint.route("/first-account", methods=["GET", "POST"])
@public
def first_account() -> Page:
    """Create the first account, which is an administrator account, if there are no accounts yet.

    Creating it requires the setup key from the link that `wayfinder serve` prints.
    """
    if not accounts.is_first_start(reading()):
        return go("auth.sign_in", next=next_parameter())
    form = FirstAccount(key=request.args.get("key", ""))
    has_key = accounts.is_setup_key(config().secret_key, form.key.data or "")
    is_accepted = form.accepted_for(form.name.data or "", form.email.data or "")
    if form.is_sent and form.key.data and not has_key:
        rates.missed()
        form.refuse("key", "This isn't the setup key. Copy the key again from the output of “wayfinder serve”.")
    if not (is_accepted and has_key):
        return page("auth/first_account.html", form, has_key=has_key, continues_triage=continues_triage())
    password_hash = passwords.hashed(form.password.data or "")
    with writing() as db:
        if not accounts.is_first_start(db):
            return go("auth.sign_in", next=next_parameter())
        user = accounts.add_user(
            db,
            name=form.name.data or "",
            email=form.email.data or "",
            password_hash=password_hash,
            administrator=True,
        )
        user.is_first = True
        audit.record(db, Act(Event.FIRST_ACCOUNT, Party.user(user)))
        rates.remember_source(db, user)
        token = sessions.begin(db, user_id=user.id)
    return signed_in_as(user, token, url_of(next_path()))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Page:
    """Sign in with an email address and a password."""
    if accounts.is_first_start(reading()):
        return go("auth.first_account", next=next_parameter())
    form = SignInForm()
    begun = _begin_for(form) if form.accepted() else None
    if begun is None:
        known = {"openid": config().openid, "next": next_parameter(), "continues_triage": continues_triage()}
        return page("auth/sign_in.html", form, **known)
    user, token = begun
    return signed_in_as(user, token, url_of(next_path())) if token else ask_for_code(user)


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> Page:
    """End this session."""
    this = current.sign_in()
    with writing() as db:
        sessions.revoke(db, this.id if this else "", current.user().id)
    session.clear()
    response = go("start.home")
    sessions.take_cookie(response, sessions.USER_COOKIE)
    return response


@blueprint.get("/demo/<token>")
@public
def demo(token: str) -> Page:
    """Sign in with the link that `wayfinder serve --demo` printed; it works once, on that server only."""
    if not config().demo:
        abort(HTTPStatus.NOT_FOUND)
    with writing() as db:
        user = accounts.use_link(db, token)
        if user:
            session_token = sessions.begin(db, user_id=user.id)
    if user is None:
        rates.missed()
        abort(HTTPStatus.GONE)
    return signed_in_as(user, session_token, url_for("start.home"))


def _begin_for(form: SignInForm) -> tuple[User, str] | None:
    """Return the user and a new session's token ("" if a code is also needed), or None after a failure.

    All failures look alike and take the same time.
    """
    user = accounts.find_user(reading(), form.email.data or "")
    guess = rates.password_guess(form.email.data or "", user)
    is_right = passwords.matches(form.password.data or "", user.password_hash if user else None)
    if user and is_right and user.active:
        with writing() as db:
            stored = locked(db, User, user.id)
            # the password may have been changed, or the account deactivated, while the hash was checked
            if stored and stored.active and stored.password_hash == user.password_hash:
                needs_code = second_factors.is_on(db, user.id)
                guess.has_succeeded(db, stored, remember=not needs_code)
                return stored, "" if needs_code else sessions.begin(db, user_id=user.id)
    guess.has_failed()
    form.form_errors.append(
        "The email address and password don't match. Check both, or ask an administrator for a link."
    )
    return None
