"""The overview of an assessment: its results and the next step."""

from __future__ import annotations

from app.answering.carrying import dropped
from app.answering.scope import full_questionnaire
from app.planning.saved_roadmaps import planned_roadmap, saved_roadmap
from app.storage.assessments import AssessmentRow
from app.storage.roadmaps import RoadmapRow
from app.web import current
from app.web.access import assessment_member
from app.web.pages import Page, page
from app.web.results.blueprint import READERS, blueprint
from app.web.results.next_step_view import next_step
from app.web.results.overview_view import overview as overview_of
from app.web.results.results import current_results, framework_names
from app.web.services import content, reading
from reports.views import figures
from reports.views.method import method_name
from roadmaps.model import Roadmap


@blueprint.get("/assessments/<assessment_id>")
@assessment_member(*READERS)
def overview() -> Page:
    """Show the results of an assessment and the next step."""
    found = current_results()
    saved = saved_roadmap(reading(), found.row.id)
    return page(
        "results/overview.html",
        view=overview_of(found, _roadmap(saved)),
        next=next_step(reading(), found, current.membership().role, is_planned=saved is not None),
        day=figures.day(found.row.assessed_on),
        respondents=figures.count(len(found.subject.raters), "respondent"),
        method=method_name(found.scores.method),
        frameworks=framework_names(),
        dropped=_dropped(found.row),
    )


def _roadmap(saved: RoadmapRow | None) -> Roadmap | None:
    """Return a saved roadmap; None if there is none, or if it is based on content that is no longer in use."""
    if saved is None or not saved.plan:
        return None
    roadmap = planned_roadmap(saved)
    known = content().catalogue
    practices = {step.step.practice for phase in roadmap.phases for step in phase.steps}
    return roadmap if practices <= known.practice.keys() and roadmap.approach in known.approach else None


def _dropped(row: AssessmentRow) -> list[str]:
    """Return the statements that the earlier assessment has answers to but the questionnaire no longer contains."""
    old = reading().get(AssessmentRow, row.predecessor_id) if row.predecessor_id else None
    if old is None:
        return []
    names = content().catalogue.practice
    found = dropped(reading(), row, old, full_questionnaire(reading(), row))
    return [
        f"{names[each.practice].name if each.practice in names else each.practice}, level {each.level}: {each.text}"
        for each in found
    ]
