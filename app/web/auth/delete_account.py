"""Deleting one's own or someone else's account, after showing the consequences."""

from __future__ import annotations

from flask import abort, flash, session
from werkzeug.wrappers import Response

from app.deletion import accounts
from app.people.audit import Party
from app.storage.accounts import User, email_key
from app.storage.versions import to_change
from app.web import current, sessions
from app.web.access import administrator, signed_in
from app.web.auth.blueprint import blueprint
from app.web.auth.forms import DeleteAccount, DeleteAccountByEmail, DeleteAccountByPassword
from app.web.auth.own_password import is_own_password
from app.web.pages import Page, go, page
from app.web.services import reading, writing

HINDERED = "Nothing was deleted. The reason is shown below."


@blueprint.route("/account/delete", methods=["GET", "POST"])
@signed_in
def delete_own() -> Page:
    """Show what deleting the user's own account does, and delete it once the password is confirmed."""
    user = current.user()
    form = (DeleteAccountByPassword if user.password_hash else DeleteAccountByEmail)(version=user.version)
    if not (form.accepted() and _is_confirmed(form, user)):
        return _own_page(form)
    with writing() as db:
        deletion = accounts.delete_account(db, to_change(db, User, user.id, form.version.data), Party.user(user))
    if deletion.is_prevented:
        form.form_errors.append(HINDERED)
        return _own_page(form)
    return _signed_out()


@blueprint.route("/users/<user_id>/delete", methods=["GET", "POST"])
@administrator
def delete_user(user_id: str) -> Page:
    """Show what deleting an account does, then delete it; administrators delete their own accounts on another page."""
    user = reading().get(User, user_id) or abort(404)
    if user.id == current.user().id:
        return go("auth.delete_own")
    me = Party.user(current.user())
    form = DeleteAccount(user)
    if not form.accepted():
        return _user_page(user, form)
    with writing() as db:
        deletion = accounts.delete_account(db, to_change(db, User, user.id, form.version.data), me)
    if deletion.is_prevented:
        form.form_errors.append(HINDERED)
        return _user_page(user, form)
    flash(f"{user.name}'s account has been deleted.", "good")
    return go("auth.users")


def _is_confirmed(form: DeleteAccount, user: User) -> bool:
    """Return whether the account's owner sent the form, rather than someone at an unattended browser."""
    if isinstance(form, DeleteAccountByPassword):
        if not is_own_password(form.password.data or ""):
            form.refuse("password", "This isn't your password.")
    elif isinstance(form, DeleteAccountByEmail) and email_key(form.email.data or "") != user.email_key:
        form.refuse("email", "This isn't the email address you sign in with.")
    return not form.has_faults


def _signed_out() -> Response:
    session.clear()
    flash("Your account has been deleted.", "good")
    response = go("start.home")
    sessions.take_cookie(response, sessions.USER_COOKIE)
    return response


def _own_page(form: DeleteAccount) -> Page:
    return page("auth/delete_own.html", form, deletion=accounts.deletion_of(reading(), current.user()))


def _user_page(user: User, form: DeleteAccount) -> Page:
    return page("auth/delete_user.html", form, whose=user, deletion=accounts.deletion_of(reading(), user))
