"""The templates of an organization's Word and PowerPoint reports."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path, PurePath

from flask import abort, flash
from sqlalchemy import delete

from app.storage.organizations import HouseTemplate, OrganizationRow, Role
from app.storage.versions import to_change
from app.web import current
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import NewTemplate, Removal
from app.web.organizations.settings import settings_page
from app.web.pages import Page, go
from app.web.services import writing
from practices_catalog.faults import InputError, Place, naming, refuse
from reports.formats.registry import FORMATS, ReportFormat, check_house_template

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
LONGEST_NAME = 200


@blueprint.post("/organizations/<organization_id>/template")
@organization_member(Role.LEAD)
def change_template() -> Page:
    """Save a new template; the file extension determines the format."""
    form = NewTemplate()
    try:
        uploaded = form.template
        kind, content = _checked(uploaded.file_name, uploaded.content)
    except InputError as error:
        form.refuse_faults(error.faults)
        return settings_page(template=form)
    with writing() as session:
        to_change(session, OrganizationRow, current.organization().id, form.version.data)
        session.merge(
            HouseTemplate(
                organization_id=current.organization().id,
                ending=kind.ending,
                file_name=PurePath(uploaded.file_name).name[-LONGEST_NAME:],
                content=content,
            )
        )
    flash(f"{kind.name} reports now use this template.", "good")
    return go("organizations.settings", organization_id=current.organization().id)


@blueprint.post("/organizations/<organization_id>/template/<ending>/remove")
@organization_member(Role.LEAD)
def remove_template(ending: str) -> Page:
    """Remove a template."""
    known = FORMATS.get(f".{ending}") or abort(HTTPStatus.NOT_FOUND)
    with writing() as session:
        to_change(session, OrganizationRow, current.organization().id, Removal().version.data)
        session.execute(
            delete(HouseTemplate).where(
                HouseTemplate.organization_id == current.organization().id, HouseTemplate.ending == known.ending
            )
        )
    flash(f"{known.name} reports no longer use a template.", "good")
    return go("organizations.settings", organization_id=current.organization().id)


def _checked(name: str, content: bytes) -> tuple[ReportFormat, bytes]:
    place = Place(key="template")
    if not content:
        raise refuse("no file was chosen", "choose a Word or PowerPoint file", place)
    if len(content) > MOST_BYTES:
        limit = MOST_BYTES // MEGABYTE
        raise refuse(f"the file is {len(content) / MEGABYTE:.1f} MB", f"use a file of at most {limit} MB", place)
    kind = FORMATS.get(Path(name).suffix.lower())
    if kind is None or not kind.takes_template:
        raise refuse("the file isn't a Word or PowerPoint file", "choose a .docx or .pptx file", place)
    with naming(place):
        check_house_template(content, kind)
    return kind, content
