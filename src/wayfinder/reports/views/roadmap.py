"""The roadmap: a timeline, then phase by phase and step by step with the reasons, then what it does not reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wayfinder.questionnaires.scoring.model import FrameworkScore
from wayfinder.reports.views import figures
from wayfinder.reports.views.marks import Tile, level_tile
from wayfinder.reports.views.readiness import framework_name, rating_counts
from wayfinder.reports.views.subject import Subject
from wayfinder.roadmaps.model import ChosenBy, Phase, PlannedStep, Roadmap
from wayfinder.roadmaps.projection import readiness_after

CHOSEN_BY = {
    ChosenBy.USER: "chosen by the assessor",
    ChosenBy.TRIAGE: "recommended by the triage",
    ChosenBy.SCORES: "recommended from the scores",
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in a phase; `continues` says in words that it goes on or that it was begun before."""

    practice: str
    before: Tile
    after: Tile
    days: str
    continues: str
    why: str


@dataclass(frozen=True, slots=True)
class LevelAfter:
    """A practice's level at the end of a phase in which it rose."""

    practice: str
    tile: Tile


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase."""

    title: str
    dates: str
    capacity: str
    rows: tuple[StepRow, ...]
    risen: tuple[LevelAfter, ...]
    levels: str
    readiness: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A target that the roadmap does not reach."""

    practice: str
    target: Tile
    reached: Tile
    why: str


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The roadmap."""

    lead: str
    settings: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    phases: tuple[PhaseView, ...]
    missed: tuple[Missed, ...]
    empty: str


def roadmap_view(subject: Subject) -> RoadmapView | None:
    """Return the roadmap's view, None where there is no roadmap."""
    roadmap = subject.roadmap
    if roadmap is None:
        return None
    steps = sum(step.ends for phase in roadmap.phases for step in phase.steps)
    return RoadmapView(
        lead=_lead(subject, roadmap, steps),
        settings=_settings(subject, roadmap),
        notes=roadmap.notes,
        phases=tuple(_phase(subject, roadmap, number) for number, phase in enumerate(roadmap.phases) if phase.steps),
        missed=tuple(
            Missed(subject.practice_name(each.practice), level_tile(each.target), level_tile(each.reached), each.why)
            for each in roadmap.unplanned
        ),
        empty="" if any(phase.steps for phase in roadmap.phases) else "No step is planned.",
    )


def _lead(subject: Subject, roadmap: Roadmap, steps: int) -> str:
    approach = subject.catalogue.approach[roadmap.approach]
    practices = len({step.step.practice for phase in roadmap.phases for step in phase.steps})
    if not practices:
        return f"The approach is \u201c{approach.name}\u201d, {CHOSEN_BY[roadmap.chosen_by]}."
    used = sum((phase.used for phase in roadmap.phases), start=roadmap.phases[0].used * 0)
    return (
        f"The approach is \u201c{approach.name}\u201d, {CHOSEN_BY[roadmap.chosen_by]}. "
        f"{figures.capital(figures.count(steps, 'step'))} in {figures.count(practices, 'practice')} "
        f"take{'s' if steps == 1 else ''} {figures.days(used)} in {figures.count(len(roadmap.phases), 'phase')}, "
        f"from {figures.day(roadmap.phases[0].start)} to {figures.day(roadmap.phases[-1].end)}."
    )


def _readiness_now(subject: Subject) -> str:
    return _counts(subject, subject.scores.frameworks)


def _counts(subject: Subject, scores: Iterable[FrameworkScore]) -> str:
    return "; ".join(
        f"{framework_name(subject.catalogue.framework[each.framework])} {rating_counts(each.requirements)}"
        for each in scores
    )


def _settings(subject: Subject, roadmap: Roadmap) -> tuple[tuple[str, str], ...]:
    settings = roadmap.settings
    pins = [f"{subject.practice_name(practice)} in phase {phase}" for practice, phase in sorted(settings.pins.items())]
    excluded = [subject.practice_name(practice) for practice in sorted(settings.excluded)]
    wishes = [f"{subject.practice_name(practice)} {target}" for practice, target in sorted(settings.targets.items())]
    rows = (
        ("Phases", f"{settings.phases} of {figures.count(settings.phase_weeks, 'week')}"),
        ("Capacity of a phase", figures.days(roadmap.phases[0].capacity) if roadmap.phases else ""),
        ("Size of the organization", settings.size.value),
        ("Readiness now, no statement of conformity", _readiness_now(subject)),
        ("Targets set by hand", figures.listed(wishes)),
        ("Pinned", figures.listed(pins)),
        ("Excluded", figures.listed(excluded)),
    )
    return tuple((label, value) for label, value in rows if value)


def _phase(subject: Subject, roadmap: Roadmap, number: int) -> PhaseView:
    phase = roadmap.phases[number]
    return PhaseView(
        title=f"Phase {phase.number}",
        dates=f"{figures.day(phase.start)} to {figures.day(phase.end)}",
        capacity=f"{figures.number(phase.used)} of {figures.days(phase.capacity)} planned",
        rows=tuple(_step(subject, roadmap, phase, step) for step in phase.steps),
        risen=tuple(
            LevelAfter(subject.practice_name(practice), level_tile(level))
            for practice, level in _risen(roadmap, number)
        ),
        levels=_distribution(phase),
        readiness=_readiness(subject, phase),
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
    parts += [f"begun in {_phases(before)}"] if before else []
    parts += [f"goes on in {_phases(after)}"] if after else []
    return StepRow(
        practice=subject.practice_name(step.practice),
        before=level_tile(step.from_level),
        after=level_tile(step.to_level),
        days=figures.number(planned.effort_days),
        continues=figures.capital("; ".join(parts)),
        why=planned.why,
    )


def _phases(numbers: list[int]) -> str:
    return f"phase{'s' if len(numbers) > 1 else ''} {figures.listed([str(number) for number in numbers])}"


def _risen(roadmap: Roadmap, number: int) -> list[tuple[str, int]]:
    ended = dict.fromkeys(each.step.practice for each in roadmap.phases[number].steps if each.ends)
    after = roadmap.phases[number].levels_after
    return [(practice, after[practice]) for practice in ended if practice in after]


def _readiness(subject: Subject, phase: Phase) -> str:
    """Return how many requirements of each framework are projected to have which rating at a phase's end."""
    if not subject.scores.frameworks:
        return ""
    after = readiness_after(subject.catalogue, subject.scores, phase)
    return _counts(subject, after)


def _distribution(phase: Phase) -> str:
    counts = Counter(phase.levels_after.values())
    return ", ".join(f"{counts[level]} at level {level}" for level in sorted(counts))
