"""All accounts, for administrators."""

from __future__ import annotations

from flask import abort, flash, request
from werkzeug.wrappers import Response

from app.people import accounts
from app.storage.accounts import User
from app.web import current, sessions
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
    """List the accounts, all or those found by a part of name or address."""
    words = one_line(request.args.get("q", ""))
    found = page_of_query(reading(), accounts.users_like(words), page_number(), PAGE_SIZE)
    return page(
        "auth/users.html",
        users=found.items,
        words=words,
        count=found.total,
        number=found.page,
        pages=found.pages,
        back={"q": words or None, "page": found.page if found.page > 1 else None},
        me=current.user(),
    )


@blueprint.route("/users/new", methods=["GET", "POST"])
@administrator
def new_user() -> Page:
    """Add an account, and show the link with which its owner sets a password."""
    form = NewUser()
    if not form.accepted():
        return page("auth/new_user.html", form)
    try:
        with writing() as session:
            user = accounts.add_user(
                session,
                name=form.name.data or "",
                address=form.address.data or "",
                administrator=bool(form.is_administrator.data),
            )
            token = accounts.make_link(session, user)
    except InputError as error:
        form.refuse_faults(error.faults)
        return page("auth/new_user.html", form)
    return _link_page(user, token)


@blueprint.post("/users/<user_id>/link")
@administrator
def make_link(user_id: str) -> Page:
    """Show a link with which a user sets a new password."""
    with writing() as session:
        user = session.get(User, user_id) or abort(404)
        token = accounts.make_link(session, user)
    return _link_page(user, token)


@blueprint.post("/users/<user_id>/deactivate")
@administrator
def deactivate(user_id: str) -> Page:
    """Let someone sign in no more; what they did stays."""
    with writing() as session:
        user = session.get(User, user_id) or abort(404)
        refused = accounts.is_last_administrator(session, user)
        if not refused:
            user.active = False
            accounts.end_links(session, user.id)
            sessions.revoke_all(session, user.id)
    if refused:
        flash(f"{user.name} is the last who looks after accounts. Make somebody else an administrator first.", "wrong")
    else:
        flash(f"{user.name} cannot sign in any more.", "good")
    return _back_to_users()


@blueprint.post("/users/<user_id>/activate")
@administrator
def activate(user_id: str) -> Page:
    """Let someone sign in again."""
    with writing() as session:
        user = session.get(User, user_id) or abort(404)
        user.active = True
    flash(f"{user.name} can sign in again.", "good")
    return _back_to_users()


@blueprint.post("/users/<user_id>/administrator")
@administrator
def make_administrator(user_id: str) -> Page:
    """Let someone look after the accounts, too."""
    with writing() as session:
        user = session.get(User, user_id) or abort(404)
        user.is_administrator = True
    flash(f"{user.name} looks after accounts, too.", "good")
    return _back_to_users()


def _back_to_users() -> Response:
    """Go to the page of the list that was left."""
    return go("auth.users", q=request.args.get("q") or None, page=request.args.get("page", type=int))


def _link_page(user: User, token: str) -> Page:
    return page("auth/link.html", whose=user, link=absolute_url("auth.reset", token=token))
