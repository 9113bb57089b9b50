"""How the figures of one practice came about."""

from __future__ import annotations

from flask import abort

from app.web.access import assessment_member
from app.web.pages import Page, page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.practice_view import practice_view
from app.web.results.request import leads, voiced
from app.web.services import content


@blueprint.get("/assessments/<assessment_id>/practices/<practice_id>")
@assessment_member(*READERS)
def practice(practice_id: str) -> Page:
    """Show how the figures of one practice came about."""
    if practice_id not in content().catalogue.practice:
        abort(404)
    return page("results/practice.html", view=practice_view(voiced(), practice_id), leads=leads())
