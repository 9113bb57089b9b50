"""The view model of a practice's page in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from app.running.content import Content
from app.web.catalogue import labels
from app.web.catalogue.ladder_view import Ladder, ladder
from app.web.catalogue.mapping_view import FrameworkMappings, mappings_of_practice
from practices_catalog.model import Approach, Catalogue, Effort, OrganizationSize, Practice, Prerequisite


@dataclass(frozen=True, slots=True)
class ChainRow:
    """What the practice contributes to one value chain activity."""

    activity: str
    degree: str
    how: str


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """An indicator, its healthy range, how it can be gamed, and the level from which it can be measured."""

    name: str
    formula: str
    unit: str
    better: str
    healthy: str
    gamed: str
    from_level: str


@dataclass(frozen=True, slots=True)
class PrerequisiteRow:
    """A prerequisite, from either side: `first` must reach its level before `then` reaches another."""

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
    """The person-days needed to reach each level, from 1 to 5, from the level below."""

    size: str
    days: tuple[Effort, ...]


@dataclass(frozen=True, slots=True)
class WeightRow:
    """The practice's weight and role in an approach."""

    id: str
    name: str
    role: str
    weight: int


@dataclass(frozen=True, slots=True)
class CataloguePracticePage:
    """Everything in the catalogue about a practice."""

    id: str
    name: str
    group: str
    purpose: str
    success_factors: tuple[str, ...]
    chain: tuple[ChainRow, ...]
    roles: tuple[tuple[str, str], ...]
    mandate: str | None
    indicators: tuple[IndicatorCard, ...]
    waits_for: tuple[PrerequisiteRow, ...]
    needed_by: tuple[PrerequisiteRow, ...]
    effort: tuple[EffortRow, ...]
    drivers: tuple[str, ...]
    ladders: tuple[Ladder, ...]
    frameworks: tuple[FrameworkMappings, ...]
    weights: tuple[WeightRow, ...]


def practice_page(content: Content, practice: Practice) -> CataloguePracticePage:
    """Return the page of a practice."""
    catalogue = content.catalogue
    ladders = [ladder(each, practice.id) for each in content.questionnaires]
    return CataloguePracticePage(
        id=practice.id,
        name=practice.name,
        group=next(group.name for group in catalogue.groups if group.id == practice.group),
        purpose=practice.purpose,
        success_factors=tuple(each.name for each in practice.success_factors),
        chain=_chain(practice),
        roles=tuple((role.name, role.does) for role in practice.roles),
        mandate=practice.mandate,
        indicators=_indicators(practice),
        waits_for=tuple(_prerequisite(catalogue, practice, each) for each in practice.prerequisites),
        needed_by=_needed_by(catalogue, practice),
        effort=tuple(EffortRow(labels.SIZES[size], practice.effort(size)) for size in OrganizationSize),
        drivers=tuple(each.driver for each in practice.efforts),
        ladders=tuple(each for each in ladders if each.statements),
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
        IndicatorCard(i.name, i.formula, i.unit, labels.DIRECTIONS[i.direction], i.healthy, i.gamed, str(i.from_level))
        for i in practice.indicators
    )


def _needed_by(catalogue: Catalogue, practice: Practice) -> tuple[PrerequisiteRow, ...]:
    return tuple(
        _prerequisite(catalogue, other, each)
        for other in catalogue.practices
        for each in other.prerequisites
        if each.practice == practice.id
    )


def _prerequisite(catalogue: Catalogue, owner: Practice, each: Prerequisite) -> PrerequisiteRow:
    first = catalogue.practice[each.practice]
    return PrerequisiteRow(first.id, first.name, each.level, owner.id, owner.name, each.for_level, each.hard, each.why)


def _weights(catalogue: Catalogue, practice: Practice) -> tuple[WeightRow, ...]:
    return tuple(
        WeightRow(approach.id, approach.name, role_in_approach(approach, practice.id), weight)
        for approach in catalogue.approaches
        if (weight := approach.weights.get(practice.id)) is not None
    )


def role_in_approach(approach: Approach, practice: str) -> str:
    """Return a practice's role in an approach: `entry practice 1 of 2`, `supporting` or `other`."""
    entry = approach.entry
    if practice in entry:
        return f"entry practice {entry.index(practice) + 1} of {len(entry)}" if len(entry) > 1 else "entry practice"
    return "supporting" if practice in approach.supporting else "other"
