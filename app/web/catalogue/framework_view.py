"""The view models of the frameworks' pages: the list, and the tree of one framework."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue, Framework, Requirement, Strength
from reports.views.readiness import framework_name


@dataclass(frozen=True, slots=True)
class MappedPractice:
    """A practice that is mapped to a requirement."""

    id: str
    name: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class RequirementNode:
    """A requirement in the tree; `outside` says why no practice is mapped to it, or is empty."""

    id: str
    title: str
    outside: str
    practices: tuple[MappedPractice, ...]
    children: tuple[RequirementNode, ...]


@dataclass(frozen=True, slots=True)
class FrameworkCard:
    """A framework in the list, with counts of its mapped requirements."""

    id: str
    name: str
    cited: str
    edition: str
    owner: str
    expects_level: int
    requirements: int
    mapped: int
    outside: int


def framework_card(framework: Framework) -> FrameworkCard:
    """Return a framework with its counts."""
    outside = sum(each.outside is not None for each in framework.requirements)
    total = len(framework.requirements)
    return FrameworkCard(
        framework.id,
        framework.name,
        framework_name(framework),
        framework.edition,
        framework.owner,
        framework.expects_level,
        total,
        total - outside,
        outside,
    )


def tree(catalogue: Catalogue, framework: Framework, parent: str | None = None) -> tuple[RequirementNode, ...]:
    """Return the requirements below a parent, or the top ones, each with its practices and children."""
    return tuple(
        RequirementNode(
            each.id,
            each.title,
            each.outside or "",
            mapped_practices(catalogue, framework, each),
            tree(catalogue, framework, each.id),
        )
        for each in framework.requirements
        if each.parent == parent
    )


def mapped_practices(
    catalogue: Catalogue, framework: Framework, requirement: Requirement
) -> tuple[MappedPractice, ...]:
    """Return the practices mapped to a requirement, primary ones first."""
    mappings = framework.mappings_by_requirement[requirement.id]
    found = [
        MappedPractice(each.practice, catalogue.practice[each.practice].name, each.strength is Strength.PRIMARY)
        for each in mappings
    ]
    return tuple(sorted(found, key=lambda each: not each.is_primary))
