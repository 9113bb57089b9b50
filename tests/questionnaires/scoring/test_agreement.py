"""Krippendorff's alpha, by the textbook and by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from questionnaires.scoring.agreement import krippendorff_alpha, ordinal_alpha
from questionnaires.scoring.model import PracticeScore

Build = Callable[..., PracticeScore]
TEXTBOOK = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def test_the_textbook_example_of_four_raters_and_twelve_units() -> None:
    """Krippendorff (2011), reliability data with gaps: ordinal alpha 0.815."""
    rows = [line.split() for line in TEXTBOOK.strip().splitlines()]
    units = [[int(value) for value in column if value != "."] for column in zip(*rows, strict=True)]

    alpha = ordinal_alpha(units)

    assert alpha is not None
    assert float(alpha) == pytest.approx(0.815, abs=0.0005)


def test_alpha_by_hand() -> None:
    """Units NN, NP, PP, FF, so three N, three P, two F among eight values.

    Distances: N-P (3+3-3)^2 = 9, P-F (3+2-5/2)^2 = 25/4, N-F (3+3+2-5/2)^2 = 121/4.
    Observed 2 x 9; expected 2 x (3x3x9 + 3x2x25/4 + 3x2x121/4) = 600.
    """
    assert ordinal_alpha([[0, 0], [0, 1], [1, 1], [3, 3]]) == 1 - Fraction((8 - 1) * 18, 600)


def test_full_agreement_is_1() -> None:
    """No pair differs."""
    assert ordinal_alpha([[0, 0], [3, 3]]) == 1


@pytest.mark.parametrize("units", [[[1, 2, 3]], [[0, 1]], [[3, 3]] * 9 + [[3, 2]]])
def test_agreement_by_chance_is_0(units: list[list[int]]) -> None:
    """One unit alone, or one dissent among ten equal units, says no more than chance."""
    assert ordinal_alpha(units) == 0


def test_systematic_disagreement_is_below_0() -> None:
    """NF and FN: n = 4, distance (2+2-2)^2 = 4, observed 4 x 4, expected 2 x 2x2x4: 1 - 3 x 16 / 32 = -1/2."""
    assert ordinal_alpha([[0, 3], [3, 0]]) == 1 - Fraction(3 * 16, 32)


def test_single_ratings_do_not_count() -> None:
    """A third unit with one value changes nothing."""
    assert ordinal_alpha([[0, 0], [0, 1], [3, 3], [2]]) == ordinal_alpha([[0, 0], [0, 1], [3, 3]])


def test_na_and_dk_are_missing(practice: Build) -> None:
    """Two respondents, of whom the second said NA and DK on two statements: three pairs NN, FF, FF remain."""
    agreement = krippendorff_alpha(practice("N/N F/NA F/DK F/F F/F").statements)

    assert (agreement.alpha, agreement.raters, agreement.why_none) == (1.0, 2, "")


@pytest.mark.parametrize(
    ("sheet", "raters", "words"),
    [
        ("F F L N N", 1, "No statement was rated by two or more respondents."),
        ("F/- -/F F/DK F/NA F/-", 2, "No statement was rated by two or more respondents."),
        ("F/F F/F F/F F/F F/F", 2, "All comparable ratings are the same, so alpha is undefined."),
    ],
)
def test_an_undefined_alpha_has_a_reason(practice: Build, sheet: str, raters: int, words: str) -> None:
    """It is None, with the number of raters and a sentence."""
    agreement = krippendorff_alpha(practice(sheet).statements)

    assert (agreement.alpha, agreement.raters) == (None, raters)
    assert words in agreement.why_none
