"""The view model of an assessment's reports, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, defer

from app.people.members import name_of
from app.storage.assessments import AssessmentRow
from app.storage.jobs import Job, JobState
from app.storage.organizations import Membership
from app.web import current
from reports.views import figures

MOST = 20
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
        percent: its progress.
    """

    id: str
    state: str
    head: str
    requested: str
    stage: str
    percent: int
    error: str
    file_name: str
    is_alive: bool
    is_ending: bool


def reports_of(session: Session, assessment: AssessmentRow) -> list[JobView]:
    """Return the reports of an assessment, in one SQL statement."""
    query = _query(assessment).order_by(Job.created_at.desc(), Job.id).limit(MOST)
    return [_view(job, requester) for job, requester in session.execute(query)]


def report_of(session: Session, assessment: AssessmentRow, job_id: str) -> JobView | None:
    """Return one report of an assessment, or None if the assessment doesn't have it."""
    found = session.execute(_query(assessment).where(Job.id == job_id)).one_or_none()
    return _view(*found) if found else None


def _query(assessment: AssessmentRow) -> Select[Job, Membership]:
    return (
        select(Job, Membership)
        .options(defer(Job.request))
        .outerjoin(
            Membership,
            and_(Membership.user_id == Job.requested_by, Membership.organization_id == Job.organization_id),
        )
        .where(Job.assessment_id == assessment.id, Job.organization_id == assessment.organization_id)
    )


def _view(job: Job, requester: Membership | None) -> JobView:
    return JobView(
        id=job.id,
        state=job.state.value,
        head=HEADS[job.state],
        requested=f"Requested by {name_of(requester)} on {figures.moment(current.local(job.created_at))}",
        stage=job.stage,
        percent=round(job.progress * 100),
        error=job.error,
        file_name=job.file_name,
        is_alive=job.state in {JobState.QUEUED, JobState.RUNNING},
        is_ending=job.wants_cancel,
    )
