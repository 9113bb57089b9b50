"""Readiness for a framework, requirement by requirement."""

from __future__ import annotations

from flask import abort

from app.web import current
from app.web.access import assessment_member
from app.web.pages import Page, go, page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.readiness_view import readiness_view, requirement_view
from app.web.results.request import frameworks, results, voiced
from app.web.services import content


@blueprint.get("/assessments/<assessment_id>/readiness")
@assessment_member(*READERS)
def first_framework() -> Page:
    """Go to the first framework."""
    first = content().catalogue.frameworks[0]
    return go("results.readiness", assessment_id=current.assessment().id, framework_id=first.id)


@blueprint.get("/assessments/<assessment_id>/readiness/<framework_id>")
@assessment_member(*READERS)
def readiness(framework_id: str) -> Page:
    """Show the readiness for a framework by requirement."""
    framework = content().catalogue.framework.get(framework_id) or abort(404)
    return page("results/readiness.html", view=readiness_view(results(), framework), frameworks=frameworks())


@blueprint.get("/assessments/<assessment_id>/readiness/<framework_id>/<requirement_id>")
@assessment_member(*READERS)
def requirement(framework_id: str, requirement_id: str) -> Page:
    """Show what stands behind the readiness for one requirement, down to its statements."""
    framework = content().catalogue.framework.get(framework_id) or abort(404)
    known = {each.id: each for each in framework.requirements}
    found = known.get(requirement_id) or abort(404)
    return page("results/requirement.html", view=requirement_view(voiced(), framework, found))
