"""The list of practices, filtered and by group."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.catalogue import labels
from practices_catalog.model import Catalogue, ContributionDegree, Practice, ValueChainActivity
from reports.views import figures


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which practices to show; "" leaves a filter open. Without `contribution`, high and medium ones count."""

    group: str = ""
    activity: str = ""
    contribution: str = ""
    framework: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One practice; `contribution` is what it gives to the activity that was asked for, "" without one."""

    id: str
    name: str
    purpose: str
    contribution: str
    mapped: str


@dataclass(frozen=True, slots=True)
class Section:
    """The practices of one group."""

    id: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PracticeList:
    """What is left of the practices, in catalogue order."""

    count: str
    sections: tuple[Section, ...]


def practice_list(catalogue: Catalogue, wanted: Wanted) -> PracticeList:
    """Return the practices that pass all filters."""
    left = [each for each in catalogue.practices if _passes(catalogue, wanted, each)]
    sections = [
        Section(group.id, group.name, tuple(_entry(catalogue, wanted, each) for each in left if each.group == group.id))
        for group in catalogue.groups
    ]
    count = f"{figures.capital(figures.count(len(left), 'practice'))} of {len(catalogue.practices)}"
    return PracticeList(count, tuple(section for section in sections if section.entries))


def _passes(catalogue: Catalogue, wanted: Wanted, practice: Practice) -> bool:
    mapped = wanted.framework and not any(
        mapping.practice == practice.id for mapping in catalogue.framework[wanted.framework].mappings
    )
    in_group = wanted.group in {"", practice.group}
    return in_group and not mapped and (not wanted.activity or _degree(wanted, practice) in _degrees(wanted))


def _degree(wanted: Wanted, practice: Practice) -> ContributionDegree:
    given = practice.value_chain.get(ValueChainActivity(wanted.activity))
    return given.degree if given else ContributionDegree.NONE


def _degrees(wanted: Wanted) -> set[ContributionDegree]:
    if wanted.contribution:
        return {ContributionDegree(wanted.contribution)}
    return {ContributionDegree.HIGH, ContributionDegree.MEDIUM}


def _entry(catalogue: Catalogue, wanted: Wanted, practice: Practice) -> Entry:
    counts = [
        (framework.name, many)
        for framework in catalogue.frameworks
        if (many := sum(mapping.practice == practice.id for mapping in framework.mappings))
    ]
    contribution = ""
    if wanted.activity:
        activity = ValueChainActivity(wanted.activity)
        contribution = f"{labels.ACTIVITIES[activity]}: {labels.DEGREES[_degree(wanted, practice)]}"
    return Entry(practice.id, practice.name, practice.purpose, contribution, _answers_to(counts))


def _answers_to(counts: list[tuple[str, int]]) -> str:
    """Return `2 requirements of ISO/IEC 20000-1 and 4 of COBIT`: the noun stands once."""
    return figures.listed(
        [f"{many if at else figures.count(many, 'requirement')} of {name}" for at, (name, many) in enumerate(counts)]
    )
