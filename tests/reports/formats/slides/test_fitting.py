"""Fitting text: the largest size first, then fewer sentences, then fewer words."""

from __future__ import annotations

import pytest

from reports.formats.slides.fitting import SIZES, SMALLEST, Ruler
from reports.formats.slides.text import Paragraph, Run, plain

TEXT = "The first sentence is here. The second one follows it. The third one ends the text."


@pytest.fixture
def ruler() -> Ruler:
    """Measures Arial."""
    return Ruler("Arial")


def test_the_largest_size_that_fits_is_taken(ruler: Ruler) -> None:
    """A wide box has the first size, and a lower one a smaller."""
    wide = ruler.fitted([plain(TEXT)], 900, 40)
    lower = ruler.fitted([plain(TEXT)], 300, 3 * 14 * 1.2)

    assert wide[0].size == SIZES[0]
    assert SMALLEST <= lower[0].size < SIZES[0]


def test_sentences_are_left_out_at_the_end(ruler: Ruler) -> None:
    """What stays is whole sentences."""
    (fitted,) = ruler.fitted([plain(TEXT)], 200, SMALLEST * 1.2)

    assert fitted.text == "The first sentence is here."


def test_a_single_sentence_is_cut_after_a_word(ruler: Ruler) -> None:
    """An ellipsis shows that something is missing."""
    (fitted,) = ruler.fitted([plain("A sentence without any end that goes on and on")], 150, SMALLEST * 1.2)

    assert fitted.text.endswith("\u2026")
    assert ruler.width(fitted.text, SMALLEST) <= 150


def test_the_words_in_bold_around_a_text_stay(ruler: Ruler) -> None:
    """Only the longest run is shortened."""
    paragraph = Paragraph((Run("Do first. ", bold=True), Run(TEXT), Run(" Planned.", bold=True)))
    (fitted,) = ruler.fitted([paragraph], 300, SMALLEST * 1.2)

    assert fitted.text.startswith("Do first. The first sentence is here.")
    assert fitted.text.endswith(" Planned.")


def test_what_has_no_room_at_all_is_left_out(ruler: Ruler) -> None:
    """A box without height stays empty."""
    assert ruler.fitted([plain("Word")], 100, 0) == []


def test_a_word_wider_than_a_line_takes_several(ruler: Ruler) -> None:
    """It is broken, as PowerPoint does."""
    assert ruler.lines("m" * 100, 12, 100) > 5


def test_unknown_fonts_are_taken_for_wide(ruler: Ruler) -> None:
    """Text in them fits, too."""
    assert Ruler("House Grotesk").width(TEXT, 12) > ruler.width(TEXT, 12)
