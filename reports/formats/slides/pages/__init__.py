"""The slides, one module each. A slide without data is left out."""

from __future__ import annotations

from reports.formats.slides.deck import Deck
from reports.formats.slides.pages import (
    changes,
    cover,
    decisions,
    early_work,
    findings,
    first_days,
    levels,
    priorities,
    readiness,
    roadmap,
)
from reports.formats.slides.source import Source
from reports.options import ReportPart

PAGES = (
    (ReportPart.FINDINGS, findings.add),
    (ReportPart.PRIORITIES, priorities.add),
    (ReportPart.PROFILE, levels.add),
    (ReportPart.CHANGES, changes.add),
    (ReportPart.READINESS, readiness.add),
    (ReportPart.ROADMAP, roadmap.add),
    (ReportPart.ROADMAP, early_work.add),
    (ReportPart.PLAN, first_days.add),
)
"""The slides between the first and the last, with the part of the report that each one shows."""


def add_all(deck: Deck, source: Source) -> None:
    """Add all slides; parts that were left out or not chosen have none."""
    cover.add(deck, source)
    for part, add in PAGES:
        if source.shows(part):
            add(deck, source)
    decisions.add(deck, source)
