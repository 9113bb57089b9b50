"""The step with which work begins: what treats the most consequential finding that the first phase can treat."""

from __future__ import annotations

from reports.findings.findings import findings_of
from reports.views.milestones import busy
from reports.views.subject import Subject
from roadmaps.model import PlannedStep


def first_step(subject: Subject) -> PlannedStep | None:
    """Return the step of the first phase that treats the highest finding, or else its first; None without steps."""
    phases = busy(subject.roadmap) if subject.roadmap else ()
    if not phases:
        return None
    steps = phases[0].steps
    order = [each.practice for each in findings_of(subject).findings]
    return min(steps, key=lambda each: order.index(each.step.practice) if each.step.practice in order else len(order))
