"""The settings of an organization."""

from __future__ import annotations

from flask import flash
from sqlalchemy import select

from app.storage.organizations import HouseTemplate, OrganizationRow, Role
from app.storage.versions import to_change
from app.web import current
from app.web.access import organization_member
from app.web.organizations.blueprint import blueprint
from app.web.organizations.forms import NewLogo, NewTemplate, OrganizationSettings, Removal, ReportColors
from app.web.pages import Page, go, page
from app.web.services import reading, writing
from reports.formats.registry import FORMATS


@blueprint.route("/organizations/<organization_id>/settings", methods=["GET", "POST"])
@organization_member(Role.LEAD)
def settings() -> Page:
    """Change the name, the industry, the number of IT staff and the time zone."""
    form = OrganizationSettings(current.organization())
    if not form.accepted():
        return settings_page(form)
    with writing() as session:
        form.fill(to_change(session, OrganizationRow, current.organization().id, form.version.data))
    flash("The settings have been saved.", "good")
    return go("organizations.settings", organization_id=current.organization().id)


def settings_page(
    form: OrganizationSettings | None = None,
    logo: NewLogo | None = None,
    template: NewTemplate | None = None,
    colors: ReportColors | None = None,
) -> Page:
    """Return the page with all forms; pass the form that was rejected, if any."""
    organization = current.organization()
    form = form or OrganizationSettings(organization, read=False)
    logo = logo or NewLogo(read=False, version=organization.version)
    template = template or NewTemplate(read=False, version=organization.version)
    colors = colors or ReportColors(organization, read=False)
    removal = Removal(read=False, version=organization.version)
    return page(
        "organizations/settings.html",
        form,
        logo,
        template,
        colors,
        logo=logo,
        colors=colors,
        house=template,
        templates=_templates(),
        removal=removal,
        organization=organization,
    )


def _templates() -> list[tuple[str, str, str]]:
    """Return the format, the file name and the extension (without the dot) of the templates in use."""
    query = select(HouseTemplate).where(HouseTemplate.organization_id == current.organization().id)
    found = {each.ending: each.file_name for each in reading().scalars(query)}
    return [(each.name, found[each.ending], each.ending[1:]) for each in FORMATS.values() if each.ending in found]
