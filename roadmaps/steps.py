"""Steps: raising one practice by one level, the effort that this takes, and how much it is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from practices_catalog.model import Approach, Catalogue, Effort
from questionnaires.weighing import WORST
from roadmaps.current_state import CurrentState, CurrentStates
from roadmaps.model import QUICK_WIN_NEED, RoadmapSettings, Step
from roadmaps.precedence import Goal
from roadmaps.settings import capacity_of
from roadmaps.symptoms import MOST_NEED, TREATED, Reports

HALF, THREE_QUARTERS = Fraction(1, 2), Fraction(3, 4)
LEAST_SHARE = Fraction(1, 10)
QUICK_WIN_SHARE = Fraction(1, 10)


@dataclass(frozen=True)
class StepMaker:
    """Makes the steps for one organization; has everything that their effort and need depend on.

    Attributes:
        urgent: the practices that symptoms point to most.
        treating: the level at which each practice that shows the underlying cause no longer shows it.
        at_risk: practices below level 2 that guard against rare but serious events, if somebody wrote about their gaps,
            with the minimum weight of their steps up to level 2.
        eases: the levels of other practices that would make an urgent practice's next step easier.
        ahead: by practice and level, the part of a step's effort that an early action does in phase 1.
    """

    catalogue: Catalogue
    current: CurrentStates
    approach: Approach
    reports: Reports
    settings: RoadmapSettings
    urgent: tuple[str, ...] = ()
    treating: Mapping[str, int] = field(default_factory=dict)
    eases: Mapping[str, int] = field(default_factory=dict)
    at_risk: Mapping[str, int] = field(default_factory=dict)
    ahead: Mapping[Goal, Effort] = field(default_factory=dict)

    def steps(self, targets: Mapping[str, int]) -> tuple[Step, ...]:
        """Return the steps to every target, at most up to the highest level that can be reached, in catalogue order."""
        return tuple(
            self.step(practice.id, level)
            for practice in self.catalogue.practices
            if practice.id in targets
            for level in levels_ahead(self.current[practice.id], targets[practice.id])
        )

    def step(self, practice: str, level: int, *, filling: bool = False) -> Step:
        """Return the step that raises a practice to a level."""
        state = self.current[practice]
        ahead, need, report = self.ahead.get((practice, level)), self.need(practice, level), self.reports.get(practice)
        effort = without(self.effort(practice, level), ahead)
        return Step(
            practice=practice,
            from_level=level - 1,
            to_level=level,
            effort=effort,
            weight=self.weight(practice, level),
            need=need,
            quick_win=state.assessed
            and ((report is not None and report.strong) or level <= self.eases.get(practice, 0))
            and need >= QUICK_WIN_NEED
            and ahead is None
            and effort.middle <= QUICK_WIN_SHARE * capacity_of(self.settings),
            filling=filling,
            assessed=state.assessed,
            ahead=ahead,
        )

    def effort(self, practice: str, level: int) -> Effort:
        """Return the person-days that it takes to raise a practice to a level, with what is done ahead of the step."""
        return step_effort(self._efforts(practice), self.current[practice], level, self.settings.effort_factor)

    def effort_to_complete(self, practice: str, level: int) -> Effort:
        """Return the person-days for the missing part of a level that a practice has reached in part."""
        return effort_to_complete(self._efforts(practice), self.current[practice], level, self.settings.effort_factor)

    def _efforts(self, practice: str) -> tuple[Effort, ...]:
        return self.catalogue.practice[practice].effort(self.settings.size, self.settings.it_staff)

    def effort_to(self, practice: str, level: int) -> Effort:
        """Return the person-days of all steps that raise a practice from its current level to a level."""
        efforts = [self.effort(practice, each) for each in levels_ahead(self.current[practice], level)]
        return total(efforts)

    def need(self, practice: str, level: int) -> Fraction:
        """Return how much a step is needed.

        The need is 1, plus 1 for a step from an assessed level 0, plus up to 1 for the loudest symptom, or 1 if the
        step treats the underlying cause. Beyond the level that treats a symptom, it is 1/2, or 3/4 if symptoms point
        to the practice most, or 1 if the step treats the underlying cause. If nobody has assessed the practice, the
        need is half as much.
        """
        known, report = self.current[practice].assessed, self.reports.get(practice)
        reported = (report.need_at_0 if level == 1 else report.need) if report else Fraction(0)
        reported = MOST_NEED if practice in self.at_risk else reported
        beyond = THREE_QUARTERS if practice in self.urgent else HALF
        if self.treats_the_cause(practice, level):
            reported, beyond = MOST_NEED, Fraction(1)
        need = beyond if level > TREATED else 1 + (level == 1 and known) + reported
        return need if known else need * HALF

    def weight(self, practice: str, level: int) -> int:
        """Return what a step is worth: the approach's weight, but not little if people complain about the practice."""
        weight, report = self.approach.weights.get(practice, 0), self.reports.get(practice)
        if self.treats_the_cause(practice, level):
            return max(weight, WORST**2)
        if practice in self.at_risk and level <= TREATED:
            weight = max(weight, self.at_risk[practice])
        if report is None or not self.current[practice].assessed or level > TREATED:
            return weight
        return max(weight, report.least_weight_at_0 if level == 1 else report.least_weight)

    def treated_level(self, practice: str) -> int:
        """Return the level up to which a practice's steps treat reported symptoms or their underlying cause."""
        return max(TREATED, self.treating.get(practice, 0))

    def treats_the_cause(self, practice: str, level: int) -> bool:
        """Return whether the underlying cause shows at a level of an assessed practice, or above it."""
        return self.current[practice].assessed and level <= self.treating.get(practice, 0)


