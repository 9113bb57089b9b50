"""The steps that a member owns and has yet to finish."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.assessments import AssessmentRow
from app.storage.roadmaps import RoadmapRow, StepStatus, TrackedStep

OVER = (StepStatus.DONE, StepStatus.DROPPED)


def owned_steps(session: Session, organization_id: str, user_id: str) -> list[tuple[TrackedStep, AssessmentRow]]:
    """Return the open steps that a member of an organization owns, with their assessments, earliest first."""
    query = (
        select(TrackedStep, AssessmentRow)
        .join(RoadmapRow, RoadmapRow.id == TrackedStep.roadmap_id)
        .join(AssessmentRow, AssessmentRow.id == RoadmapRow.assessment_id)
        .where(AssessmentRow.organization_id == organization_id, TrackedStep.owner_id == user_id)
        .where(TrackedStep.status.not_in(OVER))
    )
    found = [(step, assessment) for step, assessment in session.execute(query)]
    return sorted(found, key=lambda each: (each[0].due or each[0].planned_end, each[0].practice_id, each[0].to_level))
