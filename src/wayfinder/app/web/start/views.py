"""The first page: for whoever is signed in, their organizations; for everybody else, what this is."""

from __future__ import annotations

from flask import Blueprint

from wayfinder.app.accounts import is_first_start
from wayfinder.app.web import current
from wayfinder.app.web.access import public
from wayfinder.app.web.pages import Page, go, page
from wayfinder.app.web.services import content, reading

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@public
def home() -> Page:
    """Lead on to the organizations, to the first account, or say what there is."""
    if current.user_or_none():
        return go("organizations.portfolio")
    if is_first_start(reading()):
        return go("auth.first_account")
    return page("start/home.html", catalogue=content().catalogue)
