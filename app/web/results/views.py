"""What is made of an assessment, for all of its organization but those who only answer."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.assessments import AssessmentRow
from app.storage.organizations import Organization, Role
from app.stored_scores import scores_of, scores_of_all
from app.web import current
from app.web.access import assessment_member, organization_member
from app.web.pages import Page, go, page
from app.web.results.agreement import agreement_page
from app.web.results.comparing import chosen_method, comparison
from app.web.results.next_step import next_step
from app.web.results.overview import overview as overview_of
from app.web.results.parts import Results, with_voices
from app.web.results.practice import practice_view
from app.web.results.readiness import readiness_view, requirement_view
from app.web.services import content, reading
from reports.views import figures
from reports.views.method import method_name
from reports.views.readiness import framework_name

blueprint = Blueprint("results", __name__)
READERS = (Role.LEAD, Role.ASSESSOR, Role.VIEWER)
LEAST_COMPARED = 2


def results() -> Results:
    """Return the assessment of this request with its figures."""
    row = current.assessment()
    return Results(row, scores_of(reading(), content(), row), content())


def voiced() -> Results:
    """Return the same with who said what, and the files beside it."""
    return with_voices(reading(), content(), current.assessment(), may_open=leads())


def leads() -> bool:
    """Whether the reader may settle what respondents disagree on."""
    return current.membership().role in {Role.LEAD, Role.ASSESSOR}


def frameworks() -> list[tuple[str, str]]:
    """Return the frameworks by id and name."""
    return [(each.id, framework_name(each)) for each in content().catalogue.frameworks]


@blueprint.get("/assessments/<assessment_id>")
@assessment_member(*READERS)
def overview() -> Page:
    """Show where an assessment stands and what comes next."""
    found = results()
    return page(
        "results/overview.html",
        view=overview_of(found),
        next=next_step(reading(), found, current.membership().role),
        day=figures.day(found.row.assessed_on),
        voices=figures.count(len(found.subject.raters), "respondent"),
        method=method_name(found.scores.method),
        frameworks=frameworks(),
    )


@blueprint.get("/assessments/<assessment_id>/practices/<practice_id>")
@assessment_member(*READERS)
def practice(practice_id: str) -> Page:
    """Show how the figures of one practice came about."""
    if practice_id not in content().catalogue.practice:
        abort(404)
    return page("results/practice.html", view=practice_view(voiced(), practice_id), leads=leads())


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


@blueprint.get("/assessments/<assessment_id>/agreement")
@assessment_member(*READERS)
def agreement() -> Page:
    """Show how far respondents agree and how far figures can be trusted."""
    number = request.args.get("page", 1, type=int)
    return page("results/agreement.html", view=agreement_page(voiced(), number), leads=leads())


@blueprint.get("/organizations/<organization_id>/compare")
@organization_member(*READERS)
def compare() -> Page:
    """Show what moved between two or more assessments: those named by `a`, `b` or `of`, else the latest two."""
    choices = assessments_of(reading(), current.organization())
    rows = _chosen(choices)
    view = None
    if len(rows) >= LEAST_COMPARED:
        view = comparison(content(), rows, scores_of_all(reading(), content(), rows, chosen_method(rows)))
    heads = ["Practice", *(f"{what} {number}" for number in range(1, len(rows) + 1) for what in ("Level", "Index"))]
    return page(
        "results/compare.html",
        view=view,
        choices=choices,
        chosen={row.id for row in rows},
        heads=(*heads, "Levels moved"),
        rights=range(1, len(heads) + 1),
    )


def assessments_of(session: Session, organization: Organization) -> list[AssessmentRow]:
    """Return the assessments of an organization, earliest first."""
    asked = (
        select(AssessmentRow)
        .where(AssessmentRow.organization_id == organization.id)
        .order_by(AssessmentRow.assessed_on, AssessmentRow.created_at, AssessmentRow.id)
    )
    return list(session.scalars(asked))


def _chosen(choices: Sequence[AssessmentRow]) -> list[AssessmentRow]:
    """Return the assessments that the address names, earliest first; 404 for one that this organization lacks."""
    named = [value for name in ("a", "b", "of") for value in request.args.getlist(name) if value]
    if not set(named) <= {row.id for row in choices}:
        abort(404)
    picked = [row for row in choices if row.id in named]
    return picked if len(picked) >= LEAST_COMPARED else list(choices[-LEAST_COMPARED:])
