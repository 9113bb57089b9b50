"""Rows that belong to an assessment: a report, a saved roadmap, and one of its steps."""

from __future__ import annotations

from datetime import date

from app.storage.assessments import AssessmentRow
from app.storage.jobs import Job, JobState
from app.storage.roadmaps import RoadmapRow, TrackedStep


def report_of(assessment: AssessmentRow) -> Job:
    """Return a finished report without names, so that viewers can see it too."""
    whose = {"organization_id": assessment.organization_id, "assessment_id": assessment.id, "key": assessment.id}
    done = {"state": JobState.DONE, "result": b"%PDF-1.7", "file_name": "report.pdf"}
    return Job(**whose, **done, kind="report", request={}, names="none")


EMPTY_PLAN = {
    "approach": "change-risk",
    "approach_chosen_by": "user",
    "settings": {
        "phases": 1,
        "phase_weeks": 13,
        "capacity": 10,
        "start": "2026-03-02",
        "size": "small",
        "targets": {},
        "pins": {},
        "excluded": [],
    },
    "phases": [],
    "unplanned": [],
    "notes": [],
    "worth": 0,
}


def roadmap_of(assessment: AssessmentRow) -> RoadmapRow:
    """Return a saved roadmap, in addition to the one that its page would show."""
    return RoadmapRow(assessment_id=assessment.id, name="Another", options={}, plan=EMPTY_PLAN)


def step_of(roadmap: RoadmapRow) -> TrackedStep:
    """Return a step of the roadmap."""
    span = {"phase": 1, "planned_start": date(2026, 3, 2), "planned_end": date(2026, 5, 31)}
    return TrackedStep(roadmap_id=roadmap.id, practice_id="incident-management", from_level=0, to_level=1, **span)
