"""The report as a deck of slides for a board (PowerPoint), in our own look or in a house template."""

from __future__ import annotations

from reports.formats.slides import pages
from reports.formats.slides.deck import Deck
from reports.formats.slides.house import house
from reports.formats.slides.saving import day_of, saved
from reports.formats.slides.source import Source
from reports.printable_text import printable
from reports.views.report import ReportView
from reports.views.subject import Subject


def write(subject: Subject, view: ReportView, template: bytes) -> bytes:
    """Return the deck.

    Args:
        subject: what the report is about.
        view: the view models of its parts.
        template: a .pptx file whose slide master and layouts are used, and whose slides are removed; b"" for our own.

    Raises:
        InputError: the template can't be used.
    """
    made = house(template)
    source = Source(subject, view, day_of(view.date))
    deck = Deck(made, view.cover.organization, view.disclaimer)
    pages.add_all(deck, source)
    return saved(made.deck, printable(view.cover.title), view.cover.subtitle, source.day)
