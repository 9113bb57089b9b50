"""The document of a saved roadmap: `plan/1` with the planner's notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from app.planning.roadmaps import PlanOptions
from practices_catalog.model import OrganizationSize
from reports.documents.plan import plan_document
from roadmaps.model import ChosenBy, Phase, PlannedStep, Roadmap, RoadmapSettings, Step, Unplanned

# Numbers are rounded decimals. Their text is exact; a float's binary value isn't.
Days = Annotated[Fraction, BeforeValidator(lambda number: Fraction(str(number)))]


@dataclass(frozen=True, slots=True)
class StepDocument:
    """A planned step, or part of a split step."""

    practice: str
    from_level: int
    to_level: int
    effort: Days
    benefit: int
    ends: bool
    why: str


@dataclass(frozen=True, slots=True)
class PhaseDocument:
    """A phase with its steps."""

    number: int
    start: date
    end: date
    capacity: Days
    levels_after: Mapping[str, int]
    steps: tuple[StepDocument, ...]


@dataclass(frozen=True, slots=True)
class SettingsDocument:
    """The settings; the targets include the default ones."""

    phases: int
    phase_weeks: int
    capacity: Days
    start: date
    size: OrganizationSize
    targets: Mapping[str, int]
    pins: Mapping[str, int]
    excluded: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A saved roadmap."""

    approach: str
    approach_chosen_by: ChosenBy
    settings: SettingsDocument
    phases: tuple[PhaseDocument, ...]
    unplanned: tuple[Unplanned, ...]
    notes: tuple[str, ...]
    worth: int


PLAN = TypeAdapter(PlanDocument)


def saved_plan(roadmap: Roadmap) -> dict[str, Any]:
    """Return a roadmap as the document to save."""
    return {**plan_document(roadmap), "notes": list(roadmap.notes)}


def roadmap_of(document: dict[str, Any], options: PlanOptions) -> Roadmap:
    """Return a saved roadmap for display; its days are those of the document, rounded to six decimal places."""
    plan = PLAN.validate_python(document)
    return Roadmap(
        approach=plan.approach,
        chosen_by=plan.approach_chosen_by,
        settings=_settings(plan.settings, options),
        targets=plan.settings.targets,
        phases=_phases(plan.phases),
        unplanned=plan.unplanned,
        notes=plan.notes,
        worth=plan.worth,
    )


def _settings(document: SettingsDocument, options: PlanOptions) -> RoadmapSettings:
    return RoadmapSettings(
        start=document.start,
        size=document.size,
        phases=document.phases,
        phase_weeks=document.phase_weeks,
        capacity=document.capacity,
        targets=options.targets,
        pins=document.pins,
        excluded=document.excluded,
    )


def _phases(documents: Sequence[PhaseDocument]) -> tuple[Phase, ...]:
    # A split step appears in several phases; its effort is the sum of its parts.
    effort: defaultdict[tuple[str, int], Fraction] = defaultdict(Fraction)
    for step in (step for phase in documents for step in phase.steps):
        effort[step.practice, step.to_level] += step.effort
    return tuple(
        Phase(
            number=phase.number,
            start=phase.start,
            end=phase.end,
            capacity=phase.capacity,
            steps=tuple(_planned_step(step, effort[step.practice, step.to_level]) for step in phase.steps),
            levels_after=phase.levels_after,
        )
        for phase in documents
    )


def _planned_step(document: StepDocument, whole_effort: Fraction) -> PlannedStep:
    step = Step(
        practice=document.practice,
        from_level=document.from_level,
        to_level=document.to_level,
        effort_days=whole_effort,
        benefit=document.benefit,
    )
    return PlannedStep(step, document.effort, document.ends, document.why)
