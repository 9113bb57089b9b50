"""The effect of a statement that respondents disagree on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import Method, Rating
from questionnaires.scoring.leverage import by_leverage, leverage, open_disagreements
from questionnaires.scoring.model import Scores

BuildAll = Callable[..., Scores]
WORDS = ("N", "P", "L", "F", "NA", "DK", "-")


def test_a_rating_that_decides_the_gate_changes_the_level(scores: BuildAll) -> None:
    """F, then N against F: with N the gate stays at level 1, with F levels 2 and 3 (rated L) are reached."""
    found = scores({"p": "F N/F L N N"})

    hangs = leverage(found, found.statement["p.2"])

    assert hangs.level == 1
    assert hangs.levels == {Rating.N: 1, Rating.F: 3}
    assert hangs.changes_level
    assert hangs.swing == 3 - 1


def test_a_rating_above_a_closed_gate_changes_nothing(scores: BuildAll) -> None:
    """Level 2 is N, so the level stays 1 whatever level 4 is."""
    found = scores({"p": "F N L N/F N"})

    hangs = leverage(found, found.statement["p.4"])

    assert hangs.levels == {Rating.N: 1, Rating.F: 1}
    assert not hangs.changes_level
    assert hangs.swing == 0


def test_disagreements_may_change_the_level_only_together(scores: BuildAll) -> None:
    """Levels 1 and 2 are N or F: level 2 counts only if level 1 is F too. Level 4 changes nothing."""
    found = scores({"p": "N/F N/F N N/F N"})

    first, second, fourth = (leverage(found, found.statement[f"p.{level}"]) for level in (1, 2, 4))

    assert second.levels == {Rating.N: 0, Rating.F: 0}
    assert second.together == {Rating.N: 1, Rating.F: 2}
    assert first.changes_alone
    assert (second.changes_alone, second.changes_level) == (False, True)
    assert not fourth.changes_level


def test_a_level_left_without_an_applicable_statement_is_lost(scores: BuildAll) -> None:
    """NA at level 2 blocks level 2 and everything above it; F would give level 3."""
    found = scores({"p": "F NA/F L N N"})

    assert leverage(found, found.statement["p.2"]).levels == {Rating.F: 3, Rating.NA: 1}


def test_a_practice_may_lose_its_level(scores: BuildAll) -> None:
    """If its only applicable statement were NA too, nothing of it would apply."""
    found = scores({"p": "F/NA NA/NA NA/NA NA/NA NA/NA"})

    assert leverage(found, found.statement["p.1"]).levels == {Rating.F: 1, Rating.NA: None}


def test_abstaining_is_not_a_rating(scores: BuildAll) -> None:
    """An answer of "don't know" would decide nothing."""
    found = scores({"p": "F N/DK/F L N N"})

    assert set(leverage(found, found.statement["p.2"]).levels) == {Rating.N, Rating.F}


def test_the_method_is_that_of_the_assessment(scores: BuildAll) -> None:
    """By itil-self, level 2 at N leaves level 1, and at F gives level 3 as well as level 2."""
    found = scores({"p": "N N/F L N N"}, method=Method.ITIL_SELF)

    assert leverage(found, found.statement["p.2"]).levels == {Rating.N: 1, Rating.F: 3}


def test_the_largest_effect_comes_first_and_settled_statements_last(scores: BuildAll) -> None:
    """p.2 ranges from 1 to 3, q.3 from 2 to 3, r.5 has no effect, s.2 has its consensus."""
    found = scores(
        {"r": "F N L F N/F", "q": "F F N/F N N", "p": "F N/F L N N", "s": "F N/F L N N"}, consensus={"s.2": "L"}
    )

    assert [each.statement.statement.id for each in by_leverage(found)] == ["p.2", "q.3", "r.5", "s.2"]
    assert open_disagreements(found) == by_leverage(found)[:3]


@pytest.mark.parametrize("method", list(Method))
@given(sheet=st.lists(st.tuples(*[st.sampled_from(WORDS)] * 3), min_size=5, max_size=5))
@settings(max_examples=50)
def test_a_consensus_has_the_predicted_effect(scores: BuildAll, method: Method, sheet: list[tuple[str, ...]]) -> None:
    """Setting the rating as consensus gives exactly the level that was shown for it."""
    written = {"p": " ".join("/".join(voices) for voices in sheet)}
    found = scores(written, method=method)

    for statement in found.practices[0].statements:
        for rating, level in leverage(found, statement).levels.items():
            settled = scores(written, method=method, consensus={statement.statement.id: rating.value})
            assert settled.practices[0].level == level
