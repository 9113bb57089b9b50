"""Converting what a file contains to a rating or a rung."""

from __future__ import annotations

import pytest

from practices_catalog.faults import Place
from questionnaires.answers.ratings import Refusal, read_rating, read_rung
from questionnaires.answers.raw_values import RawValue, ValueKind
from questionnaires.model import Rating


def raw(text: str, kind: ValueKind = ValueKind.TEXT) -> RawValue:
    return RawValue(text, Place(), kind)


@pytest.mark.parametrize("text", ["NA", "na", "N/A", "n/a", "n.a.", "N.A.", "Not applicable", " \uff2e\uff21 "])
def test_not_applicable_has_a_short_list_of_spellings(text: str) -> None:
    """Each of them is NA."""
    assert read_rating(raw(text)) is Rating.NA


@pytest.mark.parametrize("text", ["DK", "dk", "don't know", "Don\u2019t know", "DON'T  KNOW"])
def test_dont_know_has_a_short_list_of_spellings(text: str) -> None:
    """Each of them is DK."""
    assert read_rating(raw(text)) is Rating.DK


@pytest.mark.parametrize(
    ("word", "rating"), [("not", Rating.N), ("partially", Rating.P), ("largely", Rating.L), ("fully", Rating.F)]
)
def test_the_words_of_the_scale_are_ratings(word: str, rating: Rating) -> None:
    """Alone and with "achieved", in any case and width of blanks; never as a rung."""
    for text in (word, word.upper(), f" {word.capitalize()}  Achieved\u00a0"):
        assert read_rating(raw(text)) is rating
        assert isinstance(read_rung(raw(text)), Refusal)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("partly", "P"),
        ("mostly", "L"),
        ("complete", "F"),
        ("L - largely achieved", "L"),
        ("F (fully)", "F"),
        ("F - largely achieved", ""),
        ("largely or fully", ""),
        ("achieved", ""),
        ("n" + " " * 20_000 + "x", ""),
    ],
)
def test_other_words_are_refused_with_the_hint_that_fits(text: str, meant: str) -> None:
    """Only where one rating can be meant."""
    read = read_rating(raw(text))
    assert isinstance(read, Refusal)
    assert read.mend.startswith(f"write {meant} if that is what you mean" if meant else "write N, P, L, F, NA or DK")


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\t"])
def test_only_blanks_are_unanswered(text: str) -> None:
    """The cell counts as empty, for ratings and rungs alike."""
    assert read_rating(raw(text)) is None
    assert read_rung(raw(text)) is None


@pytest.mark.parametrize("text", ["  F  ", "f", "\uff26", "F\u00a0"])
def test_padding_case_and_width_are_forgiven(text: str) -> None:
    """Each of them is F."""
    assert read_rating(raw(text)) is Rating.F


@pytest.mark.parametrize(
    ("text", "kind", "wrong"),
    [
        ("?", ValueKind.TEXT, "'?' isn't a rating"),
        ("-", ValueKind.TEXT, "contains '-'"),
        ("null", ValueKind.TEXT, "contains 'null'"),
        ("~", ValueKind.TEXT, "contains '~'"),
        ("null", ValueKind.NULL, "contains 'null'"),
        ("#N/A", ValueKind.TEXT, "contains the error value '#N/A'"),
        ("#REF!", ValueKind.ERROR, "contains the error value '#REF!'"),
        ("0", ValueKind.TEXT, "contains the number '0', which isn't a rating"),
        ("85", ValueKind.NUMBER, "contains the number '85', which isn't a rating"),
        ("0.85", ValueKind.TEXT, "contains the number '0.85', which isn't a rating"),
        ("85 %", ValueKind.PERCENTAGE, "contains the percentage '85 %'; percentages aren't accepted"),
        ("85,5 %", ValueKind.TEXT, "contains the percentage '85,5 %'; percentages aren't accepted"),
        ("no", ValueKind.TEXT, "contains the yes-or-no value 'no', which isn't a rating"),
        ("false", ValueKind.TRUTH_VALUE, "contains the yes-or-no value 'false', which isn't a rating"),
        ("2026-04-03", ValueKind.DATE, "contains the date '2026-04-03'"),
        ("04-Mar", ValueKind.TEXT, "contains the date '04-Mar'"),
        ("3-4", ValueKind.TEXT, "contains '3-4', which isn't a single rating"),
        ("L/F", ValueKind.TEXT, "contains 'L/F', which isn't a single rating"),
        ("=A1", ValueKind.FORMULA, "contains the formula '=A1'"),
        ("UKN", ValueKind.TEXT, "'UKN' isn't a rating"),
        ("G", ValueKind.TEXT, "'G' isn't a rating"),
    ],
)
def test_anything_else_is_shown_unchanged(text: str, kind: ValueKind, wrong: str) -> None:
    """The message shows what the file really contains, which never becomes a rating."""
    read = read_rating(raw(text, kind))
    assert isinstance(read, Refusal)
    assert read.wrong == wrong


@pytest.mark.parametrize("rung", range(6))
def test_whole_rungs_from_0_to_5_may_be_text_or_numbers(rung: int) -> None:
    """Spreadsheets contain both."""
    assert read_rung(raw(str(rung))) == rung
    assert read_rung(raw(str(rung), ValueKind.NUMBER)) == rung


@pytest.mark.parametrize(
    "text", ["3-4", "2/3", "2,5", "3+", "~3", "6", "-1", "04-Mar", "2-Jan", "46083", "F", "50 %", "x"]
)
def test_nothing_between_two_rungs_is_accepted(text: str) -> None:
    """It is never rounded down, up or to the mean, and 04-Mar is never 4."""
    assert isinstance(read_rung(raw(text)), Refusal)


def test_a_date_in_a_rung_is_explained() -> None:
    """This covers dates and their serial numbers."""
    for each in (raw("2026-03-02", ValueKind.DATE), raw("46083", ValueKind.NUMBER), raw("04-Mar")):
        read = read_rung(each)
        assert isinstance(read, Refusal)
        assert "date" in read.wrong
        assert "the spreadsheet probably turned something like 3-4 into a date; type a single rung" in read.mend


def test_a_whole_ladder_may_be_not_applicable_or_unknown() -> None:
    """NA and DK are valid rungs too."""
    assert read_rung(raw("n/a")) is Rating.NA
    assert read_rung(raw("don't know")) is Rating.DK
