"""The pages about readiness: one for each framework, and one for each requirement."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort

from app.web import current
from app.web.access import assessment_member
from app.web.pages import Page, go, page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.readiness_view import readiness_view, requirement_view
from app.web.results.results import current_results, current_results_with_answers, framework_names, names_note
from app.web.services import content


@blueprint.get("/assessments/<assessment_id>/readiness")
@assessment_member(*READERS)
def first_framework() -> Page:
    """Redirect to the first framework."""
    first = content().catalogue.frameworks[0]
    return go("results.readiness", assessment_id=current.assessment().id, framework_id=first.id)


@blueprint.get("/assessments/<assessment_id>/readiness/<framework_id>")
@assessment_member(*READERS)
def readiness(framework_id: str) -> Page:
    """Show the readiness for a framework, requirement by requirement."""
    framework = content().catalogue.framework.get(framework_id) or abort(HTTPStatus.NOT_FOUND)
    view = readiness_view(current_results(), framework)
    return page("results/readiness.html", view=view, frameworks=framework_names())


@blueprint.get("/assessments/<assessment_id>/readiness/<framework_id>/<requirement_id>")
@assessment_member(*READERS)
def requirement(framework_id: str, requirement_id: str) -> Page:
    """Show the readiness for one requirement, down to the statements behind it."""
    framework = content().catalogue.framework.get(framework_id) or abort(HTTPStatus.NOT_FOUND)
    known = {each.id: each for each in framework.requirements}
    found = known.get(requirement_id) or abort(HTTPStatus.NOT_FOUND)
    return page(
        "results/requirement.html",
        view=requirement_view(current_results_with_answers(), framework, found),
        names_note=names_note(),
    )
