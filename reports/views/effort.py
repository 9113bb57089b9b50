"""The person-days of each phase of a roadmap, by practice, next to its capacity."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from reports.views import figures
from reports.views.milestones import used
from reports.views.subject import Subject
from roadmaps.model import Phase, Roadmap


@dataclass(frozen=True, slots=True)
class Effort:
    """The effort of a step in a phase; `start` and `share` are shares of the largest phase or capacity."""

    practice: str
    to_level: int
    days: str
    start: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True)
class PhaseEffort:
    """A phase; `capacity_share` is its capacity as a share of the largest phase or capacity."""

    name: str
    dates: str
    steps: tuple[Effort, ...]
    total: str
    capacity: str
    capacity_share: Fraction


@dataclass(frozen=True, slots=True)
class EffortView:
    """All phases and their total effort."""

    phases: tuple[PhaseEffort, ...]
    total: str


def effort_view(subject: Subject, roadmap: Roadmap) -> EffortView | None:
    """Return the effort of a roadmap, or None if no step is planned."""
    total = used(roadmap)
    if not total:
        return None
    largest = max(max(phase.used, phase.capacity) for phase in roadmap.phases)
    return EffortView(tuple(_phase(subject, phase, largest) for phase in roadmap.phases), figures.work(total))


def _phase(subject: Subject, phase: Phase, largest: Fraction) -> PhaseEffort:
    starts = accumulate((planned.effort_days for planned in phase.steps), initial=Fraction(0))
    return PhaseEffort(
        name=f"Phase {phase.number}",
        dates=figures.period(phase.start, phase.end),
        steps=tuple(
            Effort(
                subject.practice_name(planned.step.practice),
                planned.step.to_level,
                figures.whole_days(planned.effort_days),
                start / largest,
                planned.effort_days / largest,
            )
            for planned, start in zip(phase.steps, starts, strict=False)  # the last start is the end
        ),
        total=figures.whole_days(phase.used),
        capacity=figures.number(phase.capacity),
        capacity_share=phase.capacity / largest,
    )