def total(efforts: list[Effort]) -> Effort:
    """Return the sum of efforts."""
    return Effort(sum((each.low for each in efforts), Fraction(0)), sum((each.high for each in efforts), Fraction(0)))


def without(effort: Effort, part: Effort | None) -> Effort:
    """Return what is left of an effort once part of it has been done."""
    return effort if part is None else Effort(effort.low - part.low, effort.high - part.high)


def light_steps(steps: Sequence[Step]) -> frozenset[int]:
    """Return the indexes of steps that are one-off measures, not new habits, and don't count toward the breadth."""
    return frozenset(index for index, step in enumerate(steps) if step.quick_win or step.completes)


def first_phase(step: Step, settings: RoadmapSettings) -> int:
    """Return the first phase in which a step may begin: after phase 1 if an early action there does part of it."""
    return max(settings.pins.get(step.practice, 1), 2 if step.ahead else 1)


def levels_ahead(state: CurrentState, target: int) -> range:
    """Return the levels above the current one, up to a target or the highest level that can be reached."""
    return range(state.level + 1, min(target, state.ceiling) + 1)


def step_effort(
    catalogue_effort: tuple[Effort, ...], state: CurrentState, to_level: int, factor: Fraction = Fraction(1)
) -> Effort:
    """Return the person-days of a step.

    Args:
        catalogue_effort: days to reach levels 1 to 5, each from the level below.
        state: the practice's current state.
        to_level: the level that the step reaches.
        factor: how many times the catalogue's effort the organization's work takes.

    The effort is the catalogue's effort x (1 - achievement), but at least a tenth of the level's effort: even a level
    that looks achieved takes some work to confirm. Under a method that requires F for the levels below, a practice's
    first step includes what is missing there.

    Source: docs/planning.md, "Effort".
    """
    low, high = (
        _days(each, state, to_level)
        for each in zip(*((effort.low, effort.high) for effort in catalogue_effort), strict=True)
    )
    return Effort(low * factor, high * factor)


def effort_to_complete(
    catalogue_effort: tuple[Effort, ...], state: CurrentState, level: int, factor: Fraction = Fraction(1)
) -> Effort:
    """Return the person-days for the missing part of a level, which a practice may have reached without it."""
    effort, share = catalogue_effort[level - 1], _missing_share(state, level) * factor
    return Effort(effort.low * share, effort.high * share)


def paid_levels(state: CurrentState, to_level: int) -> range:
    """Return the levels whose missing parts a step covers."""
    first = state.fills_gaps and to_level == state.level + 1
    return range(1 if first else to_level, to_level + 1)


def _days(catalogue_days: tuple[Fraction, ...], state: CurrentState, to_level: int) -> Fraction:
    paid = paid_levels(state, to_level)
    missing = sum((catalogue_days[level - 1] * _missing_share(state, level) for level in paid), Fraction(0))
    return max(missing, catalogue_days[to_level - 1] * LEAST_SHARE)


def _missing_share(state: CurrentState, level: int) -> Fraction:
    achieved = state.achievements[level - 1]
    return Fraction(0) if achieved is None else 1 - achieved
