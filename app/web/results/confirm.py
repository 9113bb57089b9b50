"""Confirming answers to a practice that were carried over, as an assessor on the respondents' behalf."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash, request

from app.answering.carrying import confirm
from app.assessments.loading import questionnaire_of
from app.storage.organizations import Role
from app.web import current
from app.web.access import assessment_member
from app.web.pages import Page, go
from app.web.results.blueprint import blueprint
from app.web.services import reading, writing
from reports.views.figures import capital, count


@blueprint.post("/assessments/<assessment_id>/practices/<practice_id>/confirm")
@assessment_member(Role.LEAD, Role.ASSESSOR)
def confirm_practice(practice_id: str) -> Page:
    """Confirm the answers to the statement in the form, or to all statements of the practice."""
    assessment = current.assessment()
    statements = [each.id for each in questionnaire_of(reading(), assessment).by_practice.get(practice_id, ())]
    wanted = request.form.get("statement", "")
    if not statements or (wanted and wanted not in statements):
        abort(HTTPStatus.NOT_FOUND)
    with writing() as session:
        many = confirm(session, assessment, current.user(), [wanted] if wanted else statements)
    flash(f"{capital(count(many, 'answer'))} confirmed. The history shows that you confirmed them.", "good")
    return go("results.practice", assessment_id=assessment.id, practice_id=practice_id)
