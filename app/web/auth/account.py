"""One's own account: name, password, and where one is signed in."""

from __future__ import annotations

from flask import flash

from app.people import accounts
from app.storage.accounts import User
from app.storage.versions import to_change
from app.web import current, passwords, rates, sessions
from app.web.access import signed_in
from app.web.auth.blueprint import blueprint
from app.web.auth.forms import ChangePassword, Name
from app.web.pages import Page, go, page
from app.web.services import reading, writing


@blueprint.get("/account")
@signed_in
def account() -> Page:
    """Show it."""
    return _account_page(Name(current.user()), ChangePassword())


@blueprint.post("/account")
@signed_in
def change_name() -> Page:
    """Change one's name."""
    form = Name()
    if not form.accepted():
        return _account_page(form, ChangePassword(read=False))
    with writing() as session:
        form.fill(to_change(session, User, current.user().id, form.version.data))
    flash("Your name was changed.", "good")
    return go("auth.account")


@blueprint.post("/account/password")
@signed_in
@rates.attempts
def change_password() -> Page:
    """Change one's password; every other session ends."""
    user, form = current.user(), ChangePassword()
    if form.accepted_for(user.name, user.address) and not passwords.matches(form.old.data or "", user.password_hash):
        form.refuse("old", "This is not your present password.")
    if form.has_faults:
        return _account_page(Name(user, read=False), form)
    password_hash = passwords.hashed(form.password.data or "")
    with writing() as session:
        session.get_one(User, user.id).password_hash = password_hash
        accounts.end_links(session, user.id)
        sessions.revoke_all(session, user.id, but=_this_session())
    flash("Your password was changed, and you were signed out everywhere else.", "good")
    return go("auth.account")


@blueprint.post("/account/sessions/<sign_in_id>/revoke")
@signed_in
def revoke_session(sign_in_id: str) -> Page:
    """End one of one's sessions."""
    with writing() as session:
        sessions.revoke(session, sign_in_id, current.user().id)
    flash("That session was ended.", "good")
    return go("auth.account")


def _account_page(name: Name, password: ChangePassword) -> Page:
    mine = sessions.of_user(reading(), current.user())
    return page("auth/account.html", name, password, passwords=password, sessions=mine, this=_this_session())


def _this_session() -> str:
    found = current.sign_in()
    return found.id if found else ""
