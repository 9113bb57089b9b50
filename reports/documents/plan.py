"""A roadmap as a `plan/1` document."""

from __future__ import annotations

from typing import Any

from reports.documents.numbers import number
from roadmaps.model import Phase, PlannedStep, Roadmap

Document = dict[str, Any]


def plan_document(roadmap: Roadmap) -> Document:
    """Return a roadmap as a document."""
    return {
        "schema": "plan/1",
        "approach": roadmap.approach,
        "approach_chosen_by": roadmap.chosen_by.value,
        "settings": _settings(roadmap),
        "phases": [_phase(phase) for phase in roadmap.phases],
        "unplanned": [
            {"practice": missed.practice, "target": missed.target, "reached": missed.reached, "why": missed.why}
            for missed in roadmap.unplanned
        ],
        "worth": roadmap.worth,
    }


def _settings(roadmap: Roadmap) -> Document:
    settings = roadmap.settings
    return {
        "phases": settings.phases,
        "phase_weeks": settings.phase_weeks,
        "capacity": number(settings.capacity),
        "start": settings.start.isoformat(),
        "size": settings.size.value,
        "targets": dict(roadmap.targets),
        "pins": dict(settings.pins),
        "excluded": sorted(settings.excluded),
    }


def _phase(phase: Phase) -> Document:
    return {
        "number": phase.number,
        "start": phase.start.isoformat(),
        "end": phase.end.isoformat(),
        "capacity": number(phase.capacity),
        "used": number(phase.used),
        "levels_after": dict(phase.levels_after),
        "steps": [_step(step) for step in phase.steps],
    }


def _step(planned: PlannedStep) -> Document:
    return {
        "practice": planned.step.practice,
        "from_level": planned.step.from_level,
        "to_level": planned.step.to_level,
        "effort": number(planned.effort_days),
        "benefit": planned.step.benefit,
        "ends": planned.ends,
        "why": planned.why,
    }
