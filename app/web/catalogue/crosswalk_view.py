"""The view model of the crosswalk: each requirement, the practices mapped to it, and the requirements they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from practices_catalog.crosswalk import Crossing, crosswalk
from practices_catalog.model import Catalogue, Strength


@dataclass(frozen=True, slots=True)
class CrosswalkTarget:
    """A requirement of the other framework; primary if both mappings that lead to it are primary."""

    id: str
    title: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class CrosswalkPractice:
    """A practice that links the two frameworks, and the requirements it leads to."""

    practice: str
    name: str
    targets: tuple[CrosswalkTarget, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """A requirement and the practices that link it to the other framework."""

    id: str
    title: str
    practices: tuple[CrosswalkPractice, ...]


def crosswalk_rows(
    catalogue: Catalogue, source: str, target: str, requirement: str | None = None
) -> tuple[CrosswalkRow, ...]:
    """Return the crosswalk from a framework, or from one requirement and those below it, to another framework."""
    titles = {each.id: each.title for each in catalogue.framework[source].requirements}
    target_titles = {each.id: each.title for each in catalogue.framework[target].requirements}
    crossings = crosswalk(catalogue, source, target, requirement)
    return tuple(
        CrosswalkRow(each, titles[each], _practices(catalogue, target_titles, ways))
        for each, ways in groupby(crossings, key=lambda crossing: crossing.source.requirement)
    )


def _practices(
    catalogue: Catalogue, titles: dict[str, str], crossings: Iterable[Crossing]
) -> tuple[CrosswalkPractice, ...]:
    targets: dict[str, list[CrosswalkTarget]] = {}
    for crossing in crossings:
        requirement = crossing.target.requirement
        target = CrosswalkTarget(requirement, titles[requirement], crossing.strength is Strength.PRIMARY)
        targets.setdefault(crossing.practice, []).append(target)
    return tuple(CrosswalkPractice(each, catalogue.practice[each].name, tuple(to)) for each, to in targets.items())
