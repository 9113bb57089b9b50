"""Deleting an assessment, after showing what will be deleted with it."""

from __future__ import annotations

from flask import flash

from app.deletion.consequences import contents_of_assessment
from app.storage.assessments import AssessmentRow
from app.storage.audit import Event
from app.storage.organizations import Role
from app.storage.versions import to_change
from app.web import auditing, current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.confirmation import ConfirmByName
from app.web.pages import Page, go, page
from app.web.services import reading, writing


@blueprint.route("/assessments/<assessment_id>/delete", methods=["GET", "POST"])
@assessment_member(Role.LEAD)
def delete() -> Page:
    """Show what will be deleted, and delete the assessment once its name has been entered."""
    assessment, organization = current.assessment(), current.organization()
    form = ConfirmByName(version=assessment.version)
    if not form.accepted_for(assessment.name):
        goes = contents_of_assessment(reading(), assessment)
        return page("assessments/delete.html", form, assessment=assessment, organization=organization, goes=goes)
    with writing() as session:
        session.delete(to_change(session, AssessmentRow, assessment.id, form.version.data))
        auditing.record(session, Event.ASSESSMENT_DELETED, details=assessment.name)
    flash(f"{assessment.name} has been deleted.", "good")
    return go("organizations.overview", organization_id=organization.id)
