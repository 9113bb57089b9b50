"""Chart downloads for one assessment, its readiness, and a comparison."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort
from werkzeug.wrappers import Response

from app.assessments.scores import scores_of_all
from app.web import current
from app.web.access import assessment_member, organization_member
from app.web.chart_files import chart_download
from app.web.results.blueprint import READERS, blueprint
from app.web.results.comparison import FEWEST_COMPARED, assessments_of, chosen_assessments
from app.web.results.comparison_view import chosen_method
from app.web.results.results import Results, current_results
from app.web.services import content, reading
from reports.gallery import ChartData

CHARTS = ("distribution", "profile", "heat-map", "agreement")


@blueprint.get("/assessments/<assessment_id>/charts/<chart_name>.<ending>")
@assessment_member(*READERS)
def chart(chart_name: str, ending: str) -> Response:
    """Download a chart of the overview or of agreement."""
    if chart_name not in CHARTS:
        abort(HTTPStatus.NOT_FOUND)
    return _download(chart_name, ending)


@blueprint.get("/assessments/<assessment_id>/charts/readiness/<framework_id>.<ending>")
@assessment_member(*READERS)
def readiness_chart(framework_id: str, ending: str) -> Response:
    """Download the chart of the readiness for a framework."""
    return _download("readiness", ending, framework_id)


@blueprint.get("/organizations/<organization_id>/compare/before-and-after.<ending>")
@organization_member(*READERS)
def comparison_chart(ending: str) -> Response:
    """Download the chart of the first and the last assessment of a comparison."""
    chosen = chosen_assessments(assessments_of(reading(), current.organization()))
    if len(chosen) < FEWEST_COMPARED:
        abort(HTTPStatus.NOT_FOUND)
    rows = [chosen[0], chosen[-1]]
    scores = scores_of_all(reading(), content(), rows, chosen_method(rows))
    before, after = (Results(row, scores[row.id], content()) for row in rows)
    return chart_download("before-and-after", ending, ChartData(after.subject, before.scores), after.row.name)


def _download(name: str, ending: str, framework: str = "") -> Response:
    found = current_results()
    return chart_download(name, ending, ChartData(found.subject, framework=framework), found.row.name)
