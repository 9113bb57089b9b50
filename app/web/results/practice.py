"""The page of one practice in an assessment."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort

from app.web.access import assessment_member
from app.web.pages import Page, page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.practice_view import practice_view
from app.web.results.results import current_results_with_answers, may_set_consensus, names_note
from app.web.services import content


@blueprint.get("/assessments/<assessment_id>/practices/<practice_id>")
@assessment_member(*READERS)
def practice(practice_id: str) -> Page:
    """Show the figures of one practice and how they were calculated."""
    if practice_id not in content().catalogue.practice:
        abort(HTTPStatus.NOT_FOUND)
    view = practice_view(current_results_with_answers(), practice_id)
    return page("results/practice.html", view=view, leads=may_set_consensus(), names_note=names_note())
