"""The ratings of several respondents become one rating."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from questionnaires.answers.model import Answer, Assessment, Consensus, Organization, Respondent, Response
from questionnaires.model import Dimension, Rating, Statement
from questionnaires.scoring.consolidation import consolidate, proposal
from questionnaires.scoring.model import OpenKind, PracticeScore, Scores, StatementScore

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


def test_a_comment_without_a_rating_has_no_vote() -> None:
    """One respondent only commented; the rating of the other stands alone."""
    statement = Statement("p.1", "p", "first", Dimension.ORGANIZATIONS_PEOPLE, 1, "", "", "")
    responses = (
        Response("q", Respondent("r1"), answers={"p.1": Answer(None, comment="ask the night shift")}),
        Response("q", Respondent("r2"), answers={"p.1": Answer(Rating.F)}),
    )

    score = consolidate(statement, Assessment("q", Organization(), "", responses, {}))

    assert (score.rating, score.spread, score.disagreement) == (Rating.F, None, False)
    assert len(score.answers) == 2


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


@pytest.mark.parametrize(
    ("cell", "lower"),
    [
        ("P/L", True),
        ("L/L", False),
        ("P/L/F", False),  # three: the middle one
        ("P/L/F/DK", False),  # three, since one abstained
        ("N/L/L/F", False),  # both in the middle are L
        ("N/P/L/F", True),
        ("F/F/P/P", True),
        ("P", False),
        ("DK/DK", False),
        ("P/L/NA", True),  # NA is outvoted, and left out
        ("NA/NA/NA/P/L", False),  # NA wins
    ],
)
def test_two_different_ratings_in_the_middle_are_marked(
    practice: Callable[..., PracticeScore], cell: str, *, lower: bool
) -> None:
    """The result says where the lower of two middle ratings counts."""
    score = practice(f"{cell} F F F F")

    assert score.statements[0].lower_middle is lower


def test_a_practice_that_nobody_knows_differs_from_one_that_nobody_answered(
    practice: Callable[..., PracticeScore],
) -> None:
    """Neither has figures."""
    assert practice("DK/DK - - - -").only_dont_know
    assert not practice("- - - - -").only_dont_know
    assert not practice("NA NA NA NA NA").only_dont_know
    assert not practice("DK N - - -").only_dont_know


def test_a_first_glimpse_has_under_a_third_answered(scores: Callable[..., Scores]) -> None:
    """NA is an answer, don't know isn't: 3 of 10, and 4 of 10; 5 of 15 is a third."""
    few, more = scores({"a": "F F DK - NA", "b": "- - - - -"}), scores({"a": "F F P - NA", "b": "- - - - -"})
    third = scores({"a": "F L NA P L", "b": "- - - - -", "c": "DK - - - -"})

    assert (few.answered, few.is_first_glimpse) == (3, True)
    assert (more.answered, more.is_first_glimpse) == (4, False)
    assert (third.answered, third.is_first_glimpse) == (5, False)


def test_levels_decided_in_a_third_of_the_practices_are_more_than_a_glimpse(scores: Callable[..., Scores]) -> None:
    """An N at level 1 or 2 decides a level, and assessors leave the rest: 2 of 10 statements, but 1 of 2 levels."""
    unanswered = dict.fromkeys("bcd", "- - - - -")
    one_of_two = scores({"a": "L N - - -", "b": "- - - - -"})
    one_of_four = scores({"a": "L N - - -", **unanswered})
    undecided = scores({"a": "F F - - -", "b": "- - - - -"})

    assert not one_of_two.is_first_glimpse
    assert one_of_four.is_first_glimpse
    assert undecided.is_first_glimpse


@pytest.mark.parametrize(
    ("counts", "agreed", "rests"), [(True, False, True), (False, False, False), (True, True, False)]
)
def test_a_rating_may_rest_on_unconfirmed_answers_alone(*, counts: bool, agreed: bool, rests: bool) -> None:
    """If they count, and the assessor hasn't set a consensus."""
    statement = Statement("p.1", "p", "first", Dimension.ORGANIZATIONS_PEOPLE, 1, "", "", "")
    response = Response("q", Respondent("r1"), answers={"p.1": Answer(Rating.F)})
    consensus = {"p.1": Consensus(Rating.F, "seen")} if agreed else {}
    assessment = Assessment("q", Organization(), "", (response,), consensus)
    carried = replace(assessment, unconfirmed={"p.1": 1}, counts_unconfirmed=counts)

    score = consolidate(statement, carried)

    assert (score.unconfirmed, score.rests_on_unconfirmed) == (1, rests)


def test_a_consensus_that_nobody_answered_before_rests_on_nothing_unconfirmed(practice: Build) -> None:
    """Nothing was carried over either."""
    score = practice("- F F F F", consensus={"p.1": "F"}).statements[0]

    assert (score.rating, score.unconfirmed, score.rests_on_unconfirmed) == (Rating.F, 0, False)
