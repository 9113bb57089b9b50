"""A schedule together with what it was made from: what reasons, notes and missed targets are read from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from practices_catalog.model import Approach, Catalogue
from roadmaps.model import Settings, Step
from roadmaps.precedence import Goal, Precedence, goal_of
from roadmaps.problem import EntryStep, Problem
from roadmaps.scheduling import Schedule
from roadmaps.wording import in_sentence


@dataclass(frozen=True)
class Draft:
    """A roadmap before it is put into words.

    Attributes:
        settings: with the capacity resolved.
        steps: those that nothing bars, in catalogue order, by the numbers that problem and schedule use.
        first: what became of the rule that the first entry practice starts in phase 1.
    """

    catalogue: Catalogue
    approach: Approach
    settings: Settings
    precedence: Precedence
    steps: tuple[Step, ...]
    problem: Problem
    first: EntryStep | None
    schedule: Schedule

    @cached_property
    def number(self) -> dict[Goal, int]:
        """The number of the step that reaches a level."""
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
        """Return a practice's name as it stands inside a sentence."""
        return in_sentence(self.catalogue.practice[practice].name)

    def named(self, goal: Goal) -> str:
        """Return "incident management 2"."""
        return f"{self.name(goal[0])} {goal[1]}"
