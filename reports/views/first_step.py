"""The step with which work begins: what treats the most consequential finding that the first phase can treat."""

from __future__ import annotations

from collections.abc import Sequence

from reports.findings.model import Finding
from reports.views.milestones import busy
from reports.views.subject import Subject
from roadmaps.model import PlannedStep


def first_step(subject: Subject, findings: Sequence[Finding]) -> PlannedStep | None:
    """Return the step of the first phase that treats the highest finding, or else its first; None without steps."""
    phases = busy(subject.roadmap) if subject.roadmap else ()
    if not phases:
        return None
    order = [each.practice for each in findings]
    return min(
        phases[0].steps,
        key=lambda each: order.index(each.step.practice) if each.step.practice in order else len(order),
    )
