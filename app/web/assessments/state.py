"""The state of an assessment: starting the review, closing, and reopening with a reason."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, flash

from app.answering.progress import overall, progress_of
from app.assessments.scores import scores_of
from app.assessments.states import CLOSED, IN_REVIEW, NEXT, change_state
from app.storage.assessments import AssessmentRow, AssessmentState
from app.storage.organizations import Role
from app.storage.versions import to_change
from app.web import current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import STATES, StateChange
from app.web.assessments.respondents_view import summary
from app.web.forms import MISSING
from app.web.pages import Page, go, page
from app.web.services import content, reading, writing

DONE = {
    AssessmentState.COLLECTING: "is collecting answers again. Respondents can continue with their existing links.",
    AssessmentState.IN_REVIEW: "is in review. Respondents can no longer answer.",
    AssessmentState.CLOSED: "has been closed. Its ratings are frozen.",
}


@blueprint.route("/assessments/<assessment_id>/state", methods=["GET", "POST"])
@assessment_member(Role.LEAD, Role.ASSESSOR)
def state() -> Page:
    """Show the state and what is still open, and change the state. Only leads reopen a closed assessment."""
    assessment, may_reopen = current.assessment(), current.membership().role is Role.LEAD
    form = StateChange(version=assessment.version, to=NEXT[assessment.state][0].value)
    form.to.choices = {each.value: STATES[each] for each in NEXT[assessment.state]}
    form.reason.flags.required = assessment.state is CLOSED
    if assessment.state is CLOSED and form.is_sent and not may_reopen:
        abort(HTTPStatus.FORBIDDEN)
    if not form.accepted() or not _has_reason(form):
        return _page(form, may_reopen=may_reopen)
    to = AssessmentState(form.to.data)
    with writing() as session:
        row = to_change(session, AssessmentRow, assessment.id, form.version.data)
        change_state(session, row, to, current.user(), form.reason.data or "")
    flash(f"{assessment.name} {DONE[to]}", "good")
    return go("results.overview" if to is CLOSED else "assessments.state", assessment_id=assessment.id)


def _has_reason(form: StateChange) -> bool:
    """Return whether a reason is given where one is required."""
    if current.assessment().state is CLOSED and not form.reason.data:
        form.refuse("reason", MISSING)
    return not form.has_faults


def _page(form: StateChange, *, may_reopen: bool) -> Page:
    assessment = current.assessment()
    several = progress_of(reading(), [assessment])[assessment.id]
    scores = scores_of(reading(), content(), assessment) if assessment.state is IN_REVIEW else None
    return page(
        "assessments/state.html",
        form,
        assessment=assessment,
        organization=current.organization(),
        summary=summary(several, overall(several)),
        disagreements=sum(each.consensus is None for each in scores.disagreements) if scores else 0,
        unrated=sum(each.rating is None for each in scores.statement.values()) if scores else 0,
        may_reopen=may_reopen,
    )
