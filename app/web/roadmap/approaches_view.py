"""The view model of the approaches side by side: what each reaches and when, its effort, and its readiness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.planning.roadmaps import AUTO, PlanOptions, choose_approach, make_roadmap
from app.running.content import Content
from practices_catalog.faults import InputError
from practices_catalog.model import Approach
from questionnaires.scoring.model import FrameworkScore, Scores
from reports.views import figures
from reports.views.marks import Tile, level_tile, practice_tile
from reports.views.milestones import milestones
from reports.views.readiness import framework_name
from reports.views.recommendation import recommendation_view
from reports.views.roadmap import met
from roadmaps.model import Roadmap
from roadmaps.projection import Projection
from roadmaps.targets import own_practices


@dataclass(frozen=True, slots=True)
class ReachedPractice:
    """One of the approach's own practices: its current level, the level it reaches, and when."""

    practice: str
    before: Tile
    after: Tile
    when: str


@dataclass(frozen=True, slots=True)
class ReadinessGain:
    """How many requirements of a framework are largely or fully achieved now and at the end of the roadmap."""

    framework: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ApproachCard:
    """An approach.

    Attributes:
        mark: `Recommended`, `Tentative`, `Best guess`, `Runner-up` or "".
        wrong: why no roadmap can be planned for the approach with the current settings.
    """

    id: str
    name: str
    promise: str
    mark: str
    reasons: tuple[str, ...]
    chosen: bool
    effort: str
    reached: tuple[ReachedPractice, ...]
    gained: tuple[ReadinessGain, ...]
    missed: str
    wrong: tuple[str, ...]


def approach_cards(content: Content, scores: Scores, options: PlanOptions, shown: Roadmap) -> tuple[ApproachCard, ...]:
    """Return all approaches, each planned with the same settings; the chosen approach has the roadmap shown."""
    return tuple(_approach_card(content, scores, options, approach, shown) for approach in content.catalogue.approaches)


def recommended(content: Content, scores: Scores) -> str:
    """Return the id of the recommended approach."""
    return choose_approach(content, scores, AUTO)[0].id


def _approach_card(
    content: Content, scores: Scores, options: PlanOptions, approach: Approach, shown: Roadmap
) -> ApproachCard:
    chosen = approach.id == shown.approach
    mark, reasons = _recommendation(content, scores, approach)
    empty = ApproachCard(approach.id, approach.name, approach.promise, mark, reasons, chosen, "", (), (), "", ())
    try:
        roadmap = shown if chosen else make_roadmap(content, scores, replace(options, approach=approach.id))
    except InputError as error:
        return replace(empty, wrong=tuple(f"{figures.capital(fault.wrong)}." for fault in error.faults))
    return replace(
        empty,
        effort=_effort(roadmap),
        reached=tuple(_reached(content, scores, roadmap, each) for each in own_practices(approach)),
        gained=readiness_gains(content, scores.frameworks, _at_the_end(content, scores, roadmap)),
        missed=figures.count(len(roadmap.unplanned), "target") + " missed" if roadmap.unplanned else "",
    )


def _recommendation(content: Content, scores: Scores, approach: Approach) -> tuple[str, tuple[str, ...]]:
    """Return an approach's mark and its reasons: the symptoms that point to it, starting with those that weigh most."""
    view = recommendation_view(content.catalogue, content.triage, scores.recommendation)
    mark = next(row.mark for row in view.rows if row.id == approach.id)
    names = {symptom.id: symptom.short for symptom in content.triage.symptoms}
    fit = scores.recommendation.of(approach.id)
    reasons = tuple(f"{names.get(each.symptom, each.symptom)}: {each.why}" for each in fit.reasons)
    return figures.capital(mark), reasons if mark else ()


def _at_the_end(content: Content, scores: Scores, roadmap: Roadmap) -> tuple[FrameworkScore, ...]:
    return Projection.today(content.catalogue, scores).after(roadmap.phases[-1].levels_after).frameworks


def _effort(roadmap: Roadmap) -> str:
    used = sum((phase.used for phase in roadmap.phases), Fraction(0))
    steps = len(milestones(roadmap))
    return f"{figures.capital(figures.count(steps, 'step'))}, {figures.work(used)}"


def _reached(content: Content, scores: Scores, roadmap: Roadmap, practice: str) -> ReachedPractice:
    name, before = content.catalogue.practice[practice].name, practice_tile(scores, practice)
    present = scores.practice[practice].level if practice in scores.practice else None
    levels = [(phase, phase.levels_after.get(practice, 0)) for phase in roadmap.phases]
    end = levels[-1][1]
    if practice not in roadmap.targets:
        return ReachedPractice(name, before, before, "not planned")
    if end == (present or 0):
        short = end < roadmap.targets[practice]
        return ReachedPractice(
            name, before, before if present is None else level_tile(end), "unchanged" if short else "already reached"
        )
    last = next(phase for phase, level in levels if level == end)
    return ReachedPractice(name, before, level_tile(end), f"by {figures.day(last.end)}")


def readiness_gains(
    content: Content, now: Sequence[FrameworkScore], then: Sequence[FrameworkScore]
) -> tuple[ReadinessGain, ...]:
    """Return, for each framework, how many of its rated requirements are met at two points in time."""
    return tuple(
        ReadinessGain(
            framework_name(content.catalogue.framework[before.framework]), met(before, before), met(before, after)
        )
        for before, after in zip(now, then, strict=True)
    )
