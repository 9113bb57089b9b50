"""An organization's logo, which only its members can see."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.people.logos import read_logo
from app.storage.organizations import Organization, Role
from app.storage.versions import to_change
from app.web import current
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import NewLogo, Removal
from app.web.organizations.settings import settings_page
from app.web.pages import Page, go
from app.web.services import reading, writing
from practices_catalog.faults import InputError


@blueprint.get("/organizations/<organization_id>/logo")
@organization_member()
def logo() -> Response:
    """Return the image."""
    query = select(Organization.logo).where(Organization.id == current.organization().id)
    content = reading().execute(query).scalar_one() or abort(HTTPStatus.NOT_FOUND)
    response = Response(content, mimetype=current.organization().logo_type)
    response.headers["Content-Disposition"] = "inline"
    return response


@blueprint.post("/organizations/<organization_id>/logo")
@organization_member(Role.LEAD)
def change_logo() -> Page:
    """Save a new logo."""
    form = NewLogo()
    try:
        content, media_type = read_logo(form.logo.content)
    except InputError as error:
        form.refuse_faults(error.faults)
        return settings_page(logo=form)
    return _save(form.version.data, content, media_type, "The logo has been changed.")


@blueprint.post("/organizations/<organization_id>/logo/remove")
@organization_member(Role.LEAD)
def remove_logo() -> Page:
    """Remove the logo."""
    return _save(Removal().version.data, None, "", "The logo has been removed.")


def _save(version: int | None, content: bytes | None, media_type: str, message: str) -> Page:
    with writing() as session:
        organization = to_change(session, Organization, current.organization().id, version)
        organization.logo, organization.logo_type = content, media_type
    flash(message, "good")
    return go("organizations.settings", organization_id=current.organization().id)
