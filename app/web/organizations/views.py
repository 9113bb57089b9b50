"""The portfolio, and making an organization; the other views of this area stand in modules of their own."""

from __future__ import annotations

from flask import flash, request

from app.storage.organizations import Membership, Organization, Role
from app.web import current
from app.web.access import signed_in
from app.web.forms import TAKEN
from app.web.organizations import deleting, erasure, logo, members, overview, settings
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import NewOrganization
from app.web.pages import Page, go, page
from app.web.results.portfolio import portfolio as portfolio_of
from app.web.services import content, reading, writing
from app.web.start.symptoms import carried

__all__ = ["blueprint", "deleting", "erasure", "logo", "members", "overview", "settings"]


@blueprint.get("/organizations")
@signed_in
def portfolio() -> Page:
    """List one's organizations, each with the figures of its last assessment."""
    number = request.args.get("page", 1, type=int)
    return page("organizations/portfolio.html", portfolio=portfolio_of(reading(), content(), current.user(), number))


@blueprint.route("/organizations/new", methods=["GET", "POST"])
@signed_in
def new() -> Page:
    """Make an organization; whoever makes it leads it, and goes on with the answers of the triage that came along."""
    form, answers = NewOrganization(), carried().answers
    if not form.accepted():
        return page("organizations/new.html", form, answers=answers)
    with writing() as session:
        stored = session.get(Organization, form.new_id.data)
        is_ours = stored is None or current.user().id in {each.user_id for each in stored.memberships}
        if stored is None:
            organization = Organization(id=form.new_id.data)
            form.fill(organization)
            organization.memberships.append(Membership(user_id=current.user().id, role=Role.LEAD))
            session.add(organization)
    if not is_ours:
        form.refuse("new_id", TAKEN)
        return page("organizations/new.html", form, answers=answers)
    flash(f"{form.name.data} is there.", "good")
    if answers:
        return go("assessments.new", organization_id=form.new_id.data, **answers)
    return go("organizations.overview", organization_id=form.new_id.data)
