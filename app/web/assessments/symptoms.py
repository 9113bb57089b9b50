"""The symptoms that a lead reports in an assessment."""

from __future__ import annotations

from app.answering.member_respondents import as_respondent
from app.assessments.states import ANSWERING, require
from app.storage.organizations import Role
from app.web import current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.pages import Page, go
from app.web.services import writing


@blueprint.post("/assessments/<assessment_id>/own-symptoms")
@assessment_member(Role.LEAD)
def own_symptoms() -> Page:
    """Redirect to the user's own symptoms; a user who isn't a respondent yet becomes one for symptoms only."""
    with writing() as session:
        respondent = as_respondent(session, current.assessment().id, current.membership(), symptoms_only=True)
        require(session, current.assessment().id, ANSWERING)
    return go("answering.symptoms", respondent_id=respondent.id)
