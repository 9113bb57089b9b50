"""The order of practices in the profile, the heat map and the priorities."""

from __future__ import annotations

from reports.views.milestones import planned_steps, reached
from reports.views.subject import Subject

HIGHEST = 9
LAST = (True, 10_000)


def by_priority(subject: Subject) -> tuple[str, ...]:
    """Return the ids of all practices: those the roadmap raises, in its order, then by level, lowest first.

    Practices that only use leftover capacity come after the rest of the roadmap, and practices without a level come
    last; ties keep the catalogue's order.
    """
    places: dict[str, tuple[bool, int]] = {}
    for place, (_, planned) in enumerate(planned_steps(subject.roadmap) if subject.roadmap else ()):
        step = planned.step
        places[step.practice] = min(places.get(step.practice, LAST), (step.filling, place))
    known = subject.scores.practice

    def rank(practice: str) -> tuple[bool, tuple[bool, int], int]:
        score = known.get(practice)
        level = score.level if score and score.level is not None else HIGHEST
        raised = practice in places and reached(subject.roadmap, practice) is not None
        return not raised, places[practice] if raised else LAST, level

    return tuple(sorted((practice.id for practice in subject.catalogue.practices), key=rank))
