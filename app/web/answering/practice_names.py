"""Names of practices, and links to them."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import Catalogue


@dataclass(frozen=True, slots=True)
class PracticeLink:
    """A practice to link to."""

    id: str
    name: str


def practice_name(catalogue: Catalogue, practice: str) -> str:
    """Return a practice's name; an old questionnaire can contain a practice that is no longer in the catalogue."""
    known = catalogue.practice.get(practice)
    return known.name if known else practice.replace("-", " ").capitalize()


def practice_link(catalogue: Catalogue, practice: str | None) -> PracticeLink | None:
    """Return the link to a practice, or None if there is no practice."""
    return PracticeLink(practice, practice_name(catalogue, practice)) if practice else None
