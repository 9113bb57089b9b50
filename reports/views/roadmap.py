"""The roadmap: each phase with its steps and their reasons, then the targets that it doesn't reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from practices_catalog.model import LEVELS
from questionnaires.model import Rating
from questionnaires.scoring.model import FrameworkScore
from reports.views import figures
from reports.views.marks import Tile, level_tile
from reports.views.readiness import framework_name
from reports.views.subject import Subject
from roadmaps.model import ChosenBy, Phase, PlannedStep, Roadmap
from roadmaps.projection import readiness_after

CHOSEN_BY = {
    ChosenBy.USER: "chosen by the assessor",
    ChosenBy.TRIAGE: "recommended by the triage",
    ChosenBy.SCORES: "recommended by the scores",
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in a phase; `continues` says if it started earlier or continues later; the first phase has the reason."""

    practice: str
    before: Tile
    after: Tile
    days: str
    continues: str
    why: str


@dataclass(frozen=True, slots=True)
class PhaseState:
    """The state before or after a phase: how many practices are at each level, requirements met by framework."""

    label: str
    levels: tuple[str, ...]
    readiness: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its steps."""

    title: str
    dates: str
    capacity: str
    rows: tuple[StepRow, ...]
    states: tuple[PhaseState, PhaseState]


@dataclass(frozen=True, slots=True)
class MissedTarget:
    """A target that the roadmap doesn't reach."""

    practice: str
    target: Tile
    reached: Tile
    why: str


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The chapter on the roadmap."""

    lead: str
    settings: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    frameworks: tuple[str, ...]
    levels: tuple[Tile, ...]
    phases: tuple[PhaseView, ...]
    missed: tuple[MissedTarget, ...]
    empty: str


def roadmap_view(subject: Subject) -> RoadmapView | None:
    """Return the chapter on the roadmap, or None without a roadmap."""
    roadmap = subject.roadmap
    if roadmap is None:
        return None
    steps = sum(step.ends for phase in roadmap.phases for step in phase.steps)
    return RoadmapView(
        lead=_lead(subject, roadmap, steps),
        settings=_settings(subject, roadmap),
        notes=roadmap.notes,
        frameworks=tuple(framework_name(subject.catalogue.framework[f.framework]) for f in subject.scores.frameworks),
        levels=tuple(level_tile(level) for level in (0, *LEVELS)),
        phases=_phases_with_steps(subject, roadmap),
        missed=tuple(
            MissedTarget(
                subject.practice_name(each.practice), level_tile(each.target), level_tile(each.reached), each.why
            )
            for each in roadmap.unplanned
        ),
        empty="" if any(phase.steps for phase in roadmap.phases) else "No steps are planned.",
    )


def _lead(subject: Subject, roadmap: Roadmap, steps: int) -> str:
    approach = subject.catalogue.approach[roadmap.approach]
    busy = [phase for phase in roadmap.phases if phase.steps]
    if not busy:
        return f"The approach is \u201c{approach.name}\u201d, {CHOSEN_BY[roadmap.chosen_by]}."
    practices = len({step.step.practice for phase in busy for step in phase.steps})
    used = sum((phase.used for phase in busy), start=Fraction(0))
    return (
        f"The approach is \u201c{approach.name}\u201d, {CHOSEN_BY[roadmap.chosen_by]}. "
        f"{figures.capital(figures.count(steps, 'step'))} in {figures.count(practices, 'practice')} "
        f"take{'s' if steps == 1 else ''} {figures.days(used)} in {_share(len(busy), len(roadmap.phases))}, "
        f"from {figures.period(busy[0].start, busy[-1].end)}."
    )


def _share(busy: int, phases: int) -> str:
    """Return `4 phases`, or `3 of 4 phases` if some have no work."""
    return figures.count(phases, "phase") if busy == phases else f"{busy} of {figures.count(phases, 'phase')}"


def _settings(subject: Subject, roadmap: Roadmap) -> tuple[tuple[str, str], ...]:
    settings = roadmap.settings
    pins = [
        f"{subject.practice_name(practice)} from phase {phase}" for practice, phase in sorted(settings.pins.items())
    ]
    excluded = [subject.practice_name(practice) for practice in sorted(settings.excluded)]
    targets = [
        f"{subject.practice_name(practice)} to level {target}" for practice, target in sorted(settings.targets.items())
    ]
    rows = (
        ("Phases", f"{settings.phases} of {figures.count(settings.phase_weeks, 'week')}"),
        ("Capacity per phase", figures.days(roadmap.phases[0].capacity) if roadmap.phases else ""),
        ("Organization size", settings.size.value),
        ("Targets set by hand", figures.listed(targets)),
        ("Earliest phases set by hand", figures.listed(pins)),
        ("Excluded", figures.listed(excluded)),
    )
    return tuple((label, value) for label, value in rows if value)


def _phases_with_steps(subject: Subject, roadmap: Roadmap) -> tuple[PhaseView, ...]:
    """Return the phases that have steps, each with the state before and after it."""
    views: list[PhaseView] = []
    state = _state_now(subject, roadmap)
    for phase in roadmap.phases:
        if not phase.steps:
            continue
        after = _state("After", phase.levels_after, readiness_after(subject.catalogue, subject.scores, phase))
        views.append(_phase(subject, roadmap, phase, (replace(state, label="Before"), after)))
        state = after
    return tuple(views)


def _state_now(subject: Subject, roadmap: Roadmap) -> PhaseState:
    """Return the state before the roadmap; a planned practice that isn't assessed counts as level 0."""
    known = subject.scores.practice
    planned = roadmap.phases[-1].levels_after if roadmap.phases else {}
    levels = {practice: (known[practice].level or 0) if practice in known else 0 for practice in planned}
    return _state("Before", levels, subject.scores.frameworks)


