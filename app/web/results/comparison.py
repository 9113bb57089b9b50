"""The page that compares two or more assessments of an organization."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import abort, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.scores import scores_of_all
from app.storage.assessments import AssessmentRow
from app.storage.organizations import OrganizationRow
from app.web import current
from app.web.access import organization_member
from app.web.pages import Page, page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.comparison_view import chosen_method, comparison
from app.web.services import content, reading

FEWEST_COMPARED = 2


@blueprint.get("/organizations/<organization_id>/compare")
@organization_member(*READERS)
def compare() -> Page:
    """Show what changed between the assessments in the query string, or by default between the latest two."""
    choices = assessments_of(reading(), current.organization())
    rows = chosen_assessments(choices)
    view = None
    if len(rows) >= FEWEST_COMPARED:
        view = comparison(content(), rows, scores_of_all(reading(), content(), rows, chosen_method(rows)))
    heads = ["Practice", *(f"{what} {number}" for number in range(1, len(rows) + 1) for what in ("Level", "Index"))]
    return page(
        "results/compare.html",
        view=view,
        choices=choices,
        chosen={row.id for row in rows},
        heads=(*heads, "Change in level"),
        rights=range(1, len(heads) + 1),
    )


def assessments_of(session: Session, organization: OrganizationRow) -> list[AssessmentRow]:
    """Return the assessments of an organization, earliest first."""
    query = (
        select(AssessmentRow)
        .where(AssessmentRow.organization_id == organization.id)
        .order_by(AssessmentRow.assessed_on, AssessmentRow.created_at, AssessmentRow.id)
    )
    return list(session.scalars(query))


def chosen_assessments(choices: Sequence[AssessmentRow]) -> list[AssessmentRow]:
    """Return the assessments in the query string, earliest first; 404 if the organization doesn't have one of them."""
    named = [value for name in ("a", "b", "of") for value in request.args.getlist(name) if value]
    if not set(named) <= {row.id for row in choices}:
        abort(HTTPStatus.NOT_FOUND)
    picked = [row for row in choices if row.id in named]
    return picked if len(picked) >= FEWEST_COMPARED else list(choices[-FEWEST_COMPARED:])
