"""Rounding, dates and counts in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from reports.views import figures


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(169, 170), 99),
        (Fraction(1, 170), 1),
        (Fraction(1), 100),
        (Fraction(0), 0),
        (Fraction(1, 3), 33),
        (Fraction(2, 3), 67),
        (Fraction(1, 200), 1),
        (Fraction(125, 1000), 13),
    ],
)
def test_a_share_is_a_whole_percentage_and_never_rounded_to_0_or_100(share: Fraction, shown: int) -> None:
    """169 of 170 is 99%, 1 of 170 is 1%, and halves are rounded up (FL-015)."""
    assert figures.whole_per_cent(share) == shown


@pytest.mark.parametrize(
    ("index", "shown"),
    [
        (Fraction(3) + Fraction(1, 3) + Fraction(2, 3), "4.0"),
        (Fraction(5, 3), "1.7"),
        (Fraction(1, 20), "0.1"),
        (Fraction(0), "0.0"),
        (Fraction(5), "5.0"),
    ],
)
def test_an_index_has_one_decimal_with_halves_upwards(index: Fraction, shown: str) -> None:
    """Exact thirds add up: 3 + 1/3 + 2/3 is 4.0 (FL-015)."""
    assert figures.index(index) == shown


def test_provisional_figures_have_an_upper_end() -> None:
    """The two numbers have a word between them."""
    assert figures.level(2, 4) == "2 to 4"
    assert (figures.level(3, 5), figures.level_in_words(3, 5), figures.level_range(3, 5)) == ("3+", "level 3", "3 to 5")
    assert (figures.level(0, 5), figures.level(5, 5), figures.level_in_words(2, 4)) == ("0 to 5", "5", "level 2 to 4")
    assert figures.level(2, 2) == "2"
    assert figures.index(Fraction(5, 3), Fraction(8, 3)) == "1.7 to 2.7"
    assert figures.per_cent(Fraction(1, 3), Fraction(2, 3)) == "33 to 67%"


def test_a_missing_figure_is_a_dash() -> None:
    """None is never 0."""
    assert figures.level(None) == figures.index(None) == figures.per_cent(None) == "\u2013"


def test_nouns_follow_their_number() -> None:
    """The plural follows the number: one practice, two practices, no practices."""
    assert figures.count(1, "practice") == "1 practice"
    assert figures.count(2, "practice") == "2 practices"
    assert figures.count(0, "practice") == "no practices"
    assert figures.days(Fraction(1)) == "1 person-day"
    assert figures.days(Fraction(25, 2)) == "12.5 person-days"


def test_a_small_effort_is_never_shown_as_no_days() -> None:
    """A hundredth of a day is 0.1 and not 0."""
    assert figures.number(Fraction(1, 100)) == "0.1"
    assert figures.number(Fraction(0)) == "0"


def test_money_for_an_estimate_is_as_rough_as_the_estimate() -> None:
    """826 days at 850 are 702,100; three figures for the estimate and two for its ends, halves up; no end, no range."""
    days, low, high = Fraction(826), Fraction(548), Fraction(1104)

    assert figures.cost(days, low, high, Fraction(850)) == "about 702,000 (470,000 to 940,000) at 850 a day"
    assert figures.cost(days, days, days, Fraction(1)) == "about 826 at 1 a day"
    assert figures.rough_money(Fraction(12_750)) == "12,800"
    assert figures.rough_money(Fraction(99_960)) == "100,000"


def test_lists_read_as_a_sentence() -> None:
    """Items have commas and a final "and"; those cut off are counted."""
    assert figures.listed([]) == ""
    assert figures.listed(["a"]) == "a"
    assert figures.listed(["a", "b", "c"]) == "a, b and c"
    assert figures.listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    assert figures.listed(["a", "b", "c"], 2) == "a, b and c"


def test_days_are_unambiguous() -> None:
    """The month is a word; text that isn't a date stays unchanged."""
    assert figures.day(date(2026, 3, 2)) == "2 Mar 2026"
    assert figures.day_of("2026-06-03") == "3 Jun 2026"
    assert figures.day_of("") == "not given"
    assert figures.day_of("spring") == "spring"


def test_texts_are_cut_at_a_word_with_an_ellipsis() -> None:
    """No word is cut unless it alone is too long."""
    assert figures.shortened("one two three", 9) == "one two\u2026"
    assert figures.shortened("one two", 9) == "one two"
    assert figures.shortened("x" * 20, 9) == "x" * 9 + "\u2026"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 9, 21), date(2026, 9, 27), "21 to 27 Sep 2026"),
        (date(2026, 9, 21), date(2026, 12, 20), "21 Sep to 20 Dec 2026"),
        (date(2026, 12, 21), date(2027, 3, 21), "21 Dec 2026 to 21 Mar 2027"),
    ],
)
def test_a_period_gives_a_shared_month_or_year_once(start: date, end: date, said: str) -> None:
    """It is left out of the first day."""
    assert figures.period(start, end) == said


def test_large_numbers_are_grouped() -> None:
    """This covers counts and days."""
    assert figures.count(1870, "statement") == "1,870 statements"
    assert figures.number(Fraction(12345, 10)) == "1,234.5"


def test_halves_are_rounded_up_and_not_to_the_even_digit() -> None:
    """0.5%, 2.5% and 0.25: Babel by default would give 0%, 2% and 0.2."""
    assert figures.per_cent(Fraction(25, 1000)) == "3%"
    assert figures.per_cent(Fraction(125, 1000)) == "13%"
    assert figures.one_decimal(Fraction(1, 4)) == "0.3"
    assert figures.number(Fraction(1, 4)) == "0.3"


def test_a_small_share_has_one_decimal() -> None:
    """1% of the working time could be half as much again; from 5% on, that matters less."""
    shares = (Fraction(149, 10_000), Fraction(4, 100), Fraction(499, 10_000), Fraction(5, 100), Fraction(1, 3))

    assert [figures.small_share(each) for each in shares] == ["1.5%", "4%", "5%", "5%", "33%"]
