"""The crosswalk as it is read: each requirement, the practices that lead on from it, and where each arrives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from practices_catalog.crosswalk import Crossing, crosswalk
from practices_catalog.model import Catalogue, Strength


@dataclass(frozen=True, slots=True)
class Arrival:
    """A requirement of the other framework; primary where both mappings on the way are."""

    id: str
    title: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Through:
    """A practice on the way, and where it leads."""

    practice: str
    name: str
    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class Crossroads:
    """A requirement and the practices that lead on from it."""

    id: str
    title: str
    through: tuple[Through, ...]


def crossroads(
    catalogue: Catalogue, source: str, target: str, requirement: str | None = None
) -> tuple[Crossroads, ...]:
    """Return the ways from a framework, or one of its requirements and those under it, to another framework."""
    titles = {each.id: each.title for each in catalogue.framework[source].requirements}
    goals = {each.id: each.title for each in catalogue.framework[target].requirements}
    crossings = crosswalk(catalogue, source, target, requirement)
    return tuple(
        Crossroads(each, titles[each], _through(catalogue, goals, ways))
        for each, ways in groupby(crossings, key=lambda crossing: crossing.source.requirement)
    )


def _through(catalogue: Catalogue, goals: dict[str, str], ways: Iterable[Crossing]) -> tuple[Through, ...]:
    arrivals: dict[str, list[Arrival]] = {}
    for way in ways:
        goal = way.target.requirement
        arrival = Arrival(goal, goals[goal], way.strength is Strength.PRIMARY)
        arrivals.setdefault(way.practice, []).append(arrival)
    return tuple(Through(each, catalogue.practice[each].name, tuple(found)) for each, found in arrivals.items())
