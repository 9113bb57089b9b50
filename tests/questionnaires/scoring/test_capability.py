"""Capability levels by both methods, the gate that stopped them, and where the methods differ."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import Rating
from questionnaires.scoring.model import Method, PracticeScore

Build = Callable[..., PracticeScore]
ISO, ITIL = Method.ISO_33020, Method.ITIL_SELF


@pytest.mark.parametrize(
    ("sheet", "iso", "itil"),
    [
        ("N N N N N", 0, 1),  # level 1 does not hold; the self-assessment has no 0
        ("P F F F F", 0, 5),  # the self-assessment asks nothing of level 1
        ("L F F F F", 1, 5),  # L holds, but stops what is above it
        ("F L F F F", 2, 5),
        ("F F P F F", 2, 2),
        ("F F F F L", 5, 5),  # at the top L is enough
        ("F F F F F", 5, 5),
        ("F,N F F F F", 0, 5),  # 1/2 is P
        ("F,F,F,F,F,F,F,F,F,N F F F F", 1, 5),  # 9/10 with a hole is L
        ("F F,F,P F F F", 2, 1),  # 7/9 is L; one statement is below L
        ("F F,F,F,F,P F F F", 5, 1),  # 13/15 = 86.7 % is F; one statement is below L
        ("F L,L F F F", 2, 5),
    ],
)
def test_levels_by_both_methods(practice: Build, sheet: str, iso: int, itil: int) -> None:
    """By hand: iso-33020 needs F below and L or F at the level, itil-self L or F in every statement from level 2."""
    assert practice(sheet).levels == {ISO: iso, ITIL: itil}


def test_the_stored_method_gives_the_level(practice: Build) -> None:
    """F, F, L, F, P is level 3 by one method and 4 by the other."""
    assert practice("F F L F P", method=ISO).level == 3
    assert practice("F F L F P", method=ITIL).level == 4


def test_a_level_rated_largely_stops_the_next_one(practice: Build) -> None:
    """The gate names the level at L, its rating, and the statements that aren't F."""
    gate = practice("F L,F F F F").gate

    assert gate is not None
    assert (gate.level, gate.achievement, gate.rating) == (2, Fraction(5, 6), Rating.L)
    assert gate.statements == ("p.2.a",)
    assert gate.why == "Level 2 is rated L. That is enough for level 2, but level 3 requires F here."


def test_a_level_rated_partially_is_not_reached(practice: Build) -> None:
    """The gate is the first level that isn't reached."""
    gate = practice("F F P F N").gate

    assert gate is not None
    assert (gate.level, gate.achievement, gate.rating) == (3, Fraction(1, 3), Rating.P)
    assert gate.why == "Level 3 is rated P; L or F is required."


def test_a_gap_is_named_where_it_stops_the_level(practice: Build) -> None:
    """9/10 would be F if one statement weren't N."""
    gate = practice("F,F,F,F,F,F,F,F,F,N F F F F").gate

    assert gate is not None
    assert gate.statements == ("p.1.j",)
    assert "rated L because one of its statements is N" in gate.why


def test_the_self_assessment_names_the_statements_below_largely(practice: Build) -> None:
    """L passes, P doesn't."""
    gate = practice("F L,P F F F", method=ITIL).gate

    assert gate is not None
    assert (gate.level, gate.statements) == (2, ("p.2.b",))
    assert gate.why == "Level 2 isn't reached: L or F is required for each of its statements."


@pytest.mark.parametrize("method", Method)
def test_nothing_stops_level_5(practice: Build, method: Method) -> None:
    """The highest level has no gate."""
    assert practice("F F F F L", method=method).gate is None


def test_a_level_without_applicable_statements_blocks_the_levels_above(practice: Build) -> None:
    """NA at level 2 leaves level 1 by both methods."""
    score = practice("F NA F F F")

    assert score.levels == {ISO: 1, ITIL: 1}
    assert score.gate is not None
    assert (score.gate.level, score.gate.achievement, score.gate.rating) == (2, None, None)
    assert score.gate.why == "No statement of level 2 applies, so neither it nor a higher level can be reached."


def test_a_first_level_without_applicable_statements_blocks_all_others(practice: Build) -> None:
    """Neither method skips level 1: the result is 0 by one, and 1 by the other, which starts there."""
    score = practice("NA F F F F", method=ITIL)

    assert score.levels == {ISO: 0, ITIL: 1}
    assert score.gate is not None
    assert (score.gate.level, score.gate.rating) == (1, None)
    assert score.gate.why == "No statement of level 1 applies, so no higher level can be reached."


