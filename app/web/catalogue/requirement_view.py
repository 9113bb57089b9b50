"""The view model of a requirement's page in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from app.running.content import Content
from app.web.catalogue.crosswalk_view import CrosswalkRow, crosswalk_rows
from app.web.catalogue.mapping_view import MappingEntry, mappings_of_requirement
from practices_catalog.model import Framework, Requirement


@dataclass(frozen=True, slots=True)
class RequirementLink:
    """A link to a requirement."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class RequirementStatement:
    """A statement that names the requirement; only such statements count for their practice."""

    practice: str
    practice_name: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class OtherFramework:
    """Another framework, and the crosswalk to it."""

    id: str
    name: str
    rows: tuple[CrosswalkRow, ...]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """A requirement: its place in the framework, its mappings, and its counterparts in other frameworks."""

    id: str
    title: str
    outside: str
    above: tuple[RequirementLink, ...]
    below: tuple[RequirementLink, ...]
    before: RequirementLink | None
    after: RequirementLink | None
    mappings: tuple[MappingEntry, ...]
    statements: tuple[RequirementStatement, ...]
    other_frameworks: tuple[OtherFramework, ...]


def requirement_page(content: Content, framework: Framework, requirement: Requirement) -> RequirementPage:
    """Return the page of a requirement."""
    catalogue, requirements = content.catalogue, framework.requirements
    at = requirements.index(requirement)
    return RequirementPage(
        id=requirement.id,
        title=requirement.title,
        outside=requirement.outside or "",
        above=_above(framework, requirement),
        below=tuple(_link(each) for each in requirements if each.parent == requirement.id),
        before=_link(requirements[at - 1]) if at else None,
        after=_link(requirements[at + 1]) if at + 1 < len(requirements) else None,
        mappings=mappings_of_requirement(catalogue, framework, requirement.id),
        statements=_statements(content, f"{framework.id}:{requirement.id}"),
        other_frameworks=tuple(
            OtherFramework(other.id, other.name, crosswalk_rows(catalogue, framework.id, other.id, requirement.id))
            for other in catalogue.frameworks
            if other is not framework
        ),
    )


def _link(requirement: Requirement) -> RequirementLink:
    return RequirementLink(requirement.id, requirement.title)


def _above(framework: Framework, requirement: Requirement) -> tuple[RequirementLink, ...]:
    by_id = {each.id: each for each in framework.requirements}
    above: list[RequirementLink] = []
    while requirement.parent is not None:
        requirement = by_id[requirement.parent]
        above.insert(0, _link(requirement))
    return tuple(above)


def _statements(content: Content, name: str) -> tuple[RequirementStatement, ...]:
    return tuple(
        RequirementStatement(each.practice, content.catalogue.practice[each.practice].name, each.level, each.text)
        for questionnaire in content.questionnaires
        for each in questionnaire.statements
        if name in each.requirements
    )
