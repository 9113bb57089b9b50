"""The page of one practice in an assessment."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort

from app.answering.carrying import unconfirmed_answers
from app.web.access import assessment_member
from app.web.pages import Page, page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.practice_view import practice_view
from app.web.results.results import current_results_with_answers, may_set_consensus, names_note
from app.web.services import content, reading


@blueprint.get("/assessments/<assessment_id>/practices/<practice_id>")
@assessment_member(*READERS)
def practice(practice_id: str) -> Page:
    """Show the figures of one practice and how they were calculated."""
    if practice_id not in content().catalogue.practice:
        abort(HTTPStatus.NOT_FOUND)
    results, leads = current_results_with_answers(), may_set_consensus()
    view, waiting = practice_view(results, practice_id), []
    if leads and view.unconfirmed:
        statements = [each.statement.id for each in results.scores.practice[practice_id].statements]
        waiting = unconfirmed_answers(reading(), results.row, statements)
    return page("results/practice.html", view=view, leads=leads, waiting=waiting, names_note=names_note())
