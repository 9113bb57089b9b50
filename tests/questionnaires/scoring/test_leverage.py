"""What depends on a statement that respondents disagree on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import Rating
from questionnaires.scoring.leverage import by_leverage, leverage
from questionnaires.scoring.model import Method, Scores

BuildAll = Callable[..., Scores]
WORDS = ("N", "P", "L", "F", "NA", "DK", "-")


def test_a_rating_that_opens_the_gate_moves_the_level(scores: BuildAll) -> None:
    """F, then N against F: with N the gate stays at level 1, with F levels 2 and 3 (rated L) hold."""
    found = scores({"p": "F N/F L N N"})

    hangs = leverage(found, found.statement["p.2"])

    assert hangs.level == 1
    assert hangs.levels == {Rating.N: 1, Rating.F: 3}
    assert hangs.changes_level
    assert hangs.swing == 3 - 1


def test_a_rating_above_a_closed_gate_moves_nothing(scores: BuildAll) -> None:
    """Level 2 is N, so whatever level 4 is, the level stays 1."""
    found = scores({"p": "F N L N/F N"})

    hangs = leverage(found, found.statement["p.4"])

    assert hangs.levels == {Rating.N: 1, Rating.F: 1}
    assert not hangs.changes_level
    assert hangs.swing == 0


def test_a_level_left_without_an_applicable_statement_is_lost(scores: BuildAll) -> None:
    """NA at level 2 bars level 2 and all above it, where F would give level 3."""
    found = scores({"p": "F NA/F L N N"})

    assert leverage(found, found.statement["p.2"]).levels == {Rating.F: 3, Rating.NA: 1}


def test_a_practice_may_come_to_have_no_level(scores: BuildAll) -> None:
    """Were its only applicable statement NA too, nothing of it would apply."""
    found = scores({"p": "F/NA NA/NA NA/NA NA/NA NA/NA"})

    assert leverage(found, found.statement["p.1"]).levels == {Rating.F: 1, Rating.NA: None}


def test_abstaining_is_no_position(scores: BuildAll) -> None:
    """An answer of don't know would decide nothing."""
    found = scores({"p": "F N/DK/F L N N"})

    assert set(leverage(found, found.statement["p.2"]).levels) == {Rating.N, Rating.F}


def test_the_rulebook_is_the_assessments(scores: BuildAll) -> None:
    """By itil-self level 2 at N leaves level 1, at F level 3 as well as level 2."""
    found = scores({"p": "N N/F L N N"}, method=Method.ITIL_SELF)

    assert leverage(found, found.statement["p.2"]).levels == {Rating.N: 1, Rating.F: 3}


def test_what_moves_most_comes_first_and_what_is_settled_last(scores: BuildAll) -> None:
    """p.2 swings from 1 to 3, q.3 from 2 to 3, r.5 moves nothing, s.2 has its consensus."""
    found = scores(
        {"r": "F N L F N/F", "q": "F F N/F N N", "p": "F N/F L N N", "s": "F N/F L N N"}, consensus={"s.2": "L"}
    )

    assert [each.statement.statement.id for each in by_leverage(found)] == ["p.2", "q.3", "r.5", "s.2"]


@pytest.mark.parametrize("method", list(Method))
@given(sheet=st.lists(st.tuples(*[st.sampled_from(WORDS)] * 3), min_size=5, max_size=5))
@settings(max_examples=50)
def test_what_is_foretold_is_what_a_consensus_then_gives(
    scores: BuildAll, method: Method, sheet: list[tuple[str, ...]]
) -> None:
    """Setting the rating as consensus gives the very level that was shown for it."""
    written = {"p": " ".join("/".join(voices) for voices in sheet)}
    found = scores(written, method=method)

    for statement in found.practices[0].statements:
        for rating, level in leverage(found, statement).levels.items():
            settled = scores(written, method=method, consensus={statement.statement.id: rating.value})
            assert settled.practices[0].level == level
