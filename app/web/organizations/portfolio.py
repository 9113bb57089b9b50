"""The portfolio: the user's organizations, each with the figures of its latest assessment."""

from __future__ import annotations

from app.web import current
from app.web.access import signed_in
from app.web.organizations.blueprint import blueprint
from app.web.organizations.portfolio_view import portfolio as portfolio_of
from app.web.pages import Page, page
from app.web.paging import page_number
from app.web.services import content, reading


@blueprint.get("/organizations")
@signed_in
def portfolio() -> Page:
    """List the user's organizations."""
    return page(
        "organizations/portfolio.html", portfolio=portfolio_of(reading(), content(), current.user(), page_number())
    )
