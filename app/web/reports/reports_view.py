"""The view model of an assessment's reports, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, defer

from app.assessments.naming import Names
from app.assessments.scores import scores_of
from app.people.members import name_of
from app.planning.roadmaps import AUTO
from app.planning.saved_roadmaps import initial_options
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.jobs import REPORT, UNFINISHED, Job, JobState
from app.storage.organizations import Membership, Role
from app.web import current
from app.web.results.results import sees_names
from reports.views import figures
from reports.views.recommendation import recommendation_view

MOST = 20
NAMES_WORDS = {
    Names.FULL: "With names",
    Names.ROLES: "By role",
    Names.NONE: "Anonymous",
}
HEADS = {
    JobState.QUEUED: "Waiting",
    JobState.RUNNING: "In progress",
    JobState.DONE: "Ready",
    JobState.FAILED: "Failed",
    JobState.CANCELLED: "Canceled",
}


@dataclass(frozen=True, slots=True)
class JobView:
    """A requested report.

    Attributes:
        requested: who requested it and when.
        names: how the report identifies respondents.
        percent: the progress of the report.
    """

    id: str
    state: str
    head: str
    requested: str
    names: str
    stage: str
    percent: int
    error: str
    file_name: str
    is_alive: bool
    is_ending: bool


def reports_of(session: Session, assessment: AssessmentRow, role: Role) -> list[JobView]:
    """Return the reports of an assessment that a role may see, in one SQL statement."""
    query = _query(assessment, role).order_by(Job.created_at.desc(), Job.id).limit(MOST)
    return [_view(job, requester, role) for job, requester in session.execute(query)]


def report_of(session: Session, assessment: AssessmentRow, job_id: str, role: Role) -> JobView | None:
    """Return one report of an assessment, or None if the assessment doesn't have it or the role may not see it."""
    found = session.execute(_query(assessment, role).where(Job.id == job_id)).one_or_none()
    return _view(*found, role) if found else None


def planned_approach(session: Session, content: Content, assessment: AssessmentRow) -> str:
    """Return the approach that a report would use, with a caution; "" if no caution is needed or a person chose it."""
    if initial_options(session, content.catalogue, assessment).approach != AUTO:
        return ""
    recommendation = scores_of(session, content, assessment).recommendation
    view = recommendation_view(content.catalogue, content.triage, recommendation)
    return f"{view.mark}: \u201c{view.name}\u201d. {view.caution}" if view.caution else ""


def visible_to(role: Role) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the reports that a role may see: viewers see only those without names and roles."""
    return () if sees_names(role) else (Job.names == Names.NONE.value,)


def _query(assessment: AssessmentRow, role: Role) -> Select[Job, Membership]:
    return (
        select(Job, Membership)
        .options(defer(Job.request))
        .outerjoin(
            Membership,
            and_(Membership.user_id == Job.requested_by, Membership.organization_id == Job.organization_id),
        )
        .where(
            Job.assessment_id == assessment.id,
            Job.organization_id == assessment.organization_id,
            Job.kind == REPORT,
            *visible_to(role),
        )
    )


def _view(job: Job, requester: Membership | None, role: Role) -> JobView:
    by = f" by {name_of(requester)}" if sees_names(role) else ""
    return JobView(
        id=job.id,
        state=job.state.value,
        head=HEADS[job.state],
        requested=f"Requested{by} on {figures.moment(current.local(job.created_at))}",
        names=NAMES_WORDS[Names(job.names)],
        stage=job.stage,
        percent=round(job.progress * 100),
        error=job.error,
        file_name=job.file_name,
        is_alive=job.state in UNFINISHED,
        is_ending=job.wants_cancel,
    )
