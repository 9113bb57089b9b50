"""A draft: a schedule and everything it was made from. Reasons, notes and missed targets are derived from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from practices_catalog.model import Approach, Catalogue, Effort
from questionnaires.diagnosis import Diagnosis
from questionnaires.model import Statement, Triage
from questionnaires.scoring.model import Scores
from roadmaps.aims import AimLevels
from roadmaps.model import RoadmapSettings, Step
from roadmaps.optimum import Optimum
from roadmaps.precedence import Goal, Precedence, goal_of
from roadmaps.problem import Problem, Schedule
from roadmaps.steps import StepMaker
from roadmaps.wording import in_sentence


@dataclass(frozen=True, slots=True)
class Early:
    """What to do in phase 1, toward a statement, for a practice whose step comes later.

    Attributes:
        text: how to start.
        step: the later step whose effort is less by the effort of this action; None if one person only begins.
        then: what follows of that step; "" if one person only begins.
    """

    practice: str
    statement: Statement
    effort: Effort
    text: str
    step: Goal | None = None
    then: str = ""


@dataclass(frozen=True)
class Basis:
    """What a roadmap is made from, before anything is planned.

    Attributes:
        triage: says which practices each symptom points to.
        settings: the settings, with the defaults filled in.
        precedence: the precedence of the targets.
        aimed: the levels that the aim requires; empty without an aim.
        diagnosis: the underlying cause, if one can be named.
        dated: the earliest upcoming date in the answers about each practice.
        ahead: the early actions that do part of a step, in order.
    """

    scores: Scores
    triage: Triage
    maker: StepMaker
    settings: RoadmapSettings
    precedence: Precedence
    aimed: AimLevels
    diagnosis: Diagnosis | None = None
    dated: Mapping[str, date] = field(default_factory=dict)
    ahead: tuple[Early, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue."""
        return self.maker.catalogue

    @property
    def approach(self) -> Approach:
        """The approach."""
        return self.maker.approach

    @property
    def is_overloaded(self) -> bool:
        """Whether the underlying cause is that too much has been begun, so that nothing optional begins."""
        return self.diagnosis is not None and self.diagnosis.cause.is_overload

    def name(self, practice: str) -> str:
        """Return a practice's name for use inside a sentence."""
        return in_sentence(self.catalogue.practice[practice].name)

    def named(self, goal: Goal) -> str:
        """Return "incident management level 2"."""
        return f"{self.name(goal[0])} level {goal[1]}"


@dataclass(frozen=True)
class Draft:
    """A roadmap before its reasons and notes are written.

    Attributes:
        steps: the possible steps to targets and the filling steps, in catalogue order; `problem` and `schedule` refer
            to them by index.
        problem: the problem of all these steps; the days of early actions are deducted from phase 1.
        schedule: the schedule of all these steps.
        optimum: the optimum of only the steps to targets; `entry` is the first step of the first entry practice.
        urgent: the practices that symptoms point to most, which reach level 2 as early as possible.
        quick_wins: the steps to targets of which one is kept in phase 1.
        treating: the steps that treat what hurts most, which come as early as possible.
        early: the early actions of phase 1, in order.
        aim_by: the phase by whose end the aim's levels are required; 0 if that isn't possible.
        causing: the goals that treat the cause and come before an aim, each with the phase in which it is reached.
        kept: the person-days that phase 1 keeps before any step, for early actions that can't wait.
    """

    basis: Basis
    steps: tuple[Step, ...]
    problem: Problem
    schedule: Schedule
    optimum: Optimum
    entry: int | None
    urgent: tuple[str, ...] = ()
    quick_wins: tuple[int, ...] = ()
    treating: tuple[int, ...] = ()
    aim_by: int = 0
    causing: Mapping[Goal, int] = field(default_factory=dict)
    kept: Fraction = Fraction(0)
    early: tuple[Early, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue."""
        return self.basis.catalogue

    @property
    def approach(self) -> Approach:
        """The approach."""
        return self.basis.approach

    @property
    def settings(self) -> RoadmapSettings:
        """The settings, with the defaults filled in."""
        return self.basis.settings

    @property
    def precedence(self) -> Precedence:
        """The precedence of the targets."""
        return self.basis.precedence

    @cached_property
    def number(self) -> dict[Goal, int]:
        """The index of the step that reaches a goal."""
        return {goal_of(step): index for index, step in enumerate(self.steps)}

    @cached_property
    def reached(self) -> Mapping[str, int]:
        """The level of every practice at the end of the roadmap."""
        levels = {practice: state.level for practice, state in self.precedence.current.items()}
        return levels | {step.practice: step.to_level for i, step in enumerate(self.steps) if self.schedule.ends[i]}

    @cached_property
    def worth(self) -> Fraction:
        """The sum over finished steps to targets of benefit x (phases - phase it ends in + 1)."""
        last = self.settings.phases + 1
        return sum(
            (
                step.benefit * (last - end)
                for step, end in zip(self.steps, self.schedule.ends, strict=True)
                if end and not step.filling and not step.completes
            ),
            Fraction(0),
        )

    def free_for(self, index: int) -> tuple[Fraction, ...]:
        """Return the days of each phase that a step could have had; filling steps didn't take any days from it."""
        left = list(self.schedule.free(self.problem))
        for other in self.schedule.planned(self.problem):
            if self.steps[other].filling and not self.steps[index].filling:
                for phase, days in self.schedule.days(self.problem, other).items():
                    left[phase - 1] += days
        return tuple(left)

    def is_urgent(self, step: Step) -> bool:
        """Return whether a step treats what symptoms point to most, or its underlying cause."""
        treats = step.to_level <= self.basis.maker.treated_level(step.practice)
        return step.practice in self.urgent and treats and not step.filling

    def level_when_ends(self, practice: str, phase: int) -> int:
        """Return a practice's level at the end of a phase."""
        steps = zip(self.steps, self.schedule.ends, strict=True)
        raised = [step.to_level for step, end in steps if step.practice == practice and 0 < end <= phase]
        return max([self.precedence.current[practice].level, *raised])

    def name(self, practice: str) -> str:
        """Return a practice's name for use inside a sentence."""
        return self.basis.name(practice)

    def named(self, goal: Goal) -> str:
        """Return "incident management level 2"."""
        return self.basis.named(goal)
