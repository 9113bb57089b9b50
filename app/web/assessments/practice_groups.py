"""The practices of a questionnaire by group, for forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practices_catalog.model import Catalogue


@dataclass(frozen=True, slots=True)
class NamedPractice:
    """A practice in a form."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PracticeGroup:
    """A group of practices in a form."""

    name: str
    practices: tuple[NamedPractice, ...]


def grouped(catalogue: Catalogue, practices: Iterable[str]) -> list[PracticeGroup]:
    """Return practices by group, in catalogue order. Practices no longer in the catalogue come last, with their ids."""
    wanted = list(dict.fromkeys(practices))
    groups = [
        PracticeGroup(
            group.name,
            tuple(
                NamedPractice(each.id, each.name)
                for each in catalogue.practices
                if each.group == group.id and each.id in wanted
            ),
        )
        for group in catalogue.groups
    ]
    others = tuple(NamedPractice(each, each) for each in wanted if each not in catalogue.practice)
    return [each for each in [*groups, PracticeGroup("Other", others)] if each.practices]
