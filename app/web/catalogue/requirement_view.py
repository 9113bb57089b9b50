"""What the page of a requirement shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.running.content import Content
from app.web.catalogue.crosswalk_view import Crossroads, crossroads
from app.web.catalogue.mapping_view import MappingEntry, mappings_of_requirement
from practices_catalog.model import Framework, Requirement


@dataclass(frozen=True, slots=True)
class Named:
    """A requirement to go to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement that names the requirement, and so speaks for its practice alone."""

    practice: str
    practice_name: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another framework, and the ways to it."""

    id: str
    name: str
    crossroads: tuple[Crossroads, ...]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """A requirement: where it stands, what is mapped to it, and its counterparts in other frameworks."""

    id: str
    title: str
    outside: str
    above: tuple[Named, ...]
    below: tuple[Named, ...]
    before: Named | None
    after: Named | None
    mappings: tuple[MappingEntry, ...]
    spoken: tuple[Spoken, ...]
    elsewhere: tuple[Elsewhere, ...]


def requirement_page(content: Content, framework: Framework, requirement: Requirement) -> RequirementPage:
    """Return the page of a requirement."""
    catalogue, requirements = content.catalogue, framework.requirements
    at = requirements.index(requirement)
    return RequirementPage(
        id=requirement.id,
        title=requirement.title,
        outside=requirement.outside or "",
        above=_above(framework, requirement),
        below=tuple(_named(each) for each in requirements if each.parent == requirement.id),
        before=_named(requirements[at - 1]) if at else None,
        after=_named(requirements[at + 1]) if at + 1 < len(requirements) else None,
        mappings=mappings_of_requirement(catalogue, framework, requirement.id),
        spoken=_spoken(content, f"{framework.id}:{requirement.id}"),
        elsewhere=tuple(
            Elsewhere(other.id, other.name, crossroads(catalogue, framework.id, other.id, requirement.id))
            for other in catalogue.frameworks
            if other is not framework
        ),
    )


def _named(requirement: Requirement) -> Named:
    return Named(requirement.id, requirement.title)


def _above(framework: Framework, requirement: Requirement) -> tuple[Named, ...]:
    by_id = {each.id: each for each in framework.requirements}
    above: list[Named] = []
    while requirement.parent is not None:
        requirement = by_id[requirement.parent]
        above.insert(0, _named(requirement))
    return tuple(above)


def _spoken(content: Content, name: str) -> tuple[Spoken, ...]:
    return tuple(
        Spoken(each.practice, content.catalogue.practice[each.practice].name, each.level, each.text)
        for questionnaire in content.questionnaires
        for each in questionnaire.statements
        if name in each.requirements
    )
