"""Creating a roadmap from scores: the plan options, the approach, and the roadmap itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated

from pydantic import PlainSerializer

from app.running.content import Content
from practices_catalog.faults import Place, refuse
from practices_catalog.model import Approach
from practices_catalog.nearest import write_nearest
from questionnaires.model import Rating
from questionnaires.recommendation import Basis
from questionnaires.scoring.model import Scores
from reports.views import figures
from roadmaps.model import Aim, ChosenBy, Roadmap, RoadmapSettings, Unknown
from roadmaps.planner import plan

AUTO = "auto"
TO_PREPARE = timedelta(weeks=4)
DECEMBER, YEAR_ENDS, YEAR_BEGINS = 12, 10, 6
"""From 10 December to 6 January, too many people are away to start anything new."""


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """The settings that a user chooses for a roadmap; None means the default."""

    approach: str = AUTO
    targets: Mapping[str, int] = field(default_factory=dict)
    phases: int = 4
    phase_weeks: int = 13
    capacity: Fraction | None = None
    start: date | None = None
    pins: Mapping[str, int] = field(default_factory=dict)
    excluded: Annotated[frozenset[str], PlainSerializer(sorted, list[str])] = frozenset()
    deadlines: Mapping[str, int] = field(default_factory=dict)
    aim: str = ""
    aim_rating: Rating = Rating.L
    aim_date: date | None = None
    unknown: Unknown = Unknown.CHECK
    effort_factor: Fraction = Fraction(1)
    pace: int | None = None
    breadth: int | None = None
    only_approach: bool = False
    leave_free: bool = False
    day_rate: Fraction | None = None


def choose_approach(content: Content, scores: Scores, wanted: str) -> tuple[Approach, ChosenBy]:
    """Return the approach that the user chose, or else the best fit; if nothing is known, the first approach.

    Raises:
        InputError: no approach has the id.
    """
    approaches = content.catalogue.approach
    if wanted != AUTO:
        if wanted not in approaches:
            mend = write_nearest(wanted, approaches, f"write one of {', '.join(approaches)} or {AUTO}")
            raise refuse(f"no approach has the id {wanted!r}", mend)
        return approaches[wanted], ChosenBy.USER
    recommendation = scores.recommendation
    best = approaches[recommendation.fits[0].approach]
    return best, ChosenBy.TRIAGE if recommendation.basis is Basis.SYMPTOMS else ChosenBy.SCORES


def default_start(assessed_on: str) -> date:
    """Return the Monday four weeks after the one before the assessment, or before today if it has no date.

    Until then, people agree on the roadmap and find someone to lead each of its first steps. Nothing begins just before
    the end of the year: a start in that period moves to the first Monday after 6 January.
    """
    day = date.fromisoformat(assessed_on) if assessed_on else date.today()  # noqa: DTZ011 - a calendar day of the user's
    start = day - timedelta(days=day.weekday()) + TO_PREPARE
    if start.month == DECEMBER and start.day >= YEAR_ENDS:
        start = date(start.year + 1, 1, 1)
    if start.month == 1 and start.day <= YEAR_BEGINS:
        begins = date(start.year, 1, YEAR_BEGINS + 1)
        return begins + timedelta(days=-begins.weekday() % 7)
    return start


def start_taken(scores: Scores, options: PlanOptions, start: date) -> str:
    """Return a note on the start date if it was derived from today's date, so that people know about it."""
    if options.start or scores.assessment.assessed_on:
        return ""
    return (
        f"The answers don't say when they were given, so the roadmap starts about four weeks from today, "
        f"on {figures.day(start)}."
    )


def make_roadmap(content: Content, scores: Scores, options: PlanOptions) -> Roadmap:
    """Return the best roadmap with the given options.

    Raises:
        InputError: the options contradict each other, the scores or the catalogue.
    """
    approach, chosen_by = choose_approach(content, scores, options.approach)
    start = options.start or default_start(scores.assessment.assessed_on)
    finder = content.catalogue.finder
    settings = RoadmapSettings(
        start=start,
        size=scores.assessment.organization.size,
        it_staff=scores.assessment.organization.it_staff,
        phases=options.phases,
        phase_weeks=options.phase_weeks,
        capacity=options.capacity,
        targets=finder.by_id(options.targets, Place(key="targets")),
        pins=finder.by_id(options.pins, Place(key="pins")),
        excluded=frozenset(finder.find(name) or name for name in options.excluded),
        deadlines=finder.by_id(options.deadlines, Place(key="deadlines")),
        aim=Aim(options.aim, options.aim_rating, options.aim_date) if options.aim else None,
        unknown=options.unknown,
        effort_factor=options.effort_factor,
        pace=options.pace,
        breadth=options.breadth,
        only_approach=options.only_approach,
        leave_free=options.leave_free,
        day_rate=options.day_rate,
    )
    roadmap = plan(content.catalogue, content.triage, scores, approach, chosen_by, settings)
    note = start_taken(scores, options, start)
    return replace(roadmap, notes=(*roadmap.notes, note)) if note else roadmap
