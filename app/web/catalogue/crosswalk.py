"""The crosswalk from one framework to another through the practices."""

from __future__ import annotations

from app.web.access import public
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.crosswalk_view import crosswalk_rows
from app.web.catalogue.forms import CrosswalkForm
from app.web.pages import Page, page
from app.web.services import content
from practices_catalog.model import Catalogue
from practices_catalog.nearest import write_nearest
from questionnaires.answers.text import shown


@blueprint.get("/crosswalk")
@public
def crosswalk() -> Page:
    """Show the counterparts of a framework, or of one of its requirements, in another framework."""
    catalogue = content().catalogue
    form = CrosswalkForm(catalogue)
    if form.has_invalid_query or not _is_consistent(form, catalogue):
        return page("catalogue/crosswalk.html", form, source=None, target=None, rows=())
    source, target = catalogue.framework[form.source.data], catalogue.framework[form.target.data]
    rows = crosswalk_rows(catalogue, source.id, target.id, form.requirement.data or None)
    return page("catalogue/crosswalk.html", form, source=source, target=target, rows=rows)


def _is_consistent(form: CrosswalkForm, catalogue: Catalogue) -> bool:
    """Whether the frameworks differ and the requirement belongs to the first; if not, put an error on the field."""
    if form.source.data == form.target.data:
        form.refuse("target", "This framework is already selected above. Choose another one.")
    source, wanted = catalogue.framework[form.source.data], form.requirement.data or ""
    if wanted and wanted not in source.mappings_by_requirement:
        mend = write_nearest(wanted, source.mappings_by_requirement, "leave this empty to see all requirements")
        form.refuse("requirement", f"{source.name} has no requirement {shown(wanted)}; {mend}.")
    return not form.errors
