"""User administration."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash, request
from werkzeug.wrappers import Response

from app.people import accounts, audit, second_factors
from app.people.audit import Party
from app.storage.accounts import User
from app.storage.audit import Event
from app.web import auditing, current, sessions
from app.web.access import administrator
from app.web.auth.blueprint import blueprint
from app.web.auth.forms import NewUser
from app.web.pages import Page, go, page
from app.web.paging import page_number, page_of_query
from app.web.services import absolute_url, reading, writing
from practices_catalog.faults import InputError
from questionnaires.answers.text import one_line

PAGE_SIZE = 50


@blueprint.get("/users")
@administrator
def users() -> Page:
    """List the accounts, or those whose name or email address contains the search text."""
    words = one_line(request.args.get("q", ""))
    found = page_of_query(reading(), accounts.users_query(words), page_number(), PAGE_SIZE)
    return page(
        "auth/users.html",
        users=found.items,
        words=words,
        count=found.total,
        number=found.page,
        pages=found.pages,
        back={"q": words or None, "page": found.page if found.page > 1 else None},
        me=current.user(),
        with_factor=second_factors.users_with_factor(reading(), [each.id for each in found.items]),
    )


@blueprint.route("/users/new", methods=["GET", "POST"])
@administrator
def new_user() -> Page:
    """Add an account, and show the link that lets the user set a password."""
    form = NewUser()
    if not form.accepted():
        return page("auth/new_user.html", form)
    try:
        with writing() as session:
            user = accounts.add_user(
                session,
                name=form.name.data or "",
                email=form.email.data or "",
                administrator=bool(form.is_administrator.data),
            )
            token = accounts.make_link(session, user)
            auditing.record(session, Event.ACCOUNT_ADDED, whom=Party.user(user))
    except InputError as error:
        form.refuse_faults(error.faults)
        return page("auth/new_user.html", form)
    return _link_page(user, token)


@blueprint.post("/users/<user_id>/link")
@administrator
def make_link(user_id: str) -> Page:
    """Create and show a link that lets a user set a new password."""
    with writing() as session:
        user = session.get(User, user_id) or abort(HTTPStatus.NOT_FOUND)
        token = accounts.make_link(session, user)
        auditing.record(session, audit.link_event(user), whom=Party.user(user))
    return _link_page(user, token)


@blueprint.post("/users/<user_id>/deactivate")
@administrator
def deactivate(user_id: str) -> Page:
    """Stop a user from signing in; the user's work stays."""
    with writing() as session:
        user = session.get(User, user_id) or abort(HTTPStatus.NOT_FOUND)
        refused = accounts.is_last_administrator(session, user)
        if not refused:
            user.active = False
            accounts.end_links(session, user.id)
            sessions.revoke_all(session, user.id)
            auditing.record(session, Event.DEACTIVATED, whom=Party.user(user))
    if refused:
        flash(f"{user.name} is the only administrator. Make someone else an administrator first.", "wrong")
    else:
        flash(f"{user.name} can no longer sign in.", "good")
    return _back_to_users()


@blueprint.post("/users/<user_id>/activate")
@administrator
def activate(user_id: str) -> Page:
    """Let a deactivated user sign in again."""
    with writing() as session:
        user = session.get(User, user_id) or abort(HTTPStatus.NOT_FOUND)
        user.active = True
        auditing.record(session, Event.ACTIVATED, whom=Party.user(user))
    flash(f"{user.name} can sign in again.", "good")
    return _back_to_users()


@blueprint.post("/users/<user_id>/administrator")
@administrator
def make_administrator(user_id: str) -> Page:
    """Make a user an administrator."""
    with writing() as session:
        user = session.get(User, user_id) or abort(HTTPStatus.NOT_FOUND)
        user.is_administrator = True
        auditing.record(session, Event.ADMINISTRATOR_MADE, whom=Party.user(user))
    flash(f"{user.name} is now an administrator.", "good")
    return _back_to_users()


@blueprint.post("/users/<user_id>/second-step/remove")
@administrator
def remove_factor(user_id: str) -> Page:
    """Remove the second factor of a user who has lost both the app and the recovery codes."""
    with writing() as session:
        user = session.get(User, user_id) or abort(HTTPStatus.NOT_FOUND)
        is_on = second_factors.is_on(session, user.id)
        second_factors.remove(session, user.id)
        if is_on:
            auditing.record(session, Event.FACTOR_REMOVED, whom=Party.user(user))
    flash(f"{user.name} can sign in with a password alone again.", "good")
    return _back_to_users()


def _back_to_users() -> Response:
    """Redirect to the page of the list that the user came from."""
    return go("auth.users", q=request.args.get("q") or None, page=request.args.get("page", type=int))


def _link_page(user: User, token: str) -> Page:
    return page("auth/link.html", whose=user, link=absolute_url("auth.reset", token=token))
