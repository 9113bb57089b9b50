"""The order of practices by priority, in which profile and heat map show them."""

from __future__ import annotations

from fractions import Fraction

from reports.views.milestones import planned_steps, reached
from reports.views.subject import Subject

HIGHEST = 9


def by_priority(subject: Subject) -> tuple[str, ...]:
    """Return the ids of all practices: what the roadmap raises, most needed first, then by level, lowest first.

    What only uses capacity left over comes after the rest of the roadmap, and what has no level comes last; ties keep
    the catalogue's order.
    """
    benefits: dict[str, Fraction] = {}
    for _, planned in planned_steps(subject.roadmap) if subject.roadmap else ():
        step = planned.step
        own = Fraction(0) if step.filling else step.benefit
        benefits[step.practice] = max(benefits.get(step.practice, Fraction(0)), own)
    known = subject.scores.practice

    def rank(practice: str) -> tuple[bool, Fraction, int]:
        score = known.get(practice)
        level = score.level if score and score.level is not None else HIGHEST
        raised = practice in benefits and reached(subject.roadmap, practice) is not None
        return not raised, -benefits.get(practice, Fraction(0)), level

    return tuple(sorted((practice.id for practice in subject.catalogue.practices), key=rank))
