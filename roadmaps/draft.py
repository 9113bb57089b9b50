"""A draft: a schedule and everything it was made from. Reasons, notes and missed targets are derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from practices_catalog.model import Approach, Catalogue
from roadmaps.model import RoadmapSettings, Step
from roadmaps.precedence import Goal, Precedence, goal_of
from roadmaps.problem import EntryStep, Problem
from roadmaps.scheduling import Schedule
from roadmaps.wording import in_sentence


@dataclass(frozen=True)
class Draft:
    """A roadmap before its reasons and notes are written.

    Attributes:
        settings: with the capacity filled in.
        steps: the possible steps in catalogue order; `problem` and `schedule` refer to them by index.
        first: the first step of the first entry practice, and whether it can start in phase 1 as the rule asks.
    """

    catalogue: Catalogue
    approach: Approach
    settings: RoadmapSettings
    precedence: Precedence
    steps: tuple[Step, ...]
    problem: Problem
    first: EntryStep | None
    schedule: Schedule

    @cached_property
    def number(self) -> dict[Goal, int]:
        """The index of the step that reaches a goal."""
        return {goal_of(step): index for index, step in enumerate(self.steps)}

    @cached_property
    def reached(self) -> dict[str, int]:
        """The level of every practice at the end of the roadmap."""
        levels = {practice: state.level for practice, state in self.precedence.current.items()}
        return levels | {step.practice: step.to_level for i, step in enumerate(self.steps) if self.schedule.ends[i]}

    @property
    def phase_days(self) -> Fraction:
        """Person-days of a phase."""
        return Fraction(self.problem.capacity, self.problem.scale)

    @cached_property
    def worth(self) -> int:
        """The sum over finished steps of benefit x (phases - phase it ends in + 1)."""
        left = self.settings.phases + 1
        return sum(step.benefit * (left - end) for step, end in zip(self.steps, self.schedule.ends, strict=True) if end)

    def level_when_ends(self, practice: str, phase: int) -> int:
        """Return a practice's level at the end of a phase."""
        steps = zip(self.steps, self.schedule.ends, strict=True)
        raised = [step.to_level for step, end in steps if step.practice == practice and 0 < end <= phase]
        return max([self.precedence.current[practice].level, *raised])

    def name(self, practice: str) -> str:
        """Return a practice's name for use inside a sentence."""
        return in_sentence(self.catalogue.practice[practice].name)

    def named(self, goal: Goal) -> str:
        """Return "incident management level 2"."""
        return f"{self.name(goal[0])} level {goal[1]}"
