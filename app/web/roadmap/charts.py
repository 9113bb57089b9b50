"""Chart downloads for a roadmap."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, request
from werkzeug.wrappers import Response

from app.web import current
from app.web.access import assessment_member
from app.web.chart_files import chart_download
from app.web.roadmap.blueprint import blueprint
from app.web.roadmap.forms import unpacked
from app.web.roadmap.roadmap import EDITORS, READERS
from app.web.roadmap.roadmap_view import Planner, first_displayed
from app.web.services import content, reading
from practices_catalog.faults import InputError
from reports.gallery import ChartData
from reports.options import ReportOptions
from reports.views.subject import Subject
from roadmaps.model import Roadmap

CHARTS = ("timeline", "effort", "impact")


@blueprint.get("/assessments/<assessment_id>/roadmap/charts/<chart_name>.<ending>")
@assessment_member(*READERS)
def chart(chart_name: str, ending: str) -> Response:
    """Download a chart of the roadmap that the page shows; `settings` contains any unsaved settings."""
    if chart_name not in CHARTS:
        abort(HTTPStatus.NOT_FOUND)
    planner = Planner(reading(), content(), current.assessment())
    settings = request.args.get("settings")
    roadmap = _displayed(planner) if settings is None else _planned(planner, settings)
    if roadmap is None:
        abort(HTTPStatus.NOT_FOUND)
    options = ReportOptions(colors=planner.assessment.organization.report_colors)
    subject = Subject(planner.content.catalogue, planner.scores, roadmap, planner.content.triage, options)
    return chart_download(chart_name, ending, ChartData(subject), planner.assessment.name)


def _displayed(planner: Planner) -> Roadmap | None:
    """Return the roadmap that the page shows first, if any."""
    return first_displayed(planner, planner.form()).roadmap if planner.is_answered or planner.saved else None


def _planned(planner: Planner, settings: str) -> Roadmap | None:
    """Return the roadmap for other settings, which only people who may change the settings can see."""
    if current.membership().role not in EDITORS:
        abort(HTTPStatus.FORBIDDEN)
    options = unpacked(settings)
    try:
        return planner.plan(options) if options else None
    except InputError:
        return None
