"""The ratings of several respondents become one rating."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from questionnaires.model import Rating
from questionnaires.scoring.consolidation import proposal
from questionnaires.scoring.model import OpenKind, PracticeScore, StatementScore

Build = Callable[..., PracticeScore]


def _first(practice: Build, ratings: str, **options: object) -> StatementScore:
    return practice(f"{ratings} N N N N", **options).statements[0]


@pytest.mark.parametrize(
    ("ratings", "rating", "spread", "disagreement"),
    [
        ("F", "F", None, False),
        ("N/F", "N", 3, True),  # even: the lower of the two middle ones
        ("P/L", "P", 1, False),
        ("P/L/F", "L", 2, True),
        ("N/P/L/F", "P", 3, True),  # the middle ones are P and L
        ("P/P/L/L/F", "L", 2, True),
        ("L/DK/F", "L", 1, False),  # DK abstains
        ("DK/DK/L", "L", None, False),
        ("NA/F", "F", None, True),  # half is not more than half
        ("NA/F/F", "F", 0, True),
        ("NA/NA/N", "NA", None, True),  # two of three
        ("NA/NA/F/F", "F", 0, True),
        ("NA/DK", "NA", None, False),  # of those who did not abstain, all
        ("NA/DK/DK/F", "F", None, True),
        ("NA/NA/NA/NA", "NA", None, False),
        ("F/-/F", "F", 0, False),  # only those who answered count
    ],
)
def test_several_ratings_become_one(
    practice: Build, ratings: str, rating: str, spread: int, *, disagreement: bool
) -> None:
    """The median is taken on N<P<L<F, NA needs a majority, and disagreements are kept."""
    score = _first(practice, ratings)

    assert score.rating is Rating(rating)
    assert (score.spread, score.disagreement) == (spread, disagreement)


@pytest.mark.parametrize(("ratings", "kind"), [("DK/DK/DK", OpenKind.DONT_KNOW), ("-/-", OpenKind.UNANSWERED)])
def test_dont_know_from_all_and_no_answer_are_distinguished(practice: Build, ratings: str, kind: OpenKind) -> None:
    """Both leave the statement open."""
    score = _first(practice, ratings)

    assert (score.rating, score.open_kind) == (None, kind)


def test_reasons_and_comments_of_all_respondents_are_kept(practice: Build) -> None:
    """Four respondents chose NA, so four answers support it."""
    assert [given.respondent.id for given in _first(practice, "NA/NA/NA/NA").answers] == ["r0", "r1", "r2", "r3"]


def test_a_consensus_overrides_the_proposal(practice: Build) -> None:
    """The median of P, L, F is L; the assessor set P, and the proposal is kept."""
    score = _first(practice, "P/L/F", consensus={"p.1": "P"})

    assert (score.rating, score.proposal) == (Rating.P, Rating.L)
    assert score.disagreement


def test_a_consensus_rates_what_nobody_answered(practice: Build) -> None:
    """The assessor may rate an open statement."""
    score = _first(practice, "-", consensus={"p.1": "L"})

    assert (score.rating, score.proposal, score.open_kind) == (Rating.L, None, None)


def test_a_consensus_of_dont_know_leaves_the_statement_open(practice: Build) -> None:
    """The assessor found that nobody can know, which isn't a rating."""
    score = _first(practice, "N/F", consensus={"p.1": "DK"})

    assert (score.rating, score.open_kind) == (None, OpenKind.DONT_KNOW)


def test_evidence_of_any_respondent_supports_a_statement(practice: Build) -> None:
    """One of three respondents gave evidence."""
    assert _first(practice, "L/F*/L").evidenced
    assert not _first(practice, "L/F/L").evidenced


@pytest.mark.parametrize("ratings", ["N/P/L/F", "NA/NA/F", "NA/F/L", "DK/NA/P/P", "N/F/F/DK"])
def test_the_order_of_respondents_never_matters(ratings: str) -> None:
    """Every order of the same ratings proposes the same rating."""
    given = [Rating(word) for word in ratings.split("/")]

    assert len({proposal(order) for order in permutations(given)}) == 1


def test_a_practice_is_based_on_proposals_until_a_consensus_is_set(practice: Build) -> None:
    """With two ratings and no consensus, it is based on proposals alone; a single rating isn't a median."""
    assert practice("F/L F F F F").on_proposals
    assert not practice("F/L F F F F", consensus={"p.1": "F"}).on_proposals
    assert not practice("F F F F F").on_proposals
