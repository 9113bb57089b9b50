"""The document of a saved roadmap: `plan/1` with the planner's notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from app.planning.roadmaps import PlanOptions
from practices_catalog.model import Effort, OrganizationSize
from questionnaires.model import Rating
from reports.documents.plan import plan_document
from roadmaps.model import (
    Action,
    Aim,
    AimResult,
    Check,
    ChosenBy,
    EarlyAction,
    Phase,
    PlannedStep,
    Readiness,
    Roadmap,
    RoadmapSettings,
    Step,
    Unknown,
    Unplanned,
)
from roadmaps.steps import total

# Numbers are rounded decimals. Their text is exact, unlike the binary value of a float.
Day = date
Days = Annotated[Fraction, BeforeValidator(lambda number: Fraction(str(number)))]


@dataclass(frozen=True, slots=True)
class StepDocument:
    """A planned step, or part of a split step.

    Earlier releases didn't save ranges, need and actions.
    """

    practice: str
    from_level: int
    to_level: int
    effort: Days
    benefit: Days
    ends: bool
    why: str
    effort_low: Days | None = None
    effort_high: Days | None = None
    need: Days = Fraction(1)
    quick_win: bool = False
    filling: bool = False
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlyDocument:
    """An early action."""

    practice: str
    level: int
    effort_low: Days
    effort_high: Days
    why: str
    action: Action
    then: str = ""


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """A level to check."""

    practice: str
    level: int
    effort_if_missing: Days


@dataclass(frozen=True, slots=True)
class AimDocument:
    """The aim, and how far the roadmap meets it."""

    framework: str
    rating: Rating
    date: Day | None
    targets: Mapping[str, int]
    effort_low: Days
    effort_high: Days
    ready_after: int | None
    met: bool
    capacity_needed: int | None
    out_of_reach: Mapping[str, str]
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseDocument:
    """A phase with its steps."""

    number: int
    start: date
    end: date
    capacity: Days
    levels_after: Mapping[str, int]
    steps: tuple[StepDocument, ...]
    checks: tuple[CheckDocument, ...] = ()
    readiness_after: Mapping[str, Readiness] = field(default_factory=dict)
    early_actions: tuple[EarlyDocument, ...] = ()


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
    deadlines: Mapping[str, int] = field(default_factory=dict)
    unknown: Unknown = Unknown.CHECK
    pace: int | None = None
    breadth: int | None = None
    effort_factor: Days = Fraction(1)
    it_staff: int | None = None


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A saved roadmap."""

    approach: str
    approach_chosen_by: ChosenBy
    settings: SettingsDocument
    phases: tuple[PhaseDocument, ...]
    unplanned: tuple[Unplanned, ...]
    notes: tuple[str, ...]
    worth: Days
    bound: Days | None = None
    aim: AimDocument | None = None


PLAN = TypeAdapter(PlanDocument)


def saved_plan(roadmap: Roadmap) -> dict[str, Any]:
    """Return a roadmap as the document to save."""
    document = {**plan_document(roadmap), "notes": list(roadmap.notes)}
    if roadmap.aim:
        document["aim"] = {**document["aim"], "says": list(roadmap.aim.says)}
    return document


def is_same_plan(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two saved roadmaps are the same.

    Phase totals aren't compared: in a saved roadmap, they add up rounded days and may differ in the last digit.
    """
    return _without_sums(one) == _without_sums(other)


def _without_sums(document: Mapping[str, Any]) -> dict[str, Any]:
    phases = [{key: phase[key] for key in phase if key not in {"used", "free"}} for phase in document["phases"]]
    return {**document, "phases": phases}


def roadmap_of(document: dict[str, Any], options: PlanOptions) -> Roadmap:
    """Return a saved roadmap for display; its days come from the document, rounded to six decimal places."""
    plan = PLAN.validate_python(document)
    return Roadmap(
        approach=plan.approach,
        chosen_by=plan.approach_chosen_by,
        settings=_settings(plan, options),
        targets=plan.settings.targets,
        phases=_phases(plan.phases),
        unplanned=plan.unplanned,
        notes=plan.notes,
        worth=plan.worth,
        bound=plan.bound,
        aim=_aim(plan.aim) if plan.aim else None,
    )


def _aim(document: AimDocument) -> AimResult:
    return AimResult(
        framework=document.framework,
        targets=document.targets,
        effort=Effort(document.effort_low, document.effort_high),
        ready_after=document.ready_after,
        met=document.met,
        capacity_needed=document.capacity_needed,
        out_of_reach=document.out_of_reach,
        says=document.says,
    )


def _settings(plan: PlanDocument, options: PlanOptions) -> RoadmapSettings:
    document = plan.settings
    return RoadmapSettings(
        start=document.start,
        size=document.size,
        it_staff=document.it_staff,
        phases=document.phases,
        phase_weeks=document.phase_weeks,
        capacity=document.capacity,
        targets=options.targets,
        pins=document.pins,
        deadlines=document.deadlines,
        excluded=document.excluded,
        aim=Aim(plan.aim.framework, plan.aim.rating, plan.aim.date) if plan.aim else None,
        unknown=document.unknown,
        effort_factor=document.effort_factor,
        pace=document.pace,
        breadth=document.breadth,
        only_approach=options.only_approach,
        leave_free=options.leave_free,
        day_rate=options.day_rate,
    )


def _phases(documents: Sequence[PhaseDocument]) -> tuple[Phase, ...]:
    # A split step appears in several phases; its effort is the sum of its parts.
    efforts: dict[tuple[str, int], Effort] = {}
    for step in (step for phase in documents for step in phase.steps):
        part = _part(step)
        before = efforts.get((step.practice, step.to_level))
        efforts[step.practice, step.to_level] = total([before, part]) if before else part
    return tuple(
        Phase(
            number=phase.number,
            start=phase.start,
            end=phase.end,
            capacity=phase.capacity,
            steps=tuple(_planned_step(step, efforts[step.practice, step.to_level]) for step in phase.steps),
            levels_after=phase.levels_after,
            checks=tuple(Check(each.practice, each.level, each.effort_if_missing) for each in phase.checks),
            readiness_after=phase.readiness_after,
            early=tuple(
                EarlyAction(
                    practice=each.practice,
                    level=each.level,
                    effort=Effort(each.effort_low, each.effort_high),
                    why=each.why,
                    action=each.action,
                    then=each.then,
                )
                for each in phase.early_actions
            ),
        )
        for phase in documents
    )


def _part(step: StepDocument) -> Effort:
    return Effort(
        step.effort if step.effort_low is None else step.effort_low,
        step.effort if step.effort_high is None else step.effort_high,
    )


def _planned_step(document: StepDocument, effort: Effort) -> PlannedStep:
    need = document.need.limit_denominator(1000)  # restores thirds and mean values that were rounded
    step = Step(
        practice=document.practice,
        from_level=document.from_level,
        to_level=document.to_level,
        effort=effort,
        weight=round(document.benefit / need),
        need=need,
        quick_win=document.quick_win,
        filling=document.filling,
    )
    return PlannedStep(step, document.effort, document.ends, document.why, document.actions, _part(document))
