"""Cleaning all text on input."""

from __future__ import annotations

import unicodedata

import pytest

from questionnaires.answers.text import LONGEST, clean, fold, shown, slug, trouble


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("\u00a0 \u3000x\u200b\ufeff\t", "x"),
        ("e\u0301", "\u00e9"),
        ("one\r\ntwo\rthree\u2028four\u0085five", "one\ntwo\nthree\nfour\nfive"),
        ("\x1b[31mred\x00", "\ufffd[31mred\ufffd"),
        ("a\x0bb\x0cc\x07d\uffffe", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("]]> & <b>{{ 7*7 }}", "]]> & <b>{{ 7*7 }}"),
        ("tab\there", "tab\there"),
    ],
)
def test_text_is_cleaned_once(given: str, taken: str) -> None:
    """Invalid characters are visibly replaced, markup stays as typed, and cleaning again changes nothing."""
    assert clean(given) == taken
    assert clean(taken) == taken


def test_thousands_of_marks_over_one_letter_are_split_up() -> None:
    """Thirty stay as they are; sorting a hundred thousand at once would take an hour."""
    marks = "\u0301\u0323"

    assert clean("a" + marks * 15) == unicodedata.normalize("NFC", "a" + marks * 15)
    taken = clean("a" + marks * 50_000)

    assert taken.count("\u034f") == 100_000 // 30
    assert clean(taken) == taken


def test_half_a_character_is_named_with_the_text_before_it() -> None:
    """A lone surrogate is refused with its place in the text."""
    assert trouble("before \ud83d after") == (
        "contains half a character (U+D83D) after 'before '",
        "delete it, or type it again",
    )


def test_a_text_longer_than_a_cell_can_hold_is_refused() -> None:
    """Everything we accept can be written in every format."""
    assert trouble("x" * LONGEST) is None
    assert trouble("x" * (LONGEST + 1)) is not None


def test_comparisons_ignore_width_case_blanks_and_apostrophes() -> None:
    """Full-width letters, curly apostrophes and no-break spaces compare equal to plain ones."""
    assert fold(" \uff26\u00a0") == "f"
    assert fold("Don\u2019t\u00a0 KNOW") == "don't know"


def test_a_slug_keeps_letters_of_every_script() -> None:
    """A file name in any script gives an id, and one without letters gives a plain one."""
    assert slug("Anna M\u00fcller (IT)") == "anna-m\u00fcller-it"
    assert slug("\u0394\u03bf\u03ba\u03b9\u03bc\u03ae_2") == "\u03b4\u03bf\u03ba\u03b9\u03bc\u03ae-2"
    assert slug("---") == "respondent"


def test_a_shown_text_is_short_and_safe() -> None:
    """Messages contain no control characters and no long texts."""
    assert shown("a\x1bb\n\ud83d") == "'a\ufffdb \ufffd'"
    assert len(shown("x" * 500)) < 70
