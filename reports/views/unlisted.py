"""The practices without any figures: a single line lists them, because their rows would fill half a page."""

from __future__ import annotations

from dataclasses import dataclass

from reports.findings.wording import names
from reports.views import figures
from reports.views.milestones import planned_level
from reports.views.subject import Subject

FEW = 3


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The ids of practices that get no row, and the line that lists them; empty if there are only a few."""

    practices: frozenset[str] = frozenset()
    line: str = ""


def unlisted(subject: Subject) -> Unlisted:
    """Return the practices that have neither a figure today nor a level in the roadmap, grouped by reason.

    If no practice has a figure, all of them keep their rows.
    """
    by_reason: dict[str, list[str]] = {}
    for practice in subject.catalogue.practices:
        if (why := subject.status(practice.id)) and planned_level(subject.roadmap, practice.id) is None:
            by_reason.setdefault(why, []).append(practice.id)
    found = frozenset(each for together in by_reason.values() for each in together)
    if len(found) <= FEW or not subject.assessed:
        return Unlisted()
    line = " ".join(f"{figures.capital(why)}: {names(subject, each)}." for why, each in by_reason.items())
    return Unlisted(found, line)
