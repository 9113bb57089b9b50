"""How far a practice's figures can be trusted, in three shares and a grade."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from questionnaires.scoring import confidence
from questionnaires.scoring.confidence import grade
from questionnaires.scoring.model import Grade, PracticeScore

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


def test_the_limits_are_those_of_the_documentation() -> None:
    """Exactly, so that 59.9 % isn't 60 %."""
    high, low = (
        (confidence.HIGH_EVIDENCE, confidence.HIGH_AGREEMENT),
        (confidence.LOW_EVIDENCE, confidence.LOW_AGREEMENT),
    )

    assert (*high, *low, confidence.LOW_ANSWERED) == tuple(Fraction(each, 100) for each in (60, 80, 20, 50, 60))
