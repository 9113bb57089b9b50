"""An organization's own colors for its reports."""

from __future__ import annotations

from flask import flash

from app.storage.organizations import OrganizationRow, Role
from app.storage.versions import to_change
from app.web import current
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import ReportColors
from app.web.organizations.settings import settings_page
from app.web.pages import Page, go
from app.web.services import writing
from practices_catalog.faults import InputError, Place, naming
from reports.colors import SHAPES, TEXT, read_color

LEAST = {"main_color": TEXT, "second_color": SHAPES}
"""The minimum contrast of each color with white."""


@blueprint.post("/organizations/<organization_id>/colors")
@organization_member(Role.LEAD)
def change_colors() -> Page:
    """Save the colors; an empty field restores Wayfinder's own color."""
    form = ReportColors()
    if not form.accepted():
        return settings_page(colors=form)
    read: dict[str, str] = {}
    for name, least in LEAST.items():
        try:
            with naming(Place(key=name)):
                read[name] = read_color(form[name].data, least)
        except InputError as error:
            form.refuse_faults(error.faults)
    if form.has_faults:
        return settings_page(colors=form)
    with writing() as session:
        organization = to_change(session, OrganizationRow, current.organization().id, form.version.data)
        organization.main_color, organization.second_color = read["main_color"], read["second_color"]
    flash("Reports and charts now use these colors.", "good")
    return go("organizations.settings", organization_id=current.organization().id)
