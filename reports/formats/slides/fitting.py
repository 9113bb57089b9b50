"""Fits text into boxes: at the largest size that fits, or else with fewer sentences; nothing ever overflows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reports.charts.style import mm
from reports.charts.text import width_of
from reports.formats.slides.text import INDENT, Paragraph
from reports.views.figures import shortened

SMALLEST = 12.0
SIZES = (16.0, 14.0, 13.0, SMALLEST)
LINE = 1.2
"""The height of a line as a multiple of the size."""
WIDTHS = {
    "aptos": 1.14,
    "arial": 1.14,
    "calibri": 1.02,
    "calibri light": 1.02,
    "cambria": 1.12,
    "helvetica": 1.14,
    "segoe ui": 1.16,
    "tahoma": 1.2,
    "times new roman": 1.06,
    "trebuchet ms": 1.18,
}
"""How much wider common fonts are than the one that texts are measured with, plus some reserve."""
ANY_FONT = 1.36
"""The same for other fonts, as wide as Verdana."""
ROUNDING = 0.01
"""By how much a height may exceed its box, in points, because sums of fractions are inexact."""
CUT, LEAST = 4, 8
"""How many characters are cut from a single sentence at a time, and the fewest that are worth showing."""
SENTENCE_END = re.compile(r"(?<=[.!?\u2026]) (?=[A-Z\u201c])")


@lru_cache(maxsize=20_000)
def _ems(text: str, *, bold: bool) -> float:
    """Return the width of a text as a multiple of its size."""
    return width_of(text, bold=bold) / mm("text-s")


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures texts in points, set in a font."""

    font: str

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width of a text on one line."""
        return _ems(text, bold=bold) * size * WIDTHS.get(self.font.lower(), ANY_FONT)

    def lines(self, text: str, size: float, room: float, *, bold: bool = False) -> int:
        """Return how many lines a text takes; a word wider than a line is broken."""
        many, at = 1, 0.0
        space = self.width(" ", size, bold=bold)
        for word in text.split(" "):
            wide = self.width(word, size, bold=bold)
            if at and at + space + wide > room:
                many, at = many + 1, 0.0
            many += int(wide // room) if not at else 0
            at += (space if at else 0) + (wide % room if wide > room else wide)
        return many

    def height(self, paragraphs: Sequence[Paragraph], room: float) -> float:
        """Return the height of paragraphs in a column."""
        total = 0.0
        for number, each in enumerate(paragraphs):
            inner = room - (INDENT if each.bullet else 0)
            bold = any(run.bold for run in each.runs)
            total += self.lines(each.text, each.size, inner, bold=bold) * each.size * LINE
            total += each.before if number else 0
        return total

    def fitted(
        self, paragraphs: Sequence[Paragraph], width: float, height: float, sizes: Sequence[float] = SIZES
    ) -> list[Paragraph]:
        """Return paragraphs at the largest size that fits; at the smallest, the longest ones lose sentences.

        A paragraph that sets its own size, such as a heading, keeps it.
        """
        sized: list[Paragraph] = []
        for size in sizes:
            sized = [each if each.size else replace(each, size=size) for each in paragraphs]
            if self.height(sized, width) <= height + ROUNDING:
                return sized
        return self._shortened(sized, width, height + ROUNDING)

    def _shortened(self, paragraphs: list[Paragraph], width: float, height: float) -> list[Paragraph]:
        kept = list(paragraphs)
        while kept and self.height(kept, width) > height:
            several = [number for number, each in enumerate(kept) if len(_sentences(each)) > 1]
            longest = max(several or range(len(kept)), key=lambda number: len(kept[number].text))
            shorter = _shorter(kept[longest])
            if shorter is None:
                kept.pop()
            else:
                kept[longest] = shorter
        return kept

    def one_line(self, text: str, room: float, size: float, *, bold: bool = False) -> str:
        """Return a text that fits on a line, cut after a word if necessary."""
        most, short = len(text), text
        while self.width(short, size, bold=bold) > room and most > 1:
            most -= 1
            short = shortened(text, most)
        return short


def _longest(paragraph: Paragraph) -> int:
    """Return the number of the longest run, which is the one that is shortened."""
    return max(range(len(paragraph.runs)), key=lambda number: len(paragraph.runs[number].text))


def _sentences(paragraph: Paragraph) -> list[str]:
    return SENTENCE_END.split(paragraph.runs[_longest(paragraph)].text)


def _shorter(paragraph: Paragraph) -> Paragraph | None:
    """Return a paragraph with one sentence fewer, or with its only sentence cut; None if it's already short."""
    number, sentences = _longest(paragraph), _sentences(paragraph)
    run = paragraph.runs[number]
    text = " ".join(sentences[:-1]) or shortened(run.text, len(run.text.rstrip("\u2026")) - CUT)
    if len(text) < LEAST:
        return None
    runs = (*paragraph.runs[:number], replace(run, text=text), *paragraph.runs[number + 1 :])
    return replace(paragraph, runs=runs)
