"""Making a roadmap from scores: the plan options, the approach, and the roadmap itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated

from pydantic import PlainSerializer

from app.running.content import Content
from practices_catalog.faults import refuse
from practices_catalog.model import Approach
from practices_catalog.nearest import write_nearest
from questionnaires.scoring.model import Scores
from questionnaires.triage import approach_from_scores
from roadmaps.model import ChosenBy, Roadmap, RoadmapSettings
from roadmaps.planner import plan

AUTO = "auto"


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


def choose_approach(content: Content, scores: Scores, wanted: str) -> tuple[Approach, ChosenBy]:
    """Return the approach that the user chose, or else the one that the triage or the scores recommend.

    Raises:
        InputError: no approach has the id.
    """
    approaches = content.catalogue.approach
    if wanted != AUTO:
        if wanted not in approaches:
            mend = write_nearest(wanted, approaches, f"write one of {', '.join(approaches)} or {AUTO}")
            raise refuse(f"no approach has the id {wanted!r}", mend)
        return approaches[wanted], ChosenBy.USER
    # Symptoms say what hurts; scores only say what is missing.
    if scores.triage and scores.triage.recommended:
        return approaches[scores.triage.recommended], ChosenBy.TRIAGE
    return approach_from_scores(content.catalogue.approaches, scores), ChosenBy.SCORES


def default_start(assessed_on: str) -> date:
    """Return the first Monday after the assessment, or after today if the assessment has no date."""
    day = date.fromisoformat(assessed_on) if assessed_on else date.today()  # noqa: DTZ011 - a calendar day of the user's
    return day + timedelta(days=7 - day.weekday())


def make_roadmap(content: Content, scores: Scores, options: PlanOptions) -> Roadmap:
    """Return the best roadmap with the given options.

    Raises:
        InputError: the options contradict each other, the scores or the catalogue.
    """
    approach, chosen_by = choose_approach(content, scores, options.approach)
    settings = RoadmapSettings(
        start=options.start or default_start(scores.assessment.assessed_on),
        size=scores.assessment.organization.size,
        phases=options.phases,
        phase_weeks=options.phase_weeks,
        capacity=options.capacity,
        targets=options.targets,
        pins=options.pins,
        excluded=options.excluded,
    )
    return plan(content.catalogue, scores, approach, chosen_by, settings)
