"""Deleting an organization, after showing what will be deleted with it."""

from __future__ import annotations

from flask import flash

from app.deletion.consequences import held_by_organization
from app.storage.organizations import Organization, Role
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
    """Show what will be deleted, and delete it once the name is typed; the accounts of the members stay."""
    organization = current.organization()
    form = ConfirmByName(version=organization.version)
    if not form.accepted_for(organization.name):
        goes = held_by_organization(reading(), organization)
        return page("organizations/delete.html", form, organization=organization, goes=goes)
    with writing() as session:
        session.delete(to_change(session, Organization, organization.id, form.version.data))
    flash(f"{organization.name} has been deleted.", "good")
    return go("organizations.portfolio")
