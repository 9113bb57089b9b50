"""The home page: the portfolio for signed-in users, an introduction for everyone else."""

from __future__ import annotations

from app.people.accounts import is_first_start
from app.web import current
from app.web.access import public
from app.web.pages import Page, go, page
from app.web.services import content, reading
from app.web.start.blueprint import blueprint
from reports.views.figures import listed


@blueprint.get("/")
@public
def home() -> Page:
    """Show the introduction, or redirect to the portfolio or the creation of the first account."""
    if current.user_or_none():
        return go("organizations.portfolio")
    if is_first_start(reading()):
        return go("auth.first_account")
    catalogue = content().catalogue
    frameworks = listed([framework.name for framework in catalogue.frameworks])
    return page("start/home.html", practices=len(catalogue.practices), frameworks=frameworks)
