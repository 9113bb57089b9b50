"""The reports of an assessment, newest first, each as its row shows it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, defer

from app.people.members import name_of
from app.storage.assessments import AssessmentRow
from app.storage.jobs import Job, JobState
from app.storage.organizations import Membership
from reports.views import figures

MOST = 20
HEADS = {
    JobState.QUEUED: "Waits for its turn",
    JobState.RUNNING: "Is being made",
    JobState.DONE: "Ready",
    JobState.FAILED: "Could not be made",
    JobState.CANCELLED: "Cancelled",
}


@dataclass(frozen=True, slots=True)
class JobView:
    """A report that was asked for.

    Attributes:
        asked: when and by whom.
        percent: how far it is, for a report that is being made.
    """

    id: str
    state: str
    head: str
    asked: str
    stage: str
    percent: int
    error: str
    file_name: str
    is_alive: bool
    is_ending: bool


def reports_of(session: Session, assessment: AssessmentRow) -> list[JobView]:
    """Return the reports of an assessment, in one statement."""
    asked = _asked(assessment).order_by(Job.created_at.desc(), Job.id).limit(MOST)
    return [_view(job, asker) for job, asker in session.execute(asked)]


def report_of(session: Session, assessment: AssessmentRow, job_id: str) -> JobView | None:
    """Return one report of an assessment, None where it has no such."""
    found = session.execute(_asked(assessment).where(Job.id == job_id)).one_or_none()
    return _view(*found) if found else None


def _asked(assessment: AssessmentRow) -> Select[Job, Membership]:
    return (
        select(Job, Membership)
        .options(defer(Job.request))
        .outerjoin(
            Membership,
            and_(Membership.user_id == Job.requested_by, Membership.organization_id == Job.organization_id),
        )
        .where(Job.assessment_id == assessment.id, Job.organization_id == assessment.organization_id)
    )


def _view(job: Job, asker: Membership | None) -> JobView:
    at = job.created_at
    return JobView(
        id=job.id,
        state=job.state.value,
        head=HEADS[job.state],
        asked=f"Asked for by {name_of(asker)} on {figures.day(at.date())} at {at:%H:%M} UTC",
        stage=job.stage,
        percent=round(job.progress * 100),
        error=job.error,
        file_name=job.file_name,
        is_alive=job.state in {JobState.QUEUED, JobState.RUNNING},
        is_ending=job.wants_cancel,
    )
