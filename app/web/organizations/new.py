"""Adding an organization."""

from __future__ import annotations

from flask import flash

from app.people import audit
from app.people.audit import Act, Party
from app.storage.audit import Event
from app.storage.organizations import Membership, OrganizationRow, Role
from app.web import current
from app.web.access import signed_in
from app.web.forms import TAKEN
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import NewOrganization
from app.web.pages import Page, go, page
from app.web.services import writing
from app.web.start.triage_questions import answers_in_url


@blueprint.route("/organizations/new", methods=["GET", "POST"])
@signed_in
def new() -> Page:
    """Add an organization led by the user; with answers to the triage in the URL, continue to its first assessment."""
    form, answers = NewOrganization(), answers_in_url().answers
    if not form.accepted():
        return page("organizations/new.html", form, answers=answers)
    with writing() as session:
        stored = session.get(OrganizationRow, form.new_id.data)
        is_own = stored is None or current.user().id in {each.user_id for each in stored.memberships}
        if stored is None:
            organization = OrganizationRow(id=form.new_id.data)
            form.fill(organization)
            organization.memberships.append(Membership(user_id=current.user().id, role=Role.LEAD))
            session.add(organization)
            session.flush()
            who = Party.user(current.user())
            audit.record(session, Act(Event.ORGANIZATION_ADDED, who, organization_id=organization.id))
    if not is_own:
        form.refuse("new_id", TAKEN)
        return page("organizations/new.html", form, answers=answers)
    flash(f"{form.name.data} has been added.", "good")
    if answers:
        return go("assessments.new", organization_id=form.new_id.data, **answers)
    return go("organizations.overview", organization_id=form.new_id.data)
