"""The timeline of the roadmap: the steps of each practice by phase, and how full each phase is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reports.views import figures
from reports.views.milestones import brief_cost, effort_of
from reports.views.subject import Subject
from roadmaps.actions import leading_role
from roadmaps.model import Phase, Roadmap


@dataclass(frozen=True, slots=True)
class StepBar:
    """A step, or a part of one, in a phase (counted from 0): bar number `place` of the `of` bars in that phase.

    `who` is the role that does its first action in the phase, or "".
    """

    phase: int
    place: int
    of: int
    to_level: int
    ends: bool
    who: str
    completes: bool = False

    @property
    def label(self) -> str:
        """`to 2`, `completes 1`, or an ellipsis before the last phase of a step."""
        if not self.ends:
            return "\u2026"
        return f"completes {self.to_level}" if self.completes else f"to {self.to_level}"


@dataclass(frozen=True, slots=True)
class Lane:
    """A practice and its bars."""

    name: str
    bars: tuple[StepBar, ...]


@dataclass(frozen=True, slots=True)
class PhaseColumn:
    """A phase; the shorter texts are for narrow columns. `range` is the low and high estimate of its days."""

    name: str
    number: str
    begins: str
    begins_short: str
    filled: Fraction
    days: str
    days_short: str
    range: str
    money: str
    ends: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline; `steps` has table rows (phase, practice, levels, days), including early actions."""

    columns: tuple[PhaseColumn, ...]
    lanes: tuple[Lane, ...]
    steps: tuple[tuple[str, str, str, str], ...]


def timeline_view(subject: Subject, roadmap: Roadmap) -> TimelineView | None:
    """Return the timeline, or None if no steps are planned."""
    practices = dict.fromkeys(planned.step.practice for phase in roadmap.phases for planned in phase.steps)
    if not practices:
        return None
    return TimelineView(
        columns=tuple(_column(subject, roadmap, phase) for phase in roadmap.phases),
        lanes=tuple(Lane(subject.practice_name(practice), _bars(roadmap, practice)) for practice in practices),
        steps=tuple(row for phase in roadmap.phases for row in _listed(subject, phase)),
    )


def _listed(subject: Subject, phase: Phase) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of a phase: its steps, and the early actions, which are too small for bars."""
    steps = [(planned.step.practice, planned.step.levels, planned.effort_days) for planned in phase.steps]
    for practice, levels, days in (*steps, *((e.practice, e.levels, e.effort_days) for e in phase.early)):
        yield str(phase.number), subject.practice_name(practice), levels, figures.whole_days(days)


def _column(subject: Subject, roadmap: Roadmap, phase: Phase) -> PhaseColumn:
    effort = effort_of(phase.work)
    reaching = (each.step for each in phase.steps if each.reaches)
    ends = [f"{subject.practice_name(step.practice)} to level {step.to_level}" for step in reaching]
    return PhaseColumn(
        name=f"Phase {phase.number}",
        number=str(phase.number),
        begins=figures.day(phase.start),
        begins_short=figures.day_and_month(phase.start),
        filled=min(phase.used / phase.capacity, Fraction(1)) if phase.capacity else Fraction(0),
        days=f"{figures.whole_days(phase.used)} of {figures.number(phase.capacity)}",
        days_short=figures.whole_days(phase.used),
        range=figures.day_range(effort.low, effort.high) if phase.work else "",
        money=brief_cost(phase.work, roadmap) if phase.work else "",
        ends=figures.listed(ends) or "no steps end",
    )


def _bars(roadmap: Roadmap, practice: str) -> tuple[StepBar, ...]:
    bars: list[StepBar] = []
    for number, phase in enumerate(roadmap.phases):
        here = [planned for planned in phase.steps if planned.step.practice == practice]
        bars += [
            StepBar(
                number,
                place,
                len(here),
                each.step.to_level,
                each.ends,
                leading_role(each),
                each.step.completes,
            )
            for place, each in enumerate(here)
        ]
    return tuple(bars)
