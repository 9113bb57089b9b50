"""Roadmaps: phases filled with steps. Effort in days is an exact fraction until it is displayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from practices_catalog.model import Effort, OrganizationSize
from questionnaires.model import Rating

QUICK_WIN_NEED = 2


class ChosenBy(StrEnum):
    """Who chose the approach."""

    USER = "user"
    TRIAGE = "triage"
    SCORES = "scores"


class Unknown(StrEnum):
    """What to do about a prerequisite that nobody has assessed: check it in the phase that needs it, or build it."""

    CHECK = "check"
    BUILD = "build"


@dataclass(frozen=True, slots=True)
class Aim:
    """A framework that the roadmap makes the organization ready for.

    Attributes:
        rating: the rating that each of its requirements should reach, L or F.
        by: the day by which the organization should be ready, such as an audit's; None for the roadmap's end.
    """

    framework: str
    rating: Rating = Rating.L
    by: date | None = None


@dataclass(frozen=True, slots=True)
class RoadmapSettings:
    """The decisions of the person who plans.

    Attributes:
        capacity: person-days of one phase; None means the default for the organization's size.
        targets: target level by practice; these override the defaults.
        pins: phase (from 1) by practice; the practice's first step starts in this phase or later.
        deadlines: phase (from 1) by practice; the practice's target is reached by the end of this phase.
        unknown: what to do about prerequisites that nobody has assessed.
        effort_factor: the factor by which every effort is multiplied.
        pace: levels that a practice may rise in a phase; None means the default for the length of a phase.
        breadth: practices that may have steps in one phase; None means the default for the organization's size.
        only_approach: leave out the default targets that don't come from the approach.
        leave_free: leave capacity free that the targets don't need.
        day_rate: what a person-day costs; None if nobody said.
        it_staff: the number of people in IT, which effort and default capacity depend on; None if it isn't known.
    """

    start: date
    size: OrganizationSize
    phases: int = 4
    phase_weeks: int = 13
    capacity: Fraction | None = None
    targets: Mapping[str, int] = field(default_factory=dict)
    pins: Mapping[str, int] = field(default_factory=dict)
    deadlines: Mapping[str, int] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    aim: Aim | None = None
    unknown: Unknown = Unknown.CHECK
    effort_factor: Fraction = Fraction(1)
    pace: int | None = None
    breadth: int | None = None
    only_approach: bool = False
    leave_free: bool = False
    day_rate: Fraction | None = None
    it_staff: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Raising one practice by one level, or completing the level that it has reached in part.

    Attributes:
        from_level: the level before the step; the same as `to_level` if the step completes that level.
        effort: the effort, from the catalogue's effort and what is already achieved.
        weight: the practice's weight in the approach.
        need: how much the step is needed; see docs/planning.md, "Need".
        quick_win: at most a tenth of a phase's capacity, with a need of 2 or more.
        filling: whether the step goes beyond the targets and only uses leftover capacity.
        assessed: False if the practice wasn't assessed or is out of scope, and is planned from level 0.
        ahead: the effort that an early action in phase 1 takes off this step, which begins later; `effort` excludes it.
    """

    practice: str
    from_level: int
    to_level: int
    effort: Effort
    weight: int
    need: Fraction = Fraction(1)
    quick_win: bool = False
    filling: bool = False
    assessed: bool = True
    ahead: Effort | None = None

    @property
    def completes(self) -> bool:
        """Whether the step only completes a level that is reached in part."""
        return self.from_level == self.to_level

    @property
    def levels(self) -> str:
        """`1 to 2`, or `completes 1` for a step that completes a level."""
        return f"completes {self.to_level}" if self.completes else f"{self.from_level} to {self.to_level}"

    @property
    def effort_days(self) -> Fraction:
        """Person-days that the plan uses: the middle of the effort."""
        return self.effort.middle

    @property
    def benefit(self) -> Fraction:
        """The weight times the need."""
        return self.weight * self.need


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do in a step, from a statement that doesn't hold yet.

    Attributes:
        who: the role in the practice that does it; one person in a small organization.
        shows: what shows that it is done.
        week: the week of the phase in which it begins, from 1.
        statement: its id; "" in a saved roadmap.
    """

    text: str
    who: str
    shows: str
    week: int
    statement: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step, or part of a split step, in its phase.

    Attributes:
        effort_days: the person-days spent on it in this phase.
        ends: whether it is finished in this phase.
        why: what it serves, waits for and unlocks, in sentences.
        actions: the actions that begin in this phase, in order.
        part: the low and high estimate of the person-days in this phase.
    """

    step: Step
    effort_days: Fraction
    ends: bool
    why: str
    actions: tuple[Action, ...]
    part: Effort

    @property
    def reaches(self) -> bool:
        """Whether its practice reaches a higher level in this phase."""
        return self.ends and not self.step.completes


