"""The page of an organization: its assessments, their progress, and the next thing to do."""

from __future__ import annotations

from sqlalchemy import select

from app.answering.progress import progress_of
from app.planning.owned_steps import owned_steps
from app.storage.assessments import AssessmentRow
from app.storage.organizations import Role
from app.web import current
from app.web.access import organization_member
from app.web.assessment_states import standing_of
from app.web.organizations.blueprint import blueprint
from app.web.organizations.overview_view import answer_requests, assessment_view, own_step
from app.web.pages import Page, page
from app.web.services import content, reading


@blueprint.get("/organizations/<organization_id>")
@organization_member()
def overview() -> Page:
    """Show the organization. Respondents see only what they have been asked to answer."""
    organization, role = current.organization(), current.membership().role
    rows = (
        reading()
        .scalars(
            select(AssessmentRow)
            .where(AssessmentRow.organization_id == organization.id)
            .order_by(AssessmentRow.assessed_on.desc(), AssessmentRow.created_at.desc(), AssessmentRow.id)
        )
        .all()
    )
    progress = progress_of(reading(), rows)
    standing = standing_of(reading(), rows)
    sees_all = role is not Role.RESPONDENT
    return page(
        "organizations/overview.html",
        organization=organization,
        role=role,
        assessments=[assessment_view(row, progress[row.id], role, standing) for row in rows] if sees_all else [],
        steps=[
            own_step(content().catalogue, *each) for each in owned_steps(reading(), organization.id, current.user().id)
        ],
        requests=[each for row in rows for each in answer_requests(current.user().id, row, progress[row.id])],
    )
