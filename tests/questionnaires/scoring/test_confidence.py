"""How reliable a practice's figures are, and the level that the evidence supports."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from questionnaires.scoring.confidence import grade
from questionnaires.scoring.model import Grade, Method, PracticeScore

Build = Callable[..., PracticeScore]


def test_the_three_shares_by_hand(practice: Build) -> None:
    """One of five is NA, one of the other four is open, one of the three rated has evidence."""
    score = practice("F* L P - NA")

    assert score.answered == Fraction(3, 4)
    assert score.with_evidence == Fraction(1, 3)
    assert score.agreement is None


def test_dont_know_from_all_is_not_answered(practice: Build) -> None:
    """Open statements of both kinds count alike."""
    assert practice("F DK - F F").answered == Fraction(3, 5)


def test_agreement_is_the_share_of_rated_statements_without_disagreement(practice: Build) -> None:
    """F/F and L/F agree; N/F and NA/F/F don't; L/DK has a single rating: 2 of 5."""
    assert practice("F/F/- L/F/- N/F/- NA/F/F L/DK/-").agreement == Fraction(2, 5)


def test_na_and_a_rating_are_compared_too(practice: Build) -> None:
    """If every statement has NA and one rating, respondents agree on nothing: 0, not unknown."""
    score = practice("NA/F NA/F NA/F NA/F NA/F")

    assert score.agreement == 0
    assert score.confidence is Grade.LOW


@pytest.mark.parametrize(
    ("answered", "evidence", "agreed", "expected"),
    [
        (100, 60, 80, Grade.HIGH),
        (99, 60, 80, Grade.MEDIUM),  # not all answered
        (100, 59, 80, Grade.MEDIUM),
        (100, 60, 79, Grade.MEDIUM),
        (100, 100, None, Grade.MEDIUM),  # one witness is never enough for high
        (60, 20, 50, Grade.MEDIUM),
        (59, 100, 100, Grade.LOW),
        (100, 19, 100, Grade.LOW),
        (100, 100, 49, Grade.LOW),
    ],
)
def test_the_grade_at_its_limits(answered: int, evidence: int, agreed: int | None, expected: Grade) -> None:
    """High needs all three shares, low needs one."""
    shares = Fraction(answered, 100), Fraction(evidence, 100)

    assert grade(*shares, None if agreed is None else Fraction(agreed, 100)) is expected


def test_the_evidenced_level_counts_ratings_without_evidence_as_n(practice: Build) -> None:
    """Levels 1 to 3 are claimed and 1 and 2 have evidence: the evidence supports level 2."""
    score = practice("F* F* F P N")

    assert (score.level, score.level_evidenced) == (3, 2)
    assert [s.statement.id for s in score.unbacked] == ["p.3"]


def test_without_any_evidence_the_evidenced_level_is_the_lowest(practice: Build) -> None:
    """It is 0 by iso-33020, and 1 by itil-self, which starts there."""
    assert practice("F F F F F").level_evidenced == 0
    assert practice("F F F F F", method=Method.ITIL_SELF).level_evidenced == 1


def test_not_applicable_needs_no_evidence(practice: Build) -> None:
    """NA leaves a statement out of the evidenced level too."""
    assert practice("F*,NA F* N N N").level_evidenced == 2