@dataclass(frozen=True, slots=True)
class EarlyAction:
    """What is done in phase 1 for a practice whose step comes later or not at all; doesn't raise the level.

    Attributes:
        level: the level of the statement that the action works toward.
        why: why it doesn't wait for the step, in sentences.
        action: how to start; the action alone doesn't complete a level, so `shows` is "".
        then: what follows if it does the first part of a later step; "" otherwise.
    """

    practice: str
    level: int
    effort: Effort
    why: str
    action: Action
    then: str = ""

    @property
    def text(self) -> str:
        """All that is to be done."""
        return f"{self.action.text} {self.then}".rstrip()

    @property
    def levels(self) -> str:
        """`starts 2`, shown where a step shows its levels."""
        return f"starts {self.level}"

    @property
    def effort_days(self) -> Fraction:
        """Person-days that the plan uses: the middle of the effort."""
        return self.effort.middle

    @property
    def part(self) -> Effort:
        """The low and high estimate of the person-days in its phase, which is all of them."""
        return self.effort


@dataclass(frozen=True, slots=True)
class Check:
    """A level that a step needs and that nobody has assessed; the phase verifies it, without planned effort.

    Attributes:
        effort_if_missing: person-days to reach the level if the check finds that nothing is in place.
        serves: the practices whose steps need it, with the level they reach; empty in a saved roadmap.
    """

    practice: str
    level: int
    effort_if_missing: Fraction
    serves: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    """How many of a framework's rated requirements are L or F; `of` is the same in every phase of a roadmap."""

    met: int
    of: int


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of weeks; it ends the day before the next begins.

    Attributes:
        levels_after: level by practice at the end of the phase, for every practice that has a level.
        readiness_after: readiness by framework at the end of the phase.
        early: early actions, in addition to the steps; only phase 1 has any.
    """

    number: int
    start: date
    end: date
    capacity: Fraction
    steps: tuple[PlannedStep, ...]
    levels_after: Mapping[str, int]
    checks: tuple[Check, ...] = ()
    readiness_after: Mapping[str, Readiness] = field(default_factory=dict)
    early: tuple[EarlyAction, ...] = ()

    @property
    def work(self) -> tuple[PlannedStep | EarlyAction, ...]:
        """Everything that takes days in this phase."""
        return (*self.steps, *self.early)

    @property
    def used(self) -> Fraction:
        """Person-days planned in this phase."""
        return sum((each.effort_days for each in self.work), Fraction(0))

    @property
    def free(self) -> Fraction:
        """Person-days left."""
        return self.capacity - self.used


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A target that the roadmap misses, the level reached instead, and the reason."""

    practice: str
    target: int
    reached: int
    why: str


@dataclass(frozen=True, slots=True)
class AimResult:
    """Whether the roadmap makes the organization ready.

    Attributes:
        targets: the cheapest levels that make it ready, by practice.
        effort: person-days of the steps to these levels.
        ready_after: the phase by whose end they are all reached; None if the roadmap doesn't reach them, or if
            nothing can be planned for the aim.
        met: whether that is by the date, or by the end of the roadmap if there is no date, and no requirement is out
            of reach.
        capacity_needed: the person-days per phase with which the aim would be met; None if it is met, or if no
            capacity would be enough.
        out_of_reach: requirements that no levels can bring to the rating, each with the reason.
        says: all of this in sentences.
    """

    framework: str
    targets: Mapping[str, int]
    effort: Effort
    ready_after: int | None
    met: bool
    capacity_needed: int | None
    out_of_reach: Mapping[str, str]
    says: tuple[str, ...]


@dataclass(frozen=True)
class Roadmap:
    """What to adopt, and in which order.

    Attributes:
        targets: target level of every practice in the plan, whether set or by default.
        readiness_before: readiness by framework today, over the requirements that have a rating today.
        unplanned: every target that the roadmap misses.
        notes: remarks on the roadmap as a whole, for example that an entry practice couldn't start in phase 1.
        worth: sum over finished steps to targets of benefit x (phases - phase the step ends in + 1).
        bound: no roadmap under these settings is worth more; the same as `worth` if that is proven. None for a
            roadmap saved by a release that didn't record the bound.
    """

    approach: str
    chosen_by: ChosenBy
    settings: RoadmapSettings
    targets: Mapping[str, int]
    phases: tuple[Phase, ...]
    unplanned: tuple[Unplanned, ...]
    notes: tuple[str, ...]
    worth: Fraction
    bound: Fraction | None
    readiness_before: Mapping[str, Readiness] = field(default_factory=dict)
    aim: AimResult | None = None

    @property
    def proof(self) -> str:
        """How close the roadmap is to the best possible one, in a sentence; "" if nothing is planned."""
        if not self.worth or self.bound is None:
            return ""
        if self.bound == self.worth:
            return "No other roadmap under these settings has more benefit."
        return f"Another roadmap could have at most {float(self.bound / self.worth - 1):.1%} more benefit."
