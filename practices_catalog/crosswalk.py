"""Crosswalks between frameworks, through the practices that both are mapped to."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue, Mapping, Strength


@dataclass(frozen=True, slots=True)
class Crossing:
    """A link from a requirement, through a practice, to a requirement of another framework."""

    source: Mapping
    target: Mapping

    @property
    def practice(self) -> str:
        """Id of the practice that links the two requirements."""
        return self.source.practice

    @property
    def strength(self) -> Strength:
        """Primary if both mappings are primary, otherwise supporting."""
        both = {self.source.strength, self.target.strength}
        return Strength.PRIMARY if both == {Strength.PRIMARY} else Strength.SUPPORTING


def crosswalk(catalogue: Catalogue, source: str, target: str, requirement: str | None = None) -> tuple[Crossing, ...]:
    """Return every link from one framework to another, in the order of the requirements, primary links first.

    Args:
        source: id of the framework to start from.
        target: id of the framework to reach.
        requirement: id of a requirement to limit the crosswalk to; its children are included.
    """
    origin, goal = catalogue.framework[source], catalogue.framework[target]
    rank = {each.id: number for number, each in enumerate(origin.requirements)}
    goal_rank = {each.id: number for number, each in enumerate(goal.requirements)}
    wanted = set(rank) if requirement is None else _with_children(catalogue, source, requirement)
    crossings = [
        Crossing(first, second)
        for first in origin.mappings
        if first.requirement in wanted
        for second in goal.mappings
        if second.practice == first.practice
    ]
    crossings.sort(
        key=lambda c: (
            rank[c.source.requirement],
            c.strength is Strength.SUPPORTING,
            goal_rank[c.target.requirement],
            c.practice,
        )
    )
    return tuple(crossings)


def _with_children(catalogue: Catalogue, framework: str, requirement: str) -> set[str]:
    wanted = {requirement}
    for each in catalogue.framework[framework].requirements:
        if each.parent in wanted:
            wanted.add(each.id)
    return wanted
