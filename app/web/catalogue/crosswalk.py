"""From one framework to another by way of the practices."""

from __future__ import annotations

from app.web.access import public
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.crosswalk_view import crossroads
from app.web.catalogue.forms import CrosswalkEnds
from app.web.pages import Page, page
from app.web.services import content
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from questionnaires.answers.text import shown


@blueprint.get("/crosswalk")
@public
def crosswalk() -> Page:
    """Show the ways from a framework, or one of its requirements, to another framework."""
    catalogue = content().catalogue
    form = CrosswalkEnds(catalogue)
    if form.faulty or not _fits(form, catalogue):
        return page("catalogue/crosswalk.html", form, source=None, target=None, found=())
    source, target = catalogue.framework[form.source.data], catalogue.framework[form.target.data]
    found = crossroads(catalogue, source.id, target.id, form.requirement.data or None)
    return page("catalogue/crosswalk.html", form, source=source, target=target, found=found)


def _fits(form: CrosswalkEnds, catalogue: Catalogue) -> bool:
    """Whether the ends differ and the requirement is one of the first's; else say so beside the field."""
    if form.source.data == form.target.data:
        form.refuse("target", "Choose another framework than that to start from.")
    source, wanted = catalogue.framework[form.source.data], form.requirement.data or ""
    if wanted and wanted not in source.mappings_by_requirement:
        mend = write_nearest(wanted, source.mappings_by_requirement, "leave this empty for all of them")
        form.refuse("requirement", f"{source.name} has no requirement {shown(wanted)}; {mend}.")
    return not form.errors
