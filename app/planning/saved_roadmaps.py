"""Roadmaps saved with an assessment: the wishes as a document, and the steps whose progress is tracked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.planning.plan_documents import kept
from app.planning.roadmaps import PlanOptions
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.roadmaps import RoadmapRow, StepStatus, TrackedStep
from practices_catalog.model import Catalogue
from roadmaps.model import Roadmap

NAME = "Roadmap"


@dataclass(frozen=True, slots=True)
class Span:
    """A planned step with the days on which it begins and ends."""

    practice: str
    from_level: int
    to_level: int
    phase: int
    start: date
    end: date


def saved_roadmap(session: Session, assessment_id: str) -> RoadmapRow | None:
    """Return the roadmap of an assessment, None where none was saved."""
    asked = select(RoadmapRow).where(RoadmapRow.assessment_id == assessment_id, RoadmapRow.name == NAME)
    return session.scalar(asked)


def first_wishes(session: Session, catalogue: Catalogue, assessment: AssessmentRow) -> PlanOptions:
    """Return what was wished for last, or else only the targets that the assessment was made with."""
    saved = saved_roadmap(session, assessment.id)
    return wishes_of(saved.wishes) if saved else targets_only(catalogue, assessment)


def targets_only(catalogue: Catalogue, assessment: AssessmentRow) -> PlanOptions:
    """Return the targets that an assessment was made with, as wishes."""
    return PlanOptions(targets={p: int(n) for p, n in assessment.targets.items() if p in catalogue.practice})


def tracked_steps(session: Session, roadmap: RoadmapRow) -> list[TrackedStep]:
    """Return the steps of a saved roadmap as they were planned, one after the other."""
    order = (TrackedStep.phase, TrackedStep.planned_start, TrackedStep.practice_id, TrackedStep.to_level)
    asked = select(TrackedStep).where(TrackedStep.roadmap_id == roadmap.id).order_by(*order)
    return list(session.scalars(asked))


def wishes_document(wishes: PlanOptions) -> dict[str, Any]:
    """Return wishes as a document."""
    return {
        "approach": wishes.approach,
        "phases": wishes.phases,
        "phase_weeks": wishes.phase_weeks,
        "capacity": None if wishes.capacity is None else str(wishes.capacity),
        "start": wishes.start and wishes.start.isoformat(),
        "targets": dict(wishes.targets),
        "pins": dict(wishes.pins),
        "excluded": sorted(wishes.excluded),
    }


def wishes_of(document: dict[str, Any]) -> PlanOptions:
    """Return the wishes of a document."""
    return PlanOptions(
        approach=document["approach"],
        phases=document["phases"],
        phase_weeks=document["phase_weeks"],
        capacity=None if document["capacity"] is None else Fraction(document["capacity"]),
        start=document["start"] and date.fromisoformat(document["start"]),
        targets=document["targets"],
        pins=document["pins"],
        excluded=frozenset(document["excluded"]),
    )


def spans(roadmap: Roadmap) -> Iterator[Span]:
    """Yield every finished step of a roadmap once, a split one from its first phase to its last."""
    begun: dict[tuple[str, int], tuple[int, date]] = {}
    for phase in roadmap.phases:
        for planned in phase.steps:
            step = planned.step
            number, start = begun.setdefault((step.practice, step.to_level), (phase.number, phase.start))
            if planned.ends:
                yield Span(step.practice, step.from_level, step.to_level, number, start, phase.end)


def fill(session: Session, row: RoadmapRow, wishes: PlanOptions, roadmap: Roadmap, user: User) -> None:
    """Put a roadmap into the row that keeps it, with who saves it, and bring the tracked steps in line."""
    row.wishes, row.plan, row.saved_by = wishes_document(wishes), kept(roadmap), user.id
    session.add(row)
    track(session, row, roadmap)


def track(session: Session, row: RoadmapRow, roadmap: Roadmap) -> None:
    """Bring the tracked steps in line with a roadmap that was just saved.

    What was begun, done or dropped keeps its dates and all that was written; so does a step that is no longer planned
    and on which somebody wrote something. Only steps of which nothing is known yet follow the new plan.
    """
    session.flush()
    known = {(step.practice_id, step.to_level): step for step in tracked_steps(session, row)}
    planned = {(span.practice, span.to_level): span for span in spans(roadmap)}
    for key, span in planned.items():
        step = known.get(key)
        if step is None:
            step = TrackedStep(roadmap_id=row.id, practice_id=span.practice, to_level=span.to_level)
            session.add(step)
        elif step.status is not StepStatus.NOT_STARTED:
            continue
        step.from_level, step.phase = span.from_level, span.phase
        step.planned_start, step.planned_end = span.start, span.end
    for key, step in known.items():
        if key not in planned and step.status is StepStatus.NOT_STARTED and not is_written_on(step):
            session.delete(step)


def is_written_on(step: TrackedStep) -> bool:
    """Whether somebody has put anything beside a step."""
    return bool(step.owner or step.due or step.notes or step.reason)


def planned_keys(row: RoadmapRow) -> set[tuple[str, int]]:
    """Return practice and level of every step of the saved plan."""
    return {(step["practice"], step["to_level"]) for phase in row.plan["phases"] for step in phase["steps"]}