def _state(label: str, levels: Mapping[str, int], frameworks: Iterable[FrameworkScore]) -> PhaseState:
    counts = Counter(levels.values())
    return PhaseState(
        label=label,
        levels=tuple(str(counts[level]) if counts[level] else "\u2013" for level in (0, *LEVELS)),
        readiness=tuple(met(framework) for framework in frameworks),
    )


def met(framework: FrameworkScore) -> str:
    """Return `38 of 63`: how many of the rated requirements are fully or largely achieved."""
    rated = [each.rating for each in framework.requirements if each.rating is not None]
    return f"{sum(rating in {Rating.L, Rating.F} for rating in rated)} of {len(rated)}"


def _phase(subject: Subject, roadmap: Roadmap, phase: Phase, states: tuple[PhaseState, PhaseState]) -> PhaseView:
    return PhaseView(
        title=f"Phase {phase.number}",
        dates=figures.period(phase.start, phase.end),
        capacity=f"{figures.number(phase.used)} of {figures.days(phase.capacity)} planned",
        rows=tuple(_step(subject, roadmap, phase, step) for step in phase.steps),
        states=states,
    )


def _step(subject: Subject, roadmap: Roadmap, phase: Phase, planned: PlannedStep) -> StepRow:
    step = planned.step
    elsewhere = [
        other.number
        for other in roadmap.phases
        if other.number != phase.number and any(each.step == step for each in other.steps)
    ]
    before = [number for number in elsewhere if number < phase.number]
    after = [number for number in elsewhere if number > phase.number]
    parts = [f"part of {figures.days(step.effort_days)}"] if elsewhere else []
    parts += [f"started in {_phases(before)}"] if before else []
    parts += [f"continues in {_phases(after)}"] if after else []
    return StepRow(
        practice=subject.practice_name(step.practice),
        before=level_tile(step.from_level),
        after=level_tile(step.to_level),
        days=figures.number(planned.effort_days),
        continues=figures.capital("; ".join(parts)),
        why="" if before else planned.why,
    )


def _phases(numbers: list[int]) -> str:
    return f"phase{'s' if len(numbers) > 1 else ''} {figures.listed([str(number) for number in numbers])}"
