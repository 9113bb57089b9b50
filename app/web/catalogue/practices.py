"""The list of practices, and the page of each practice."""

from __future__ import annotations

from flask import render_template, url_for

from app.web.access import public
from app.web.catalogue.blueprint import blueprint
from app.web.catalogue.forms import PracticeFilter
from app.web.catalogue.practice_view import practice_page
from app.web.catalogue.practices_view import PracticeSelection, practice_list
from app.web.catalogue.unknown_id import find_or_404
from app.web.pages import Page, go, is_fragment, page
from app.web.services import content


@blueprint.get("/practices")
@public
def practices() -> Page:
    """List the practices, filtered by group, value chain activity and framework."""
    catalogue = content().catalogue
    form = PracticeFilter(catalogue)
    selection = PracticeSelection() if form.has_invalid_query else PracticeSelection(**form.data)
    found = practice_list(catalogue, selection)
    if is_fragment():
        return render_template("catalogue/practice_list.html", found=found)
    return page("catalogue/practices.html", form, found=found, catalogue=catalogue)


@blueprint.get("/practices/<practice_id>")
@public
def practice(practice_id: str) -> Page:
    """Show everything in the catalogue about a practice; other names of the practice redirect to its page."""
    catalogue = content().catalogue
    named = catalogue.finder.find(practice_id)
    if named and practice_id not in catalogue.practice:
        return go("catalogue.practice", practice_id=named)
    found = find_or_404(
        catalogue.practice,
        practice_id,
        "practice",
        lambda near: url_for("catalogue.practice", practice_id=near),
        catalogue.finder.near(practice_id),
    )
    return page("catalogue/practice.html", practice=practice_page(content(), found))
