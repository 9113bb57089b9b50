"""Which steps wait for which, and which are barred because something they wait for is never planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from practices_catalog.model import Catalogue, Prerequisite
from roadmaps.current_state import CurrentStates
from roadmaps.model import RoadmapSettings, Step
from roadmaps.targets import is_checked

Goal = tuple[str, int]
"""A practice and the level that it should reach."""


class Cause(StrEnum):
    """Why this plan can't reach a level."""

    EXCLUDED = "excluded"
    NOT_APPLICABLE = "not-applicable"
    UNREACHABLE = "unreachable"
    TARGET_BELOW = "target-below"


@dataclass(frozen=True, slots=True)
class Barrier:
    """What bars a goal: a chain of goals, each waiting for the next, and why the last one can't be reached."""

    chain: tuple[Goal, ...]
    cause: Cause


@dataclass(frozen=True)
class Precedence:
    """The order that prerequisites and a practice's own levels impose on the steps of a plan.

    Attributes:
        targets: the target of every practice in the plan.
        settings: has the exclusions, and whether unknown prerequisites are checked or built.
        built: the targets of the practices that the plan itself raises; same as `targets` without filling steps.
    """

    catalogue: Catalogue
    current: CurrentStates
    targets: Mapping[str, int]
    settings: RoadmapSettings
    built: Mapping[str, int] | None = None
    _barriers: dict[Goal, Barrier | None] = field(default_factory=dict)

    def waits_for(self, goal: Goal) -> Iterator[Goal]:
        """Yield the goals directly before this one that the current levels don't meet."""
        practice, level = goal
        if level - 1 > self.current[practice].level:
            yield practice, level - 1
        for prerequisite in self.hard(goal):
            other, needed = prerequisite.practice, prerequisite.level
            if self.current[other].level < needed and not self._is_checked(prerequisite):
                yield other, needed

    def checks(self, goal: Goal) -> Iterator[Goal]:
        """Yield the prerequisites of a goal that nobody has assessed, and that are checked instead of built."""
        for prerequisite in self.hard(goal):
            if self._is_checked(prerequisite):
                yield prerequisite.practice, prerequisite.level

    def hard(self, goal: Goal) -> Iterator[Prerequisite]:
        """Yield the hard prerequisites of a goal."""
        return (p for p in self._binding(goal) if p.hard)

    def soft(self, goal: Goal) -> Iterator[Prerequisite]:
        """Yield the soft prerequisites of a goal."""
        return (p for p in self._binding(goal) if not p.hard)

    def barrier(self, goal: Goal) -> Barrier | None:
        """Return what bars a goal, or None if it can be planned."""
        if goal not in self._barriers:
            self._barriers[goal] = self._find_barrier(goal)
        return self._barriers[goal]

    def _is_checked(self, prerequisite: Prerequisite) -> bool:
        built = self.targets if self.built is None else self.built
        return is_checked(self.current, built, self.settings, prerequisite.practice, prerequisite.level)

    def _binding(self, goal: Goal) -> Iterator[Prerequisite]:
        practice, level = goal
        return (p for p in self.catalogue.practice[practice].prerequisites if p.for_level == level)

    def _find_barrier(self, goal: Goal) -> Barrier | None:
        cause = self._own_cause(goal)
        if cause:
            return Barrier((goal,), cause)
        beyond = (self.barrier(before) for before in self.waits_for(goal))
        first = next((barrier for barrier in beyond if barrier), None)
        return Barrier((goal, *first.chain), first.cause) if first else None

    def _own_cause(self, goal: Goal) -> Cause | None:
        practice, level = goal
        if practice in self.settings.excluded:
            return Cause.EXCLUDED
        if not self.current[practice].applicable:
            return Cause.NOT_APPLICABLE
        if level > self.current[practice].ceiling:
            return Cause.UNREACHABLE
        return Cause.TARGET_BELOW if level > self.targets.get(practice, 0) else None


def possible_steps(steps: tuple[Step, ...], precedence: Precedence) -> tuple[Step, ...]:
    """Return the steps that aren't barred."""
    return tuple(step for step in steps if precedence.barrier(goal_of(step)) is None)


def goal_of(step: Step) -> Goal:
    """Return the goal that a step reaches."""
    return step.practice, step.to_level
