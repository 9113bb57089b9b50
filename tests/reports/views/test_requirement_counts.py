"""Requirements without a rating are told apart by the reason."""

from __future__ import annotations

import pytest

from questionnaires.model import Rating
from questionnaires.scoring.model import RequirementScore, RequirementStatus, TooLittleKnown
from reports.views.requirement_counts import KINDS, in_words, kind_of, requirement_counts, segment_label

NOT_ASSESSED = RequirementStatus.NOT_ASSESSED


def requirement(
    status: RequirementStatus, why: TooLittleKnown | None = None, rating: Rating | None = None
) -> RequirementScore:
    """Return a requirement with a status."""
    return RequirementScore("8.6.1", status, None, None, rating, (), None, (), too_little_known=why)


CASES = [
    (requirement(RequirementStatus.RATED, rating=Rating.L), "L", "L", "3 L"),
    (requirement(RequirementStatus.PROVISIONAL, rating=Rating.N), "N", "N", "3 N"),
    (requirement(NOT_ASSESSED, TooLittleKnown.NO_PRACTICE), "not-assessed", "not assessed", "3"),
    (requirement(NOT_ASSESSED, TooLittleKnown.NO_PRIMARY_PRACTICE), "too-little-known", "too little known", "3 ?"),
    (requirement(NOT_ASSESSED, TooLittleKnown.FEW_ANSWERS), "too-little-known", "too little known", "3 ?"),
    (requirement(RequirementStatus.NOT_APPLICABLE), "not-applicable", "not applicable", "3 \u2013"),
    (requirement(RequirementStatus.OUTSIDE), "outside", "not covered", "3"),
]


@pytest.mark.parametrize(("score", "kind", "words", "label"), CASES)
def test_each_requirement_is_of_one_kind(score: RequirementScore, kind: str, words: str, label: str) -> None:
    """A rating, or why there is none."""
    assert (kind_of(score), in_words(kind), segment_label(kind, 3)) == (kind, words, label)


def test_every_kind_is_counted() -> None:
    """Every requirement is in exactly one count."""
    counts = dict(requirement_counts([score for score, *_ in CASES]))

    assert tuple(counts) == KINDS
    assert counts == {
        "F": 0,
        "L": 1,
        "P": 0,
        "N": 1,
        "too-little-known": 2,
        "not-assessed": 1,
        "not-applicable": 1,
        "outside": 1,
    }
