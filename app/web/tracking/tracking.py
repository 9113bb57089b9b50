"""The page that tracks the steps of the saved roadmap."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import abort, flash, make_response, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.utils import redirect

from app.people.members import members_of
from app.planning.saved_roadmaps import planned_keys, planned_roadmap, saved_roadmap, tracked_steps
from app.planning.step_changes import entry_of, in_words
from app.storage.organizations import Role
from app.storage.roadmaps import RoadmapRow, TrackedStep
from app.storage.versions import Conflict, to_change
from app.web import current
from app.web.access import assessment_member, step_editor
from app.web.pages import Page, is_fragment, page
from app.web.services import content, reading, writing
from app.web.tracking.blueprint import blueprint
from app.web.tracking.forms import NOT_A_MEMBER, StepForm
from app.web.tracking.step_work_view import StepWork, step_work
from app.web.tracking.tracking_view import TrackedStepView, in_order, step_view, summary

EDITORS = (Role.LEAD, Role.ASSESSOR)
READERS = (*EDITORS, Role.VIEWER)


def this_day() -> date:
    """Return the date that determines what is late."""
    return current.today()


@blueprint.get("/assessments/<assessment_id>/tracking")
@assessment_member(*READERS)
def tracking() -> Page:
    """Show the progress of all steps, late and blocked ones first."""
    roadmap, today = saved_roadmap(reading(), current.assessment().id), this_day()
    if roadmap is None:
        return page("tracking/none.html", may_edit=_may_edit())
    steps, planned = tracked_steps(reading(), roadmap), planned_keys(roadmap)
    items = [_view(step, planned, today) for step in in_order(steps, today)]
    return page("tracking/tracking.html", items=items, summary=summary(steps, today), today=today)


@blueprint.get("/assessments/<assessment_id>/tracking/<step_id>")
@step_editor(*EDITORS)
def step(step_id: str) -> Page:
    """Show the form for a step: in place for htmx, otherwise on its own page."""
    found, roadmap = _found(reading(), step_id)
    return _form_page(_form(found, status=found.status.value), found, roadmap)


@blueprint.post("/assessments/<assessment_id>/tracking/<step_id>")
@step_editor(*EDITORS)
def change(step_id: str) -> Page:
    """Save the progress of a step."""
    found, roadmap = _found(reading(), step_id)
    form, today = _form(found), this_day()
    if not form.accepted_on(today):
        return _form_page(form, found, roadmap)
    try:
        with writing() as session:
            _write(session, form, found.id, today)
            steps = tracked_steps(session, roadmap)
    except Conflict as conflict:
        return _conflict(form, conflict, roadmap)
    if not is_fragment():
        flash("The step has been saved.", "good")
        return redirect(_back_to(found), HTTPStatus.SEE_OTHER)
    changed = next(each for each in steps if each.id == found.id)
    return page("tracking/changed.html", item=_item(changed, roadmap), summary=summary(steps, today))


def _may_edit() -> bool:
    return current.membership().role in EDITORS


def _form(step: TrackedStep, **values: Any) -> StepForm:
    """Return the form for a step, filled from the request or from the step."""
    named = {each.user_id: each.shown_name for each in members_of(reading(), current.organization().id)}
    member = step.owner_id if step.owner_id in named else None
    form = StepForm(step, member=member or NOT_A_MEMBER, **values)
    if member and not form.is_sent:
        form.owner.data = ""  # the chosen member's name is used
    form.offer(named, may_assign=_may_edit())
    return form


def _back_to(step: TrackedStep) -> str:
    """Return the URL of the step in the list, or the step's own page for an owner who can't open the list."""
    assessment_id = current.assessment().id
    if current.membership().role in READERS:
        return url_for("tracking.tracking", assessment_id=assessment_id, _anchor=f"step-{step.id}")
    return url_for("tracking.step", assessment_id=assessment_id, step_id=step.id)


def _found(session: Session, step_id: str) -> tuple[TrackedStep, RoadmapRow]:
    """Return a step of this assessment with its roadmap."""
    query = (
        select(TrackedStep, RoadmapRow)
        .join(RoadmapRow, RoadmapRow.id == TrackedStep.roadmap_id)
        .where(TrackedStep.id == step_id, RoadmapRow.assessment_id == current.assessment().id)
    )
    step, roadmap = session.execute(query).one_or_none() or abort(HTTPStatus.NOT_FOUND)
    return step, roadmap


def _item(step: TrackedStep, roadmap: RoadmapRow) -> TrackedStepView:
    return _view(step, planned_keys(roadmap), this_day())


def _view(step: TrackedStep, planned: Container[tuple[str, int]], today: date) -> TrackedStepView:
    is_editable = _may_edit() or step.owner_id == current.user().id
    return step_view(content().catalogue, step, planned, today, is_editable=is_editable)


def _write(session: Session, form: StepForm, step_id: str, today: date) -> None:
    step = to_change(session, TrackedStep, step_id, form.version.data)
    before = in_words(step)
    form.write(step, today)
    if entry := entry_of(current.assessment().id, current.user(), step, before):
        session.add(entry)
    session.flush()


def _form_page(form: StepForm, step: TrackedStep, roadmap: RoadmapRow, stored: dict[str, str] | None = None) -> Page:
    for field in form:
        field.id = f"{field.name}-{step.id}"  # several forms may be open at once
    template = "tracking/form.html" if is_fragment() else "tracking/step.html"
    reads_list = current.membership().role in READERS
    values: dict[str, Any] = {"stored": stored or {}, "in_place": is_fragment(), "reads_list": reads_list}
    if not is_fragment():
        values["work"] = _work(step, roadmap)
    return page(template, form, item=_item(step, roadmap), **values)


def _work(step: TrackedStep, roadmap: RoadmapRow) -> StepWork:
    return step_work(content().catalogue, planned_roadmap(roadmap), step.practice_id, step.to_level)


def _conflict(form: StepForm, conflict: Conflict, roadmap: RoadmapRow) -> Page:
    """Show the currently saved values above the form; saving again replaces them deliberately."""
    stored = conflict.stored
    if not isinstance(stored, TrackedStep):
        raise conflict
    form.version.raw_data = None
    form.version.process(None, stored.version)
    body = _form_page(form, stored, roadmap, in_words(stored))
    assert isinstance(body, tuple)  # noqa: S101 - a page here is a pair of text and status
    return make_response(body[0], HTTPStatus.CONFLICT)
