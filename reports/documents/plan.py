"""A roadmap as a `plan/1` document."""

from __future__ import annotations

from typing import Any

from reports.documents.numbers import number
from roadmaps.model import Action, EarlyAction, Phase, PlannedStep, Roadmap

Document = dict[str, Any]


def plan_document(roadmap: Roadmap) -> Document:
    """Return a roadmap as a document."""
    return {
        "schema": "plan/1",
        "approach": roadmap.approach,
        "approach_chosen_by": roadmap.chosen_by.value,
        "aim": _aim(roadmap),
        "settings": _settings(roadmap),
        "phases": [_phase(phase) for phase in roadmap.phases],
        "unplanned": [
            {"practice": missed.practice, "target": missed.target, "reached": missed.reached, "why": missed.why}
            for missed in roadmap.unplanned
        ],
        "worth": number(roadmap.worth),
        "bound": number(roadmap.bound),
    }


def _aim(roadmap: Roadmap) -> Document | None:
    aim, result = roadmap.settings.aim, roadmap.aim
    if aim is None or result is None:
        return None
    return {
        "framework": aim.framework,
        "rating": aim.rating.value,
        "date": aim.by.isoformat() if aim.by else None,
        "targets": dict(result.targets),
        "effort_low": number(result.effort.low),
        "effort_high": number(result.effort.high),
        "ready_after": result.ready_after,
        "met": result.met,
        "capacity_needed": result.capacity_needed,
        "out_of_reach": dict(result.out_of_reach),
    }


def _settings(roadmap: Roadmap) -> Document:
    settings = roadmap.settings
    return {
        "phases": settings.phases,
        "phase_weeks": settings.phase_weeks,
        "capacity": number(settings.capacity),
        "start": settings.start.isoformat(),
        "size": settings.size.value,
        "it_staff": settings.it_staff,
        "targets": dict(roadmap.targets),
        "pins": dict(settings.pins),
        "deadlines": dict(settings.deadlines),
        "excluded": sorted(settings.excluded),
        "unknown": settings.unknown.value,
        "pace": settings.pace,
        "breadth": settings.breadth,
        "effort_factor": number(settings.effort_factor),
    }


def _phase(phase: Phase) -> Document:
    return {
        "number": phase.number,
        "start": phase.start.isoformat(),
        "end": phase.end.isoformat(),
        "capacity": number(phase.capacity),
        "used": number(phase.used),
        "free": number(phase.free),
        "checks": [
            {
                "practice": check.practice,
                "level": check.level,
                "effort_if_missing": number(check.effort_if_missing),
            }
            for check in phase.checks
        ],
        "levels_after": dict(phase.levels_after),
        "readiness_after": {
            framework: {"met": each.met, "of": each.of} for framework, each in phase.readiness_after.items()
        },
        "steps": [_step(step) for step in phase.steps],
        "early_actions": [_early(early) for early in phase.early],
    }


def _step(planned: PlannedStep) -> Document:
    step = planned.step
    return {
        "practice": step.practice,
        "from_level": step.from_level,
        "to_level": step.to_level,
        "effort": number(planned.effort_days),
        "effort_low": number(planned.part.low),
        "effort_high": number(planned.part.high),
        "benefit": number(step.benefit),
        "need": number(step.need),
        "quick_win": step.quick_win,
        "filling": step.filling,
        "ends": planned.ends,
        "why": planned.why,
        "actions": [_action(action) for action in planned.actions],
    }


def _early(early: EarlyAction) -> Document:
    return {
        "practice": early.practice,
        "level": early.level,
        "effort": number(early.effort_days),
        "effort_low": number(early.effort.low),
        "effort_high": number(early.effort.high),
        "why": early.why,
        "action": _action(early.action),
        "then": early.then,
    }


def _action(action: Action) -> Document:
    return {"text": action.text, "who": action.who, "shows": action.shows, "week": action.week}
