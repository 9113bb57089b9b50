"""Deleting an assessment, after showing what goes with it."""

from __future__ import annotations

from flask import flash

from wayfinder.app.holding import held_by_assessment
from wayfinder.app.storage.assessments import AssessmentRow
from wayfinder.app.storage.organizations import Role
from wayfinder.app.storage.versions import to_change
from wayfinder.app.web import current
from wayfinder.app.web.access import assessment_member
from wayfinder.app.web.assessments.blueprint import blueprint
from wayfinder.app.web.deletion import Deletion
from wayfinder.app.web.pages import Page, go, page
from wayfinder.app.web.services import reading, writing


@blueprint.route("/assessments/<assessment_id>/delete", methods=["GET", "POST"])
@assessment_member(Role.LEAD)
def delete() -> Page:
    """Show what goes, and delete it once its name is written out."""
    assessment, organization = current.assessment(), current.organization()
    form = Deletion(version=assessment.version)
    if not form.accepted_for(assessment.name):
        goes = held_by_assessment(reading(), assessment)
        return page("assessments/delete.html", form, assessment=assessment, organization=organization, goes=goes)
    with writing() as session:
        session.delete(to_change(session, AssessmentRow, assessment.id, form.version.data))
    flash(f"{assessment.name} was deleted with all that was in it.", "good")
    return go("organizations.overview", organization_id=organization.id)
