"""What we found: key figures, and the findings as cards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reports.formats.slides.box import Box
from reports.formats.slides.deck import Deck
from reports.formats.slides.fitting import SIZES
from reports.formats.slides.source import Source
from reports.formats.slides.text import Paragraph, Run, plain
from reports.views.key_figures import KeyFigure
from reports.views.verdict import Card

GAP, RULE = 22.0, 2.0
FIGURE_SIZE, LABEL_SIZE, HEAD_SIZE = 24.0, 12.0, 15.0


def add(deck: Deck, source: Source) -> None:
    """Add the slide if something was found."""
    verdict, summary = source.view.verdict, source.view.summary
    if not verdict.cards:
        return
    slide = deck.slide(summary.counted.rstrip("."))
    room = deck.area
    if verdict.figures:
        room = room.below(_add_figures(deck, slide, room, verdict.figures) + GAP * 2 / 3)
    if verdict.also:
        also = [Paragraph((Run("Also found. ", bold=True), Run(verdict.also)), LABEL_SIZE)]
        height = deck.ruler.height(also, room.width)
        deck.text(slide, room.below(room.height - height), also)
        room = room.above(height + GAP / 2)
    _add_cards(deck, slide, room, verdict.cards)
    deck.notes(
        slide,
        [
            summary.lead,
            *filter(None, (verdict.author,)),
            *(line for each in summary.findings for line in (each.headline, each.body)),
            *([f"{verdict.strengths_heading}:", *verdict.strengths] if verdict.strengths else []),
        ],
    )


def _add_figures(deck: Deck, slide: Any, box: Box, shown: tuple[KeyFigure, ...]) -> float:
    """Add the figures side by side, and return the height that they take."""
    texts = [
        [Paragraph((Run(each.figure, bold=True, color="accent1"),), FIGURE_SIZE), plain(each.label, LABEL_SIZE)]
        for each in shown
    ]
    places = box.columns((1,) * len(shown), GAP)
    height = max(deck.ruler.height(text, place.width) for text, place in zip(texts, places, strict=True))
    for text, place in zip(texts, places, strict=True):
        deck.text(slide, replace(place, height=height), text)
    return height


def _add_cards(deck: Deck, slide: Any, box: Box, cards: tuple[Card, ...]) -> None:
    places = box.columns((1,) * len(cards), GAP)
    inner = [place.below(RULE + 6) for place in places]
    # The cards are read side by side, so all of them have the size of the fullest one.
    size = min(
        each.size
        for card, place in zip(cards, inner, strict=True)
        for each in deck.ruler.fitted(_texts(card), place.width, place.height)[1:]
    )
    for card, place, within in zip(cards, places, inner, strict=True):
        deck.rule(slide, replace(place, height=RULE), "accent1")
        deck.text(slide, within, _texts(card), [each for each in SIZES if each <= size])


def _texts(card: Card) -> list[Paragraph]:
    found = [Paragraph((Run(card.headline, bold=True),), HEAD_SIZE)]
    found += [plain(each, before=6) for each in (card.where, card.text, *card.quotes) if each]
    if card.first:
        plan = (Run(f" {card.plan}", bold=True),) if card.plan else ()
        found.append(Paragraph((Run("First step. ", bold=True), Run(card.first), *plan), before=6))
    return found