def test_one_applicable_statement_is_enough_for_a_level(practice: Build) -> None:
    """NA leaves a statement out of the sum and the gate."""
    score = practice("F NA,F F F F")

    assert score.levels == {ISO: 5, ITIL: 5}
    assert score.achievements == (Fraction(1),) * 5


def test_the_index_is_the_sum_of_the_achievements(practice: Build) -> None:
    """F | L, P | P | N | NA: 1 + 1/2 + 1/3 + 0, and nothing for the level without one."""
    score = practice("F L,P P N NA")

    assert score.achievements == (Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(0), None)
    assert score.index == 1 + Fraction(1, 2) + Fraction(1, 3)


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (
            "N F F F F",
            (
                "The level is 0 under iso-33020 and 5 under itil-self: itil-self starts at 1 and doesn't check "
                "whether level 1 holds."
            ),
        ),
        (
            "F F L F P",
            (
                "The level is 3 under iso-33020 and 4 under itil-self: iso-33020 requires F for every lower "
                "level, and level 3 is L"
            ),
        ),
        ("F F,F,P F F F", "The level is 2 under iso-33020 and 1 under itil-self: iso-33020 takes the mean of a level"),
        ("F F,F,P F F F", "one of level 2 is below L."),
        ("F F F F F", ""),
    ],
)
def test_a_sentence_says_why_the_methods_differ(practice: Build, sheet: str, words: str) -> None:
    """It names both levels and the cause, and is empty if they agree."""
    said = practice(sheet).methods_differ

    assert words in said
    assert bool(said) == bool(words)


def _rating_by_points(level: tuple[str, ...]) -> str:
    """Apply the limits again in whole numbers: 100 x points against 15, 50 and 85 x the most possible."""
    points, most = 100 * sum("NPLF".index(word) for word in level), 3 * len(level)
    reached = "N" if points <= 15 * most else "P" if points <= 50 * most else "L" if points <= 85 * most else "F"
    return "L" if reached == "F" and "N" in level else reached


def _by_definition(levels: list[tuple[str, ...]]) -> dict[Method, int]:
    """Apply the definition of levels again, as the greatest k that its words allow."""
    applicable = [tuple(word for word in level if word != "NA") for level in levels]
    can = [k for k in range(1, 6) if all(applicable[j] for j in range(k))]
    rated = [_rating_by_points(level) if level else "" for level in applicable]
    iso = [k for k in can if rated[k - 1] in ("L", "F") and all(rated[j] == "F" for j in range(k - 1))]
    itil = [k for k in can if k > 1 and all(word in "LF" for level in applicable[1:k] for word in level)]
    return {ISO: max(iso, default=0), ITIL: max(itil, default=1)}


def test_every_ladder_has_the_level_of_the_rule(practice: Build) -> None:
    """This covers all 5^5 - 1 ladders of N, P, L, F and NA that have a rating."""
    for words in product(("N", "P", "L", "F", "NA"), repeat=5):
        if set(words) != {"NA"}:
            assert practice(" ".join(words)).levels == _by_definition([(word,) for word in words]), words


def test_the_first_two_levels_of_three_statements_follow_the_rule(practice: Build) -> None:
    """All levels 1 and 2 of two and three statements are tried, with the levels above fully achieved."""
    threes = {",".join(sorted(words)) for words in product(("N", "P", "L", "F", "NA"), repeat=3)}
    pairs = {",".join(sorted(words)) for words in product(("N", "P", "L", "F", "NA"), repeat=2)}
    for first, second in product(sorted(pairs), sorted(threes)):
        levels = [tuple(each.split(",")) for each in (first, second, "F", "F", "F")]
        assert practice(f"{first} {second} F F F").levels == _by_definition(levels), levels


LEVEL = st.lists(st.sampled_from(("N", "P", "L", "L", "F", "F", "F", "F", "F", "NA")), min_size=1, max_size=9)


@settings(max_examples=100)
@given(levels=st.lists(LEVEL, min_size=5, max_size=5))
def test_levels_of_many_statements_follow_the_rule(practice: Build, levels: list[list[str]]) -> None:
    """Levels have one to nine statements, mostly with good ratings, so that high levels are reached too."""
    score = practice(" ".join(",".join(level) for level in levels))

    if score.has_figures:
        assert score.levels == _by_definition([tuple(level) for level in levels])
