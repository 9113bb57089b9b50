"""Deleting an organization, after showing what will be deleted with it."""

from __future__ import annotations

from flask import flash

from app.deletion.consequences import contents_of_organization
from app.deletion.erasure import ERASED
from app.people import audit
from app.people.audit import Act, Party
from app.storage.audit import Event
from app.storage.organizations import OrganizationRow, Role
from app.storage.versions import to_change
from app.web import current
from app.web.access import organization_member
from app.web.confirmation import ConfirmByName
from app.web.organizations.blueprint import blueprint
from app.web.pages import Page, go, page
from app.web.services import reading, writing


@blueprint.route("/organizations/<organization_id>/delete", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def delete() -> Page:
    """Show what will be deleted, and delete the organization once its name has been entered; members' accounts stay."""
    organization = current.organization()
    form = ConfirmByName(version=organization.version)
    if not form.accepted_for(organization.name):
        goes = contents_of_organization(reading(), organization)
        return page("organizations/delete.html", form, organization=organization, goes=goes)
    with writing() as session:
        stored = to_change(session, OrganizationRow, organization.id, form.version.data)
        audit.forget_respondents(session, organization.id, ERASED)
        session.delete(stored)
        session.flush()
        who = Party.user(current.user())
        audit.record(session, Act(Event.ORGANIZATION_DELETED, who, details=organization.name))
    flash(f"{organization.name} has been deleted.", "good")
    return go("organizations.portfolio")
