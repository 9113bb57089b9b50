"""The links of respondents: making, renewing and revoking them."""

from __future__ import annotations

from flask import flash

from app.people import invitations
from app.storage.organizations import Role
from app.web import current, sessions
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.lookup import find_respondent
from app.web.assessments.notices import tell
from app.web.pages import Page, go
from app.web.services import reading, writing


@blueprint.post("/assessments/<assessment_id>/respondents/<respondent_id>/link")
@assessment_member(Role.LEAD)
def make_link(respondent_id: str) -> Page:
    """Make a new link; the earlier one ends, and so does what was opened by it."""
    row = find_respondent(reading(), respondent_id)
    with writing() as session:
        sessions.revoke_respondent(session, row.id)
        token = invitations.make_invitation(session, row.id)
    tell(row, token)
    return go("assessments.respondent", assessment_id=current.assessment().id, respondent_id=row.id)


@blueprint.post("/assessments/<assessment_id>/respondents/<respondent_id>/link/revoke")
@assessment_member(Role.LEAD)
def revoke_link(respondent_id: str) -> Page:
    """Let the link, and whoever came by it, in no more."""
    row = find_respondent(reading(), respondent_id)
    with writing() as session:
        sessions.revoke_respondent(session, row.id)
        invitations.revoke_invitations(session, row.id)
    flash(f"The link of {row.name} does not work any more. The answers stay.", "good")
    return go("assessments.respondent", assessment_id=current.assessment().id, respondent_id=row.id)
