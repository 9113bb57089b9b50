"""The page of a roadmap: show it, try other settings, and save it."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, make_response
from sqlalchemy.orm import Session

from app.planning.roadmap_summary import in_words
from app.planning.roadmaps import PlanOptions
from app.planning.saved_roadmaps import NAME, fill, saved_roadmap
from app.storage.assessments import AssessmentRow
from app.storage.history import HistoryEntry
from app.storage.organizations import Role
from app.storage.roadmaps import RoadmapRow
from app.storage.versions import Conflict, locked, to_change
from app.web import current
from app.web.access import assessment_member
from app.web.long_work import HALF_THE_THREADS, Places
from app.web.pages import Page, go, is_fragment, page
from app.web.roadmap.blueprint import blueprint
from app.web.roadmap.roadmap_view import DisplayedRoadmap, Planner, displayed, first_displayed
from app.web.roadmap.symptoms_view import own_symptoms, source
from app.web.services import content, reading, writing
from roadmaps.model import Roadmap

EDITORS = (Role.LEAD, Role.ASSESSOR)
READERS = (*EDITORS, Role.VIEWER)

planning = Places(HALF_THE_THREADS)


@blueprint.get("/assessments/<assessment_id>/roadmap")
@assessment_member(*READERS)
def roadmap() -> Page:
    """Show the saved roadmap, or the recommended one."""
    with planning.turn():
        planner = _planner()
        return _page(planner, first_displayed(planner, planner.form()))


@blueprint.post("/assessments/<assessment_id>/roadmap/draft")
@assessment_member(*EDITORS)
def draft() -> Page:
    """Show the roadmap for other settings without saving it."""
    with planning.turn():
        planner = _planner()
        return _page(planner, displayed(planner, planner.form()))


@blueprint.post("/assessments/<assessment_id>/roadmap")
@assessment_member(*EDITORS)
def save() -> Page:
    """Save the roadmap for the settings that were sent; steps that have been started keep their progress."""
    with planning.turn():
        planner = _planner()
        plan = displayed(planner, planner.form())
    if not plan.is_good or plan.roadmap is None or plan.options is None:
        return _page(planner, plan)
    try:
        with writing() as session:
            _save(session, plan.form.version.data, plan.options, plan.roadmap)
    except Conflict as conflict:
        planner.saved = conflict.stored if isinstance(conflict.stored, RoadmapRow) else None
        if not planner.is_saved(plan.options, plan.roadmap):
            return _conflict(planner, plan)
    flash("The roadmap has been saved. You can now track its steps.", "good")
    return go("roadmap.roadmap", assessment_id=current.assessment().id)


def _planner() -> Planner:
    return Planner(reading(), content(), current.assessment())


def _page(planner: Planner, plan: DisplayedRoadmap, *, conflict: bool = False) -> Page:
    template = "roadmap/planner.html" if is_fragment() else "roadmap/roadmap.html"
    state = planner.state(reading(), plan)
    return page(
        template,
        plan.form,
        may_edit=current.membership().role in EDITORS,
        conflict=conflict,
        unsaved=plan.form.good.data if plan.form.is_sent else None,
        state=state,
        source=source(content(), planner.scores),
        own=own_symptoms(reading(), current.assessment().id, current.membership()),
        **plan.values(planner),
    )


def _conflict(planner: Planner, plan: DisplayedRoadmap) -> Page:
    """Show the unsaved roadmap and the currently saved one; saving again deliberately replaces the saved one."""
    plan.form.show("version", planner.saved.version if planner.saved else 0)
    return make_response(_page(planner, plan, conflict=True)[0], HTTPStatus.CONFLICT)  # type: ignore[index] # a pair here


def _save(session: Session, version: int | None, options: PlanOptions, roadmap: Roadmap) -> None:
    assessment, user, catalogue = current.assessment(), current.user(), content().catalogue
    locked(session, AssessmentRow, assessment.id)  # one at a time, even before the row exists
    row, before = saved_roadmap(session, assessment.id), ""
    if row is None and version == 0:
        row = RoadmapRow(assessment_id=assessment.id, name=NAME)
    else:
        row = to_change(session, RoadmapRow, row.id if row else "", version)
        before = in_words(catalogue, row.plan, row.options)
    fill(session, row, options, roadmap, user)
    entry = HistoryEntry(assessment_id=assessment.id, user_id=user.id, who=user.name, kind="plan", subject="roadmap")
    entry.before, entry.after = before, in_words(catalogue, row.plan, row.options)
    session.add(entry)
