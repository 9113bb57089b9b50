"""What the page of a practice shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.running.content import Content
from app.web.catalogue import labels
from app.web.catalogue.ladder_view import Ladder, ladder
from app.web.catalogue.mapping_view import FrameworkMappings, mappings_of_practice
from practices_catalog.model import Catalogue, Practice, Prerequisite


@dataclass(frozen=True, slots=True)
class ChainRow:
    """What the practice gives to one value chain activity."""

    activity: str
    degree: str
    how: str


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """An indicator, with the range of healthy shops and how it is gamed."""

    name: str
    formula: str
    unit: str
    better: str
    healthy: str
    gamed: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A prerequisite, seen from either end: `first` at a level, before `then` reaches another."""

    first: str
    first_name: str
    first_level: int
    then: str
    then_name: str
    then_level: int
    hard: bool
    why: str


@dataclass(frozen=True, slots=True)
class EffortRow:
    """Person-days of reaching levels 1 to 5, each from the one below."""

    size: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WeightRow:
    """What a level of the practice is worth in an approach, and its part there."""

    id: str
    name: str
    part: str
    weight: int


@dataclass(frozen=True, slots=True)
class PracticePage:
    """A practice with all that the catalogue knows of it."""

    id: str
    name: str
    group: str
    purpose: str
    success_factors: tuple[str, ...]
    chain: tuple[ChainRow, ...]
    roles: tuple[tuple[str, str], ...]
    indicators: tuple[IndicatorCard, ...]
    waits_for: tuple[Tie, ...]
    needed_by: tuple[Tie, ...]
    effort: tuple[EffortRow, ...]
    ladders: tuple[Ladder, ...]
    frameworks: tuple[FrameworkMappings, ...]
    weights: tuple[WeightRow, ...]


def practice_page(content: Content, practice: Practice) -> PracticePage:
    """Return the page of a practice."""
    catalogue = content.catalogue
    ladders = [ladder(each, practice.id) for each in content.questionnaires]
    return PracticePage(
        id=practice.id,
        name=practice.name,
        group=next(group.name for group in catalogue.groups if group.id == practice.group),
        purpose=practice.purpose,
        success_factors=tuple(each.name for each in practice.success_factors),
        chain=_chain(practice),
        roles=tuple((role.name, role.does) for role in practice.roles),
        indicators=_indicators(practice),
        waits_for=tuple(_tie(catalogue, practice, each) for each in practice.prerequisites),
        needed_by=_needed_by(catalogue, practice),
        effort=tuple(EffortRow(labels.SIZES[size], days) for size, days in practice.effort.items()),
        ladders=tuple(each for each in ladders if each.rungs),
        frameworks=mappings_of_practice(catalogue, practice.id),
        weights=_weights(catalogue, practice),
    )


def _chain(practice: Practice) -> tuple[ChainRow, ...]:
    return tuple(
        ChainRow(name, labels.DEGREES[given.degree], given.how)
        for activity, name in labels.ACTIVITIES.items()
        if (given := practice.value_chain.get(activity))
    )


def _indicators(practice: Practice) -> tuple[IndicatorCard, ...]:
    return tuple(
        IndicatorCard(i.name, i.formula, i.unit, labels.DIRECTIONS[i.direction], i.healthy, i.gamed)
        for i in practice.indicators
    )


def _needed_by(catalogue: Catalogue, practice: Practice) -> tuple[Tie, ...]:
    return tuple(
        _tie(catalogue, other, each)
        for other in catalogue.practices
        for each in other.prerequisites
        if each.practice == practice.id
    )


def _tie(catalogue: Catalogue, owner: Practice, each: Prerequisite) -> Tie:
    first = catalogue.practice[each.practice]
    return Tie(first.id, first.name, each.level, owner.id, owner.name, each.for_level, each.hard, each.why)


def _weights(catalogue: Catalogue, practice: Practice) -> tuple[WeightRow, ...]:
    return tuple(
        WeightRow(approach.id, approach.name, part(approach.entry, approach.supporting, practice.id), weight)
        for approach in catalogue.approaches
        if (weight := approach.weights.get(practice.id)) is not None
    )


def part(entry: tuple[str, ...], supporting: tuple[str, ...], practice: str) -> str:
    """Return what a practice is in an approach: its first entry practice, an entry, a support, or one of the others."""
    if practice in entry:
        return f"entry {entry.index(practice) + 1} of {len(entry)}" if len(entry) > 1 else "entry"
    return "supporting" if practice in supporting else "other"
