"""Saved roadmaps: their options as a document, and the steps to track."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.planning.plan_documents import roadmap_of, saved_plan
from app.planning.roadmaps import PlanOptions
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.roadmaps import RoadmapRow, StepStatus, TrackedStep, exact, to_save
from practices_catalog.model import Catalogue
from roadmaps.experience import Experience, FinishedStep, experience_of
from roadmaps.model import Roadmap

NAME = "Roadmap"
OPTIONS = TypeAdapter(PlanOptions)
Place = tuple[int, int, str, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A planned step with its first and last day, and its person-days."""

    practice: str
    from_level: int
    to_level: int
    phase: int
    start: date
    end: date
    days: Fraction


def saved_roadmap(session: Session, assessment_id: str) -> RoadmapRow | None:
    """Return the saved roadmap of an assessment, or None."""
    query = select(RoadmapRow).where(RoadmapRow.assessment_id == assessment_id, RoadmapRow.name == NAME)
    return session.scalar(query)


def initial_options(session: Session, catalogue: Catalogue, assessment: AssessmentRow) -> PlanOptions:
    """Return the last saved options, or only the assessment's own targets if no roadmap has been saved."""
    saved = saved_roadmap(session, assessment.id)
    return options_from_document(saved.options) if saved else targets_only(catalogue, assessment)


def targets_only(catalogue: Catalogue, assessment: AssessmentRow) -> PlanOptions:
    """Return options with the targets of an assessment and defaults for everything else."""
    return PlanOptions(targets={p: int(n) for p, n in assessment.targets.items() if p in catalogue.practice})


def tracked_steps(session: Session, roadmap: RoadmapRow) -> list[TrackedStep]:
    """Return the steps of a saved roadmap in order."""
    query = select(TrackedStep).where(TrackedStep.roadmap_id == roadmap.id)
    return sorted(session.scalars(query), key=place_in(roadmap))


def place_in(roadmap: RoadmapRow) -> Callable[[TrackedStep], Place]:
    """Return a key that sorts steps by phase, then as in a saved roadmap; steps no longer planned come last."""
    places = {key: number for number, key in reversed([*enumerate(_keys(roadmap))])}

    def place(step: TrackedStep) -> Place:
        planned = places.get((step.practice_id, step.to_level), len(places))
        return step.phase, planned, step.practice_id, step.to_level

    return place


def options_document(options: PlanOptions) -> dict[str, Any]:
    """Return options as a document."""
    document: dict[str, Any] = OPTIONS.dump_python(options, mode="json")
    return document


def options_from_document(document: dict[str, Any]) -> PlanOptions:
    """Return the options in a document.

    Raises:
        ValueError: the document doesn't contain options.
    """
    return OPTIONS.validate_python(document)


def spans(roadmap: Roadmap) -> Iterator[Span]:
    """Yield each step that the roadmap finishes once; a split step lasts from its first phase to its last."""
    started: dict[tuple[str, int], tuple[int, date]] = {}
    for phase in roadmap.phases:
        for planned in phase.steps:
            step = planned.step
            number, start = started.setdefault((step.practice, step.to_level), (phase.number, phase.start))
            if planned.ends:
                yield Span(step.practice, step.from_level, step.to_level, number, start, phase.end, step.effort_days)


def fill(session: Session, row: RoadmapRow, options: PlanOptions, roadmap: Roadmap, user: User) -> None:
    """Save a roadmap in its row, with the user who saves it, and update the tracked steps."""
    row.options, row.plan, row.saved_by = options_document(options), saved_plan(roadmap), user.id
    session.add(row)
    track(session, row, roadmap)


def track(session: Session, row: RoadmapRow, roadmap: Roadmap) -> None:
    """Update the tracked steps after a roadmap has been saved.

    A step that has been started, finished or dropped keeps its dates and its planned effort. A step that is no longer
    planned is removed, but only if it hasn't been started and nobody has written anything about it.
    """
    session.flush()
    known = {(step.practice_id, step.to_level): step for step in tracked_steps(session, row)}
    planned = {(span.practice, span.to_level): span for span in spans(roadmap)}
    for key, span in planned.items():
        step = known.get(key)
        if step is None:
            step = TrackedStep(roadmap_id=row.id, practice_id=span.practice, to_level=span.to_level)
            session.add(step)
        # Someone is working to these dates, or has already done so.
        elif step.status is not StepStatus.NOT_STARTED:
            continue
        step.from_level, step.phase = span.from_level, span.phase
        step.planned_start, step.planned_end = span.start, span.end
        step.planned_days, step.effort_factor = to_save(span.days), to_save(roadmap.settings.effort_factor)
    for key, step in known.items():
        if key not in planned and step.status is StepStatus.NOT_STARTED and not has_entries(step):
            session.delete(step)


def has_entries(step: TrackedStep) -> bool:
    """Return whether a step has an owner, a due date, notes, a reason or recorded days."""
    return bool(step.owner or step.due or step.notes or step.reason or step.spent_days is not None)


def experience(steps: Iterable[TrackedStep]) -> Experience | None:
    """Return how much effort the finished steps took, or None if too little has been recorded."""
    done = (step for step in steps if step.status is StepStatus.DONE)
    return experience_of(
        [FinishedStep(_days(step.planned_days), exact(step.effort_factor), _days(step.spent_days)) for step in done]
    )


def _days(saved: float | None) -> Fraction | None:
    return None if saved is None else exact(saved)


def planned_keys(row: RoadmapRow) -> set[tuple[str, int]]:
    """Return the practice and level of every step in the saved plan."""
    return set(_keys(row))


def _keys(row: RoadmapRow) -> Iterator[tuple[str, int]]:
    """Yield the practice and level of every step in the saved plan, in order; a split step repeats."""
    return ((step["practice"], step["to_level"]) for phase in row.plan["phases"] for step in phase["steps"])


def planned_roadmap(row: RoadmapRow) -> Roadmap:
    """Return a saved roadmap as it was saved."""
    return roadmap_of(row.plan, options_from_document(row.options))
