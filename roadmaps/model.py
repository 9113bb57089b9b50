"""Roadmaps: phases filled with steps. Days of effort are exact fractions until they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from practices_catalog.model import OrganizationSize


class ChosenBy(StrEnum):
    """Who chose the approach."""

    USER = "user"
    TRIAGE = "triage"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person who plans decides.

    Attributes:
        capacity: person-days of one phase; None takes the default of the organization's size.
        targets: target level by practice, over the defaults.
        pins: phase (from 1) by practice; every step of a pinned practice starts there.
    """

    start: date
    size: OrganizationSize
    phases: int = 4
    phase_weeks: int = 13
    capacity: Fraction | None = None
    targets: Mapping[str, int] = field(default_factory=dict)
    pins: Mapping[str, int] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """Raising one practice by one level.

    Attributes:
        effort_days: person-days from the catalogue and what is achieved already.
        benefit: the approach's weight of the practice.
        assessed: False where the practice was not assessed, or not in scope, and is planned from level 0.
    """

    practice: str
    from_level: int
    to_level: int
    effort_days: Fraction
    benefit: int
    assessed: bool = True


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step, or a part of a split one, in its phase.

    Attributes:
        effort_days: the days spent on it in this phase.
        ends: whether it is finished in this phase.
        why: what it serves, waits for and unlocks, in sentences.
    """

    step: Step
    effort_days: Fraction
    ends: bool
    why: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of weeks; it ends the day before the next begins.

    Attributes:
        levels_after: level by practice at its end, of every practice that has one.
    """

    number: int
    start: date
    end: date
    capacity: Fraction
    steps: tuple[PlannedStep, ...]
    levels_after: Mapping[str, int]

    @property
    def used(self) -> Fraction:
        """Person-days planned in this phase."""
        return sum((step.effort_days for step in self.steps), Fraction(0))


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A target that the roadmap misses, the level that it reaches instead, and why."""

    practice: str
    target: int
    reached: int
    why: str


@dataclass(frozen=True)
class Roadmap:
    """What to adopt in which order.

    Attributes:
        targets: target level of every practice in the plan, defaults and wishes together.
        unplanned: every target that is missed.
        notes: what the planner wants said: a first practice that could not stand in phase 1, all targets reached, ...
        worth: sum over finished steps of benefit x (phases - phase it ends in + 1).
    """

    approach: str
    chosen_by: ChosenBy
    settings: Settings
    targets: Mapping[str, int]
    phases: tuple[Phase, ...]
    unplanned: tuple[Unplanned, ...]
    notes: tuple[str, ...]
    worth: int
