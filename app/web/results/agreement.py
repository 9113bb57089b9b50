"""How far respondents agree, and how far figures can be trusted."""

from __future__ import annotations

from flask import request

from app.web.access import assessment_member
from app.web.pages import Page, page
from app.web.results.agreement_view import agreement_page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.request import leads, voiced


@blueprint.get("/assessments/<assessment_id>/agreement")
@assessment_member(*READERS)
def agreement() -> Page:
    """Show how far respondents agree and how far figures can be trusted."""
    number = request.args.get("page", 1, type=int)
    return page("results/agreement.html", view=agreement_page(voiced(), number), leads=leads())
