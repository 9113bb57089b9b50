"""The user's own account: name, password, and sessions."""

from __future__ import annotations

from flask import flash

from app.people import accounts, second_factors
from app.storage.accounts import User
from app.storage.versions import to_change
from app.web import current, passwords, sessions
from app.web.access import signed_in
from app.web.auth.blueprint import blueprint
from app.web.auth.forms import ChangeName, ChangePassword
from app.web.auth.own_password import is_own_password
from app.web.pages import Page, go, page
from app.web.services import reading, writing


@blueprint.get("/account")
@signed_in
def account() -> Page:
    """Show the account."""
    return _account_page(ChangeName(current.user()), ChangePassword())


@blueprint.post("/account")
@signed_in
def change_name() -> Page:
    """Change the user's name."""
    form = ChangeName()
    if not form.accepted():
        return _account_page(form, ChangePassword(read=False))
    with writing() as session:
        form.fill(to_change(session, User, current.user().id, form.version.data))
    flash("Your name has been changed.", "good")
    return go("auth.account")


@blueprint.post("/account/password")
@signed_in
def change_password() -> Page:
    """Change the user's password and end every other session."""
    user, form = current.user(), ChangePassword()
    if form.accepted_for(user.name, user.email) and not is_own_password(form.old.data or ""):
        form.refuse("old", "This isn't your current password.")
    if form.has_faults:
        return _account_page(ChangeName(user, read=False), form)
    password_hash = passwords.hashed(form.password.data or "")
    with writing() as session:
        session.get_one(User, user.id).password_hash = password_hash
        accounts.end_links(session, user.id)
        sessions.revoke_all(session, user.id, but=_this_session())
    flash("Your password has been changed, and you've been signed out everywhere else.", "good")
    return go("auth.account")


@blueprint.post("/account/sessions/<sign_in_id>/revoke")
@signed_in
def revoke_session(sign_in_id: str) -> Page:
    """End one of the user's sessions."""
    with writing() as session:
        sessions.revoke(session, sign_in_id, current.user().id)
    flash("The session has ended.", "good")
    return go("auth.account")


def _account_page(name: ChangeName, password: ChangePassword) -> Page:
    mine = sessions.of_user(reading(), current.user())
    return page(
        "auth/account.html",
        name,
        password,
        passwords=password,
        sessions=mine,
        this=_this_session(),
        factor_is_on=second_factors.is_on(reading(), current.user().id),
    )


def _this_session() -> str:
    found = current.sign_in()
    return found.id if found else ""
