"""Setting up and turning off the second factor of the user's own account."""

from __future__ import annotations

import io

import segno
from flask import flash
from markupsafe import Markup

from app.people import second_factors
from app.people.audit import Party
from app.storage.audit import Event
from app.web import auditing, current, rates, sessions
from app.web.access import signed_in
from app.web.auth.blueprint import blueprint
from app.web.auth.forms import ConfirmFactor, RemoveFactor
from app.web.auth.own_password import is_own_password
from app.web.pages import Page, go, page
from app.web.services import config, reading, writing

WRONG_PASSWORD = "This isn't your password."  # noqa: S105 - a message
WRONG_CODE = "This code is wrong or has already been used. Wait for the next one in your app."


@blueprint.get("/account/second-step")
@signed_in
def second_factor() -> Page:
    """Show the state of the second factor and what can be done next."""
    return _page(ConfirmFactor(), RemoveFactor())


@blueprint.post("/account/second-step")
@signed_in
def begin_second_factor() -> Page:
    """Create a secret for an authenticator app; signing in doesn't change until a code confirms the secret."""
    with writing() as session:
        second_factors.begin(session, current.user(), config().secret_key)
    return go("auth.second_factor")


@blueprint.post("/account/second-step/confirm")
@signed_in
def confirm_second_factor() -> Page:
    """Turn the second factor on, end all other sessions, and show the recovery codes once."""
    form, user = ConfirmFactor(), current.user()
    if second_factors.set_up(reading(), user, config().secret_key) is None:
        return go("auth.second_factor")
    if not form.accepted() or not _is_confirmed(form):
        return _page(form, RemoveFactor(read=False))
    guess = rates.code_guess(user)
    with writing() as session:
        codes = second_factors.confirm(session, user, config().secret_key, form.code.data or "")
        if codes:
            this = current.sign_in()
            sessions.revoke_all(session, user.id, but=this.id if this else "")
            auditing.record(session, Event.FACTOR_ON, whom=Party.user(user))
    if codes:
        return page("auth/recovery_codes.html", codes=codes)
    guess.has_failed()
    form.refuse("code", WRONG_CODE)
    return _page(form, RemoveFactor(read=False))


@blueprint.post("/account/second-step/off")
@signed_in
def remove_second_factor() -> Page:
    """Turn the second factor off, with the password and a code."""
    form, user = RemoveFactor(), current.user()
    if not second_factors.is_on(reading(), user.id):
        return go("auth.second_factor")
    if not form.accepted() or not _is_confirmed(form):
        return _page(ConfirmFactor(read=False), form)
    guess, key, typed = rates.code_guess(user), config().secret_key, form.code.data or ""
    with writing() as session:
        is_right = second_factors.uses_app_code(session, user, key, typed)
        is_right = is_right or second_factors.uses_recovery_code(session, user, key, typed)
        if is_right:
            second_factors.remove(session, user.id)
            auditing.record(session, Event.FACTOR_OFF, whom=Party.user(user))
    if not is_right:
        guess.has_failed()
        form.refuse("code", WRONG_CODE)
        return _page(ConfirmFactor(read=False), form)
    flash("Two-step sign-in is now off.", "good")
    return go("auth.account")


def _is_confirmed(form: ConfirmFactor | RemoveFactor) -> bool:
    """Return whether the account's owner sent the form, rather than someone at an unattended browser."""
    is_own = is_own_password(form.password.data or "")
    if not is_own:
        form.refuse("password", WRONG_PASSWORD)
    return is_own


def _page(confirming: ConfirmFactor, removing: RemoveFactor) -> Page:
    user = current.user()
    is_on = second_factors.is_on(reading(), user.id)
    found = second_factors.set_up(reading(), user, config().secret_key)
    return page(
        "auth/second_factor.html",
        removing if is_on else confirming,
        is_on=is_on,
        set_up=found,
        picture=_qr_code(found.address) if found else "",
        codes_left=second_factors.codes_left(reading(), user.id),
    )


def _qr_code(text: str) -> Markup:
    """Return a QR code as SVG without styles, which the content security policy would block."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=5, border=4, dark="#000", light="#fff", xmldecl=False, svgns=False, nl=False
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - the library draws it
