"""Roadmaps: phases filled with steps. Effort in days is an exact fraction until it is displayed."""

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
class RoadmapSettings:
    """The decisions of the person who plans.

    Attributes:
        capacity: person-days of one phase; None means the default for the organization's size.
        targets: target level by practice; these override the defaults.
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
        effort_days: person-days, from the catalogue's effort and what is already achieved.
        benefit: the approach's weight of the practice.
        assessed: False if the practice wasn't assessed, or out of scope, and is planned from level 0.
    """

    practice: str
    from_level: int
    to_level: int
    effort_days: Fraction
    benefit: int
    assessed: bool = True


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step, or part of a split step, in its phase.

    Attributes:
        effort_days: the person-days spent on it in this phase.
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
        levels_after: level by practice at the end of the phase, for every practice that has a level.
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
    """A target that the roadmap misses, the level reached instead, and the reason."""

    practice: str
    target: int
    reached: int
    why: str


@dataclass(frozen=True)
class Roadmap:
    """What to adopt, and in which order.

    Attributes:
        targets: target level of every practice in the plan, whether set or by default.
        unplanned: every target that the roadmap misses.
        notes: remarks on the roadmap as a whole, for example that an entry practice couldn't start in phase 1.
        worth: sum over finished steps of benefit x (phases - phase the step ends in + 1).
    """

    approach: str
    chosen_by: ChosenBy
    settings: RoadmapSettings
    targets: Mapping[str, int]
    phases: tuple[Phase, ...]
    unplanned: tuple[Unplanned, ...]
    notes: tuple[str, ...]
    worth: int
