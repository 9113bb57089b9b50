"""The page about agreement between respondents and confidence in the figures."""

from __future__ import annotations

from app.web.access import assessment_member
from app.web.pages import Page, page
from app.web.paging import page_number
from app.web.results.agreement_view import agreement_page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.results import current_results_with_answers, may_set_consensus, names_note


@blueprint.get("/assessments/<assessment_id>/agreement")
@assessment_member(*READERS)
def agreement() -> Page:
    """Show how far respondents agree, and the confidence in each practice's figures."""
    view = agreement_page(current_results_with_answers(), page_number())
    return page("results/agreement.html", view=view, leads=may_set_consensus(), names_note=names_note())
