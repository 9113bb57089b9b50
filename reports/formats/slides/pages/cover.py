"""The first slide: the verdict, and what it is about."""

from __future__ import annotations

import io
from typing import Any

from pptx.util import Pt

from reports.formats.slides.deck import Deck, describe
from reports.formats.slides.source import Source
from reports.formats.slides.text import plain
from reports.views import figures

LOGO_HEIGHT, LOGO_WIDTH, TOP = 48.0, 200.0, 36.0


def add(deck: Deck, source: Source) -> None:
    """Add the slide."""
    view = source.view
    day = figures.day_of(view.date) if view.date else ""
    about = " \u00b7 ".join(filter(None, (source.subject.options.assessment, day, view.verdict.preliminary)))
    slide = deck.cover(
        view.verdict.headline, [plain(line) for line in (view.cover.title, view.cover.subtitle, about) if line]
    )
    if source.subject.options.logo:
        _add_logo(deck, slide, source)
    facts = [f"{label}: {value}" for label, value in view.cover.facts]
    deck.notes(slide, [view.verdict.lead, *facts])


def _add_logo(deck: Deck, slide: Any, source: Source) -> None:
    """Add the logo to the upper right corner, as large as its place allows."""
    logo = slide.shapes.add_picture(io.BytesIO(source.subject.options.logo), 0, Pt(TOP))
    scale = min(Pt(LOGO_HEIGHT) / logo.height, Pt(LOGO_WIDTH) / logo.width)
    logo.width, logo.height = int(logo.width * scale), int(logo.height * scale)
    logo.left = Pt(deck.area.right) - logo.width
    describe(logo, f"Logo of {source.view.cover.organization}")
