"""A roadmap as it is kept with an assessment, and back: the document `plan/1` with the planner's notes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from app.planning.roadmaps import PlanOptions
from practices_catalog.model import OrganizationSize
from reports.documents.plan import plan_document
from roadmaps.model import ChosenBy, Phase, PlannedStep, Roadmap, RoadmapSettings, Step, Unplanned

Document = dict[str, Any]


def kept(roadmap: Roadmap) -> Document:
    """Return a roadmap to be kept."""
    return {**plan_document(roadmap), "notes": list(roadmap.notes)}


def roadmap_of(document: Document, options: PlanOptions) -> Roadmap:
    """Return the roadmap that was kept, for showing it: days are those of the document, rounded to six places."""
    phases = document["phases"]
    effort: dict[tuple[str, int], Fraction] = {}
    for step in (step for phase in phases for step in phase["steps"]):
        key = (step["practice"], step["to_level"])
        effort[key] = effort.get(key, Fraction(0)) + _exact(step["effort"])
    return Roadmap(
        approach=document["approach"],
        chosen_by=ChosenBy(document["approach_chosen_by"]),
        settings=_settings(document["settings"], options),
        targets=document["settings"]["targets"],
        phases=tuple(_phase(phase, effort) for phase in phases),
        unplanned=tuple(Unplanned(**missed) for missed in document["unplanned"]),
        notes=tuple(document["notes"]),
        worth=document["worth"],
    )


def _settings(document: Document, options: PlanOptions) -> RoadmapSettings:
    return RoadmapSettings(
        start=date.fromisoformat(document["start"]),
        size=OrganizationSize(document["size"]),
        phases=document["phases"],
        phase_weeks=document["phase_weeks"],
        capacity=_exact(document["capacity"]),
        targets=options.targets,
        pins=document["pins"],
        excluded=frozenset(document["excluded"]),
    )


def _phase(document: Document, effort: dict[tuple[str, int], Fraction]) -> Phase:
    return Phase(
        number=document["number"],
        start=date.fromisoformat(document["start"]),
        end=date.fromisoformat(document["end"]),
        capacity=_exact(document["capacity"]),
        steps=tuple(
            PlannedStep(
                Step(
                    practice=step["practice"],
                    from_level=step["from_level"],
                    to_level=step["to_level"],
                    effort_days=effort[step["practice"], step["to_level"]],
                    benefit=step["benefit"],
                ),
                _exact(step["effort"]),
                step["ends"],
                step["why"],
            )
            for step in document["steps"]
        ),
        levels_after=document["levels_after"],
    )


def _exact(number: float) -> Fraction:
    return Fraction(str(number))
