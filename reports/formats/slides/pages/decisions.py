"""The last slide: decisions, how far the figures can be trusted, next steps, a line for sign-off, and trademarks."""

from __future__ import annotations

from reports.formats.slides.box import Box
from reports.formats.slides.deck import Deck
from reports.formats.slides.fitting import SIZES, SMALLEST
from reports.formats.slides.source import Source
from reports.formats.slides.text import NUMBERED, Paragraph, Run, plain
from reports.views import figures
from roadmaps.wording import in_sentence

GAP, HEAD_SIZE = 26.0, 15.0
SIGN_OFF = f"Sponsor: {'_' * 32}   Assessor: {'_' * 32}   Date: {'_' * 16}"
NARROW, WIDER = 250, 1.8
"""The number of characters up to which a column has its minimum width, and how much wider a column can be."""


def add(deck: Deck, source: Source) -> None:
    """Add the slide; decisions that would be cut get their own slide before it, because nobody decides half of one."""
    basis, verdict = source.view.basis, source.view.verdict
    marks = [plain(SIGN_OFF, SMALLEST), plain(basis.trade_marks, SMALLEST, before=8)]
    notice = deck.ruler.height(marks, deck.area.width)
    room = deck.area.above(notice + GAP / 2)
    columns = [
        _column(head, texts)
        for head, texts in (
            ("Decisions", [plain(each, bullet=NUMBERED, before=6) for each in verdict.decisions]),
            (
                "Confidence",
                [Paragraph((Run(f"{label}. ", bold=True), Run(value)), before=6) for label, value in basis.trust],
            ),
            ("Next steps", [plain(each, bullet=NUMBERED, before=6) for each in basis.next_steps]),
        )
        if texts
    ]
    title = f"{figures.capital(figures.count(len(verdict.decisions), 'decision'))} to make"
    if not verdict.decisions:
        title = basis.headline
    elif _fits(deck, columns[0], _places(room, columns)[0]):
        title += f"; {in_sentence(basis.headline)}"
    else:
        own, *columns = columns
        before = deck.slide(title)
        deck.text(before, deck.area, own[1:])
        deck.notes(before, verdict.decisions)
        title = basis.headline
    slide = deck.slide(title)
    places = _places(room, columns)
    sizes = [_size(deck, column, place) for column, place in zip(columns, places, strict=True)]
    for column, place in zip(columns, places, strict=True):
        deck.text(slide, place, column, [each for each in SIZES if each <= min(sizes)])
    deck.text(slide, deck.area.below(deck.area.height - notice), marks)
    facts = (f"{label}: {value}" for label, value in basis.facts)
    deck.notes(slide, [*verdict.decisions, *basis.next_steps, *facts, *basis.method])


def _column(head: str, texts: list[Paragraph]) -> list[Paragraph]:
    return [Paragraph((Run(head, bold=True),), HEAD_SIZE), *texts]


def _share(column: list[Paragraph]) -> float:
    """Return a column's width relative to the others: the more text, the wider, within limits."""
    return min(max(_length(column), NARROW), NARROW * WIDER)


def _places(room: Box, columns: list[list[Paragraph]]) -> tuple[Box, ...]:
    return tuple(room.columns(tuple(map(_share, columns)), GAP)) if columns else ()


def _fits(deck: Deck, column: list[Paragraph], place: Box) -> bool:
    """Return whether a column fits without losing words."""
    fitted = deck.ruler.fitted(column, place.width, place.height)
    return _length(fitted) == _length(column)


def _length(column: list[Paragraph]) -> int:
    return sum(len(each.text) for each in column)


def _size(deck: Deck, column: list[Paragraph], place: Box) -> float:
    return min(each.size for each in deck.ruler.fitted(column, place.width, place.height)[1:])
