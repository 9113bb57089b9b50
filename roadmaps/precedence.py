"""Which steps wait for which, and which can never stand because what they wait for never comes."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from enum import StrEnum

from practices_catalog.model import Catalogue, Prerequisite
from roadmaps.model import Step
from roadmaps.standing import Standings

Rung = tuple[str, int]
"""A practice and a level of it."""


class Cause(StrEnum):
    """Why a level never comes in this plan."""

    EXCLUDED = "excluded"
    NOT_APPLICABLE = "not-applicable"
    UNREACHABLE = "unreachable"
    TARGET_BELOW = "target-below"


@dataclass(frozen=True, slots=True)
class Barrier:
    """What bars a level: the chain of rungs that wait for each other, and why the last of them never comes."""

    chain: tuple[Rung, ...]
    cause: Cause


@dataclass(frozen=True)
class Precedence:
    """The order that prerequisites and a practice's own levels impose on the steps of a plan.

    Attributes:
        targets: of every practice in the plan.
        excluded: practices left out by the person.
    """

    catalogue: Catalogue
    standings: Standings
    targets: Dict[str, int]
    excluded: frozenset[str]
    _barriers: dict[Rung, Barrier | None] = field(default_factory=dict)

    def waits_for(self, rung: Rung) -> Iterator[Rung]:
        """Yield what comes directly before a level and is not satisfied by the present levels."""
        practice, level = rung
        if level - 1 > self.standings[practice].level:
            yield practice, level - 1
        for prerequisite in self.hard(rung):
            if self.standings[prerequisite.practice].level < prerequisite.level:
                yield prerequisite.practice, prerequisite.level

    def hard(self, rung: Rung) -> Iterator[Prerequisite]:
        """Yield the hard prerequisites that bind a level."""
        return (p for p in self._binding(rung) if p.hard)

    def soft(self, rung: Rung) -> Iterator[Prerequisite]:
        """Yield the soft prerequisites of a level."""
        return (p for p in self._binding(rung) if not p.hard)

    def barrier(self, rung: Rung) -> Barrier | None:
        """Return what bars a level, None where it can be planned."""
        if rung not in self._barriers:
            self._barriers[rung] = self._find_barrier(rung)
        return self._barriers[rung]

    def _binding(self, rung: Rung) -> Iterator[Prerequisite]:
        practice, level = rung
        return (p for p in self.catalogue.practice[practice].prerequisites if p.for_level == level)

    def _find_barrier(self, rung: Rung) -> Barrier | None:
        cause = self._own_cause(rung)
        if cause:
            return Barrier((rung,), cause)
        beyond = (self.barrier(before) for before in self.waits_for(rung))
        first = next((barrier for barrier in beyond if barrier), None)
        return Barrier((rung, *first.chain), first.cause) if first else None

    def _own_cause(self, rung: Rung) -> Cause | None:
        practice, level = rung
        if practice in self.excluded:
            return Cause.EXCLUDED
        if not self.standings[practice].applicable:
            return Cause.NOT_APPLICABLE
        if level > self.standings[practice].ceiling:
            return Cause.UNREACHABLE
        return Cause.TARGET_BELOW if level > self.targets.get(practice, 0) else None


def possible_steps(steps: tuple[Step, ...], precedence: Precedence) -> tuple[Step, ...]:
    """Return the steps that nothing bars."""
    return tuple(step for step in steps if precedence.barrier(rung_of(step)) is None)


def rung_of(step: Step) -> Rung:
    """Return the level that a step reaches."""
    return step.practice, step.to_level
