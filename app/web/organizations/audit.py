"""The audit trail of an organization, for its leads."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.people import audit
from app.storage.audit import Event
from app.storage.organizations import Role
from app.web import auditing, current
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.pages import Page, page
from questionnaires.answers.text import slug


@blueprint.get("/organizations/<organization_id>/audit")
@organization_member(Role.LEAD)
def audit_trail() -> Page:
    """List the events of the organization, newest first."""
    organization = current.organization()
    found = auditing.page_of(audit.entries_of(organization.id))
    return page("organizations/audit.html", organization=organization, found=found)


@blueprint.get("/organizations/<organization_id>/audit.csv")
@organization_member(Role.LEAD)
def audit_file() -> Response:
    """Download the events as CSV."""
    organization = current.organization()
    auditing.record_download(Event.DATA_EXPORTED, "audit trail")
    return auditing.file_of(audit.entries_of(organization.id), slug(organization.name, "organization"))
