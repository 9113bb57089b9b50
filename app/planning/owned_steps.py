"""The unfinished steps that a member owns."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.planning.saved_roadmaps import place_in
from app.storage.assessments import AssessmentRow
from app.storage.roadmaps import RoadmapRow, StepStatus, TrackedStep

OVER = (StepStatus.DONE, StepStatus.DROPPED)


def owned_steps(session: Session, organization_id: str, user_id: str) -> list[tuple[TrackedStep, AssessmentRow]]:
    """Return the open steps that a member of an organization owns, with their assessments.

    Steps are ordered by due date, then in the order of their roadmap.
    """
    query = (
        select(TrackedStep, AssessmentRow, RoadmapRow)
        .select_from(TrackedStep)
        .join(RoadmapRow, RoadmapRow.id == TrackedStep.roadmap_id)
        .join(AssessmentRow, AssessmentRow.id == RoadmapRow.assessment_id)
        .where(AssessmentRow.organization_id == organization_id, TrackedStep.owner_id == user_id)
        .where(TrackedStep.status.not_in(OVER))
    )
    found = session.execute(query).all()
    place = {roadmap.id: place_in(roadmap) for _, _, roadmap in found}
    steps = [(step, assessment) for step, assessment, _ in found]
    return sorted(steps, key=lambda each: (each[0].ends_by, place[each[0].roadmap_id](each[0])))
