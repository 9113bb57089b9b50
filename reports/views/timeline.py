"""The roadmap's timeline: which step of which practice runs in which phase, and how full each phase is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reports.views import figures
from reports.views.subject import Subject
from roadmaps.model import Phase, Roadmap


@dataclass(frozen=True, slots=True)
class Bar:
    """A step, or a part of one, in a phase (from 0); the `place`-th of `of` bars that share the phase."""

    phase: int
    place: int
    of: int
    to_level: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A practice with its bars."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A phase; what has a second, shorter wording is for narrow columns."""

    name: str
    number: str
    begins: str
    begins_short: str
    begins_day: str
    filled: Fraction
    days: str
    days_short: str
    ends: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline; `steps` are its rows as a table: phase, practice, levels, days."""

    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    steps: tuple[tuple[str, str, str, str], ...]


def timeline_view(subject: Subject, roadmap: Roadmap) -> TimelineView | None:
    """Return the timeline, None where no step is planned."""
    practices = dict.fromkeys(planned.step.practice for phase in roadmap.phases for planned in phase.steps)
    if not practices:
        return None
    return TimelineView(
        columns=tuple(_column(subject, phase) for phase in roadmap.phases),
        lanes=tuple(Lane(subject.practice_name(practice), _bars(roadmap, practice)) for practice in practices),
        steps=tuple(
            (
                str(phase.number),
                subject.practice_name(planned.step.practice),
                f"{planned.step.from_level} to {planned.step.to_level}",
                figures.number(planned.effort_days),
            )
            for phase in roadmap.phases
            for planned in phase.steps
        ),
    )


def _column(subject: Subject, phase: Phase) -> Column:
    ends = [f"{subject.practice_name(p.step.practice)} to level {p.step.to_level}" for p in phase.steps if p.ends]
    return Column(
        name=f"Phase {phase.number}",
        number=str(phase.number),
        begins=figures.day(phase.start),
        begins_short=f"{phase.start.day} {figures.MONTHS[phase.start.month - 1][:3]} {phase.start.year}",
        begins_day=f"{phase.start.day} {figures.MONTHS[phase.start.month - 1][:3]}",
        filled=min(phase.used / phase.capacity, Fraction(1)) if phase.capacity else Fraction(0),
        days=f"{figures.number(phase.used)} of {figures.number(phase.capacity)}",
        days_short=figures.number(phase.used),
        ends=figures.listed(ends) or "no step ends",
    )


def _bars(roadmap: Roadmap, practice: str) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    for number, phase in enumerate(roadmap.phases):
        here = [planned for planned in phase.steps if planned.step.practice == practice]
        bars += [Bar(number, place, len(here), each.step.to_level, each.ends) for place, each in enumerate(here)]
    return tuple(bars)
