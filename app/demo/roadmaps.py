"""The sample organization's saved roadmaps, with the progress of their steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from app.assessments.scores import scores_of
from app.planning.roadmap_summary import in_words as plan_in_words
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.planning.saved_roadmaps import NAME, fill, tracked_steps
from app.planning.step_changes import entry_of, in_words
from app.running.content import Content
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.history import HistoryEntry
from app.storage.roadmaps import RoadmapRow, StepStatus, TrackedStep
from practices_catalog.yaml_source import parse, read_text

PROGRESS = Path(__file__).with_name("progress.yaml")
SAVED_AFTER = timedelta(days=4, hours=10)

Known = Mapping[str, str]


@cache
def progress() -> dict[str, dict[str, Known]]:
    """Return the progress of steps, by the assessment's year, then by practice and level."""
    document: dict[str, dict[str, Known]] = parse(read_text(PROGRESS), PROGRESS.name)
    return document


def add_roadmap(session: Session, content: Content, assessment: AssessmentRow, lead: User) -> None:
    """Save the recommended roadmap of an assessment, with the progress of its steps."""
    options = PlanOptions()
    roadmap = make_roadmap(content, scores_of(session, content, assessment), options)
    saved_at = datetime.combine(assessment.assessed_on, time(), UTC) + SAVED_AFTER
    row = RoadmapRow(assessment_id=assessment.id, name=NAME, saved_at=saved_at)
    fill(session, row, options, roadmap, lead)
    session.flush()
    session.add(_planned(content, assessment, lead, row))
    # Each assessment has a roadmap, and each roadmap its own progress.
    known = progress()[str(assessment.assessed_on.year)]
    for step in tracked_steps(session, row):
        if said := known.get(f"{step.practice_id}.{step.to_level}"):
            session.add_all(_changed(assessment, lead, step, said))


def _planned(content: Content, assessment: AssessmentRow, lead: User, row: RoadmapRow) -> HistoryEntry:
    return HistoryEntry(
        assessment_id=assessment.id,
        at=row.saved_at,
        user_id=lead.id,
        who=lead.name,
        kind="plan",
        subject="roadmap",
        after=plan_in_words(content.catalogue, row.plan, row.options),
    )


def _changed(assessment: AssessmentRow, lead: User, step: TrackedStep, said: Known) -> Iterator[HistoryEntry]:
    before = in_words(step)
    step.status = StepStatus(said["status"])
    step.owner, step.reason, step.notes = (said.get(name, "") for name in ("owner", "reason", "notes"))
    step.due, step.done_on = _day(said, "due"), _day(said, "done_on")
    step.spent_days = float(said["spent_days"]) if "spent_days" in said else None
    if entry := entry_of(assessment.id, lead, step, before):
        entry.at = datetime.combine(date.fromisoformat(said["on"]), time(9), UTC)
        yield entry


def _day(said: Known, name: str) -> date | None:
    return date.fromisoformat(said[name]) if name in said else None
