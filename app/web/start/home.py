"""The first page: for whoever is signed in, their organizations; for everybody else, what this is."""

from __future__ import annotations

from app.people.accounts import is_first_start
from app.web import current
from app.web.access import public
from app.web.pages import Page, go, page
from app.web.services import content, reading
from app.web.start.blueprint import blueprint


@blueprint.get("/")
@public
def home() -> Page:
    """Lead on to the organizations, to the first account, or say what there is."""
    if current.user_or_none():
        return go("organizations.portfolio")
    if is_first_start(reading()):
        return go("auth.first_account")
    return page("start/home.html", catalogue=content().catalogue)
