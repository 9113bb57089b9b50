"""Mappings between practices and requirements, from either side."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.catalogue import labels
from practices_catalog.model import Catalogue, Framework, Mapping, Strength
from reports.views.readiness import framework_name


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """One mapping; `title` is the title of the requirement or the name of the practice on the other side."""

    practice: str
    framework: str
    requirement: str
    title: str
    relation: str
    relation_words: str
    strength: str
    strength_words: str
    level: int
    rationale: str


@dataclass(frozen=True, slots=True)
class FrameworkMappings:
    """A practice's mappings in one framework; if it has none, `why_none` says why."""

    id: str
    name: str
    entries: tuple[MappingEntry, ...]
    why_none: str


def mappings_of_practice(catalogue: Catalogue, practice: str) -> tuple[FrameworkMappings, ...]:
    """Return a practice's mappings in each framework, in the order of the requirements."""
    return tuple(_in_framework(framework, practice) for framework in catalogue.frameworks)


def mappings_of_requirement(catalogue: Catalogue, framework: Framework, requirement: str) -> tuple[MappingEntry, ...]:
    """Return the mappings of a requirement, primary ones first."""
    found = framework.mappings_by_requirement[requirement]
    return tuple(
        _entry(each, catalogue.practice[each.practice].name)
        for each in sorted(found, key=lambda each: each.strength is Strength.SUPPORTING)
    )


def _in_framework(framework: Framework, practice: str) -> FrameworkMappings:
    entries = [
        _entry(mapping, requirement.title)
        for requirement in framework.requirements
        for mapping in framework.mappings_by_requirement[requirement.id]
        if mapping.practice == practice
    ]
    why = next((each.why for each in framework.no_counterpart if each.practice == practice), "")
    return FrameworkMappings(framework.id, framework_name(framework), tuple(entries), why)


def _entry(mapping: Mapping, title: str) -> MappingEntry:
    return MappingEntry(
        practice=mapping.practice,
        framework=mapping.framework,
        requirement=mapping.requirement,
        title=title,
        relation=mapping.relation.value,
        relation_words=labels.RELATIONS[mapping.relation],
        strength=mapping.strength.value,
        strength_words=labels.STRENGTHS[mapping.strength],
        level=mapping.level,
        rationale=mapping.rationale,
    )
