"""The view model of the list of practices, filtered and by group."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.catalogue import labels
from practices_catalog.model import Catalogue, ContributionDegree, Practice, ValueChainActivity
from reports.views import figures


@dataclass(frozen=True, slots=True)
class PracticeSelection:
    """Which practices to show; "" means no filter, and for `contribution`, high or medium."""

    group: str = ""
    activity: str = ""
    contribution: str = ""
    framework: str = ""


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """One practice; `contribution` says how much the practice contributes to the selected activity, if any."""

    id: str
    name: str
    purpose: str
    contribution: str
    mapped: str


@dataclass(frozen=True, slots=True)
class GroupSection:
    """The practices of one group."""

    id: str
    name: str
    entries: tuple[PracticeEntry, ...]


@dataclass(frozen=True, slots=True)
class PracticeList:
    """The selected practices, in catalogue order."""

    count: str
    sections: tuple[GroupSection, ...]


def practice_list(catalogue: Catalogue, selection: PracticeSelection) -> PracticeList:
    """Return the practices that match all filters."""
    left = [each for each in catalogue.practices if _matches(catalogue, selection, each)]
    sections = [
        GroupSection(
            group.id, group.name, tuple(_entry(catalogue, selection, each) for each in left if each.group == group.id)
        )
        for group in catalogue.groups
    ]
    count = f"{len(left)} of {figures.count(len(catalogue.practices), 'practice')}"
    return PracticeList(count, tuple(section for section in sections if section.entries))


def _matches(catalogue: Catalogue, selection: PracticeSelection, practice: Practice) -> bool:
    mapped = selection.framework and not any(
        mapping.practice == practice.id for mapping in catalogue.framework[selection.framework].mappings
    )
    in_group = selection.group in {"", practice.group}
    return in_group and not mapped and (not selection.activity or _degree(selection, practice) in _degrees(selection))


def _degree(selection: PracticeSelection, practice: Practice) -> ContributionDegree:
    given = practice.value_chain.get(ValueChainActivity(selection.activity))
    return given.degree if given else ContributionDegree.NONE


def _degrees(selection: PracticeSelection) -> set[ContributionDegree]:
    if selection.contribution:
        return {ContributionDegree(selection.contribution)}
    return {ContributionDegree.HIGH, ContributionDegree.MEDIUM}


def _entry(catalogue: Catalogue, selection: PracticeSelection, practice: Practice) -> PracticeEntry:
    counts = [
        (framework.name, many)
        for framework in catalogue.frameworks
        if (many := sum(mapping.practice == practice.id for mapping in framework.mappings))
    ]
    contribution = ""
    if selection.activity:
        activity = ValueChainActivity(selection.activity)
        contribution = f"{labels.ACTIVITIES[activity]}: {labels.DEGREES[_degree(selection, practice)]}"
    return PracticeEntry(practice.id, practice.name, practice.purpose, contribution, _mapped_to(counts))


def _mapped_to(counts: list[tuple[str, int]]) -> str:
    """Return `2 requirements of ISO/IEC 20000-1 and 4 of COBIT`, with the noun only once."""
    return figures.listed(
        [f"{many if at else figures.count(many, 'requirement')} of {name}" for at, (name, many) in enumerate(counts)]
    )
