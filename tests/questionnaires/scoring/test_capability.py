"""Capability levels by all methods, the gate that stopped them, and where the two differ."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import Method, Rating
from questionnaires.scoring.capability import level_values
from questionnaires.scoring.model import OpenKind, PracticeScore

Build = Callable[..., PracticeScore]
LADDER, ISO, ITIL = Method.LADDER, Method.ISO_33020, Method.ITIL_SELF


@pytest.mark.parametrize(
    ("sheet", "ladder", "iso", "itil"),
    [
        ("N N N N N", 0, 0, 1),  # level 1 doesn't hold; the self-assessment has no 0
        ("N F F F F", 0, 0, 5),  # the self-assessment asks nothing of level 1
        ("P F F F F", 1, 0, 5),  # P is enough for level 1 of a ladder, but for nothing above it
        ("P P F F F", 1, 0, 1),
        ("L F F F F", 5, 1, 5),  # by iso-33020 L holds, but stops what is above it
        ("L L P F F", 2, 1, 2),
        ("F L F F F", 5, 2, 5),
        ("F F P F F", 2, 2, 2),
        ("F F N F F", 2, 2, 2),
        ("F F F F L", 5, 5, 5),  # at the top L is enough
        ("F F F F P", 4, 4, 4),
        ("F F F F F", 5, 5, 5),
        ("F,N F F F F", 1, 0, 5),  # 1/2 is P
        ("N,N,N,N,N,F F F F F", 1, 0, 5),  # 1/6 = 16.7 % is P
        ("N,N,N,N,N,N,F F F F F", 0, 0, 5),  # 1/7 = 14.3 % is N
        ("F,F,F,F,F,F,F,F,F,N F F F F", 5, 1, 5),  # 9/10 with a hole is L
        ("F F,F,P F F F", 5, 2, 1),  # 7/9 is L; one statement is below L
        ("F F,F,F,F,P F F F", 5, 5, 1),  # 13/15 = 86.7 % is F; one statement is below L
        ("F L,L F F F", 5, 2, 5),
    ],
)
def test_levels_by_all_methods(practice: Build, sheet: str, ladder: int, iso: int, itil: int) -> None:
    """By hand.

    A ladder needs L or F up to the level, but only P at level 1; iso-33020 F below and L or F at the level; itil-self
    L or F in every statement from level 2.
    """
    assert practice(sheet).levels == {LADDER: ladder, ISO: iso, ITIL: itil}


def test_the_stored_method_gives_the_level(practice: Build) -> None:
    """F, F, L, F, P is level 3 by iso-33020 and 4 by the others."""
    assert practice("F F L F P", method=LADDER).level == 4
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
    assert gate.hole
    assert "rated L because one of its statements is N" in gate.why


def test_the_self_assessment_names_the_statements_below_largely(practice: Build) -> None:
    """L passes, P doesn't."""
    gate = practice("F L,P F F F", method=ITIL).gate

    assert gate is not None
    assert (gate.level, gate.statements) == (2, ("p.2.b",))
    assert gate.why == "Level 2 hasn't been reached: L or F is required for each of its statements."


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("N F F F F", (1, Rating.N, ("p.1",), "Level 1 is rated N; P, L or F is required.")),
        (
            "P P F F F",
            (
                1,
                Rating.P,
                ("p.1",),
                "Level 1 is rated P. That is enough for level 1, but level 2 requires L or F here.",
            ),
        ),
        ("L P L F F", (2, Rating.P, ("p.2",), "Level 2 is rated P; L or F is required.")),
        ("F L,P,N F F F", (2, Rating.P, ("p.2.b", "p.2.c"), "Level 2 is rated P; L or F is required.")),
        ("F F F F N", (5, Rating.N, ("p.5",), "Level 5 is rated N; L or F is required.")),
    ],
)
def test_the_gate_of_a_ladder(practice: Build, sheet: str, expected: tuple[int, Rating, tuple[str, ...], str]) -> None:
    """The lowest level that isn't good enough for the next one, its rating, its statements below L, and why."""
    gate = practice(sheet, method=LADDER).gate

    assert gate is not None
    assert (gate.level, gate.rating, gate.statements, gate.why) == expected
    assert not gate.hole


def test_a_ladder_may_have_a_hole_that_stops_nothing(practice: Build) -> None:
    """9/10 with one N is L, and L is enough: the next level is the gate."""
    gate = practice("F,F,F,F,F,F,F,F,F,N P F F F", method=LADDER).gate

    assert gate is not None
    assert (gate.level, gate.hole) == (2, False)


@pytest.mark.parametrize(
    ("sheet", "kinds", "why"),
    [
        (
            "F - F F F",
            (OpenKind.UNANSWERED,),
            "Level 2 has no rating; L or F is required. Its statement is unanswered and counts as N.",
        ),
        (
            "F DK F F F",
            (OpenKind.DONT_KNOW,),
            "Level 2 has no rating; L or F is required. Its statement has only “don't know” answers and counts as N.",
        ),
        (
            "F -,N,DK,- F F F",
            (OpenKind.UNANSWERED, OpenKind.DONT_KNOW),
            (
                "Level 2 is rated N; L or F is required. 2 of its 4 statements are unanswered and count as N. "
                "1 of its 4 statements has only “don't know” answers and counts as N."
            ),
        ),
        (
            "F F,- F F F",
            (OpenKind.UNANSWERED,),
            "Level 2 is rated P; L or F is required. 1 of its 2 statements is unanswered and counts as N.",
        ),
        (
            "F DK,DK F F F",
            (OpenKind.DONT_KNOW,),
            (
                "Level 2 has no rating; L or F is required. 2 of its 2 statements have only “don't know” answers and "
                "count as N."
            ),
        ),
        ("F N F F -", (), "Level 2 is rated N; L or F is required."),
    ],
)
def test_no_answer_is_not_the_answer_not(practice: Build, sheet: str, kinds: tuple[OpenKind, ...], why: str) -> None:
    """The gate says whether its statements were rated N, not answered, or answered with don't know."""
    gate = practice(sheet, method=LADDER).gate

    assert gate is not None
    assert (gate.open_kinds, gate.why) == (kinds, why)


@pytest.mark.parametrize("method", Method)
def test_nothing_stops_level_5(practice: Build, method: Method) -> None:
    """The highest level has no gate."""
    assert practice("F F F F L", method=method).gate is None


def test_a_level_without_applicable_statements_bars_what_is_above_it(practice: Build) -> None:
    """NA at level 2 leaves level 1 by all methods."""
    score = practice("F NA F F F")

    assert score.levels == {LADDER: 1, ISO: 1, ITIL: 1}
    assert score.gate is not None
    assert (score.gate.level, score.gate.achievement, score.gate.rating) == (2, None, None)
    assert score.gate.why == "No statement of level 2 applies, so neither it nor a higher level can be reached."


def test_a_first_level_without_applicable_statements_bars_all_others(practice: Build) -> None:
    """No method lets level 1 be skipped: 0 by two, and the 1 that the third starts at."""
    score = practice("NA F F F F", method=ITIL)

    assert score.levels == {LADDER: 0, ISO: 0, ITIL: 1}
    assert score.gate is not None
    assert (score.gate.level, score.gate.rating) == (1, None)
    assert score.gate.why == "No statement of level 1 applies, so no higher level can be reached."


def test_one_applicable_statement_is_enough_for_a_level(practice: Build) -> None:
    """NA leaves a statement out of the sum and the gate."""
    score = practice("F NA,F F F F")

    assert score.levels == {LADDER: 5, ISO: 5, ITIL: 5}
    assert score.achievements == (Fraction(1),) * 5


def test_a_level_is_open_if_statements_apply_and_none_is_rated(practice: Build) -> None:
    """Nobody answered levels 2 and 4, one of two statements of level 3 is rated, and nothing of level 5 applies."""
    values = level_values(practice("F - -,F DK NA").statements)

    assert [values.is_open(level) for level in range(1, 6)] == [False, True, False, True, False]


def test_the_index_is_the_sum_of_the_achievements(practice: Build) -> None:
    """F | L, P | P | N | NA: 1 + 1/2 + 1/3 + 0, and nothing for the level without one."""
    score = practice("F L,P P N NA")

    assert score.achievements == (Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(0), None)
    assert score.index == 1 + Fraction(1, 2) + Fraction(1, 3)


UNCHECKED = "itil-self starts at 1 and doesn't check level 1"
ACCEPTS_P = "ladder accepts P at level 1, but iso-33020 requires L or F"
NEEDS_F = "iso-33020 requires F for every lower level"
EACH = "rates the mean of a level, but itil-self requires L or F for every statement, and one at level 2 falls short"


@pytest.mark.parametrize(
    ("sheet", "method", "level", "others"),
    [
        ("N F F F F", LADDER, 0, [("itil-self", 5, f"{UNCHECKED}, which is rated N")]),
        ("- F F F F", LADDER, 0, [("itil-self", 5, f"{UNCHECKED}, which has no rating")]),
        ("N,- F F F F", LADDER, 0, [("itil-self", 5, f"{UNCHECKED}, which is rated N")]),
        ("NA F F F F", ISO, 0, [("itil-self", 1, f"{UNCHECKED}, where no statement applies")]),
        ("N F F F F", ITIL, 5, [("ladder and iso-33020", 0, f"{UNCHECKED}, which is rated N")]),
        ("P N N N N", ISO, 0, [("ladder", 1, ACCEPTS_P), ("itil-self", 1, f"{UNCHECKED}, which is rated P")]),
        ("P F N N N", LADDER, 1, [("iso-33020", 0, ACCEPTS_P), ("itil-self", 2, f"{UNCHECKED}, which is rated P")]),
        ("F F L F P", ISO, 3, [("ladder and itil-self", 4, f"{NEEDS_F}, and level 3 is rated L")]),
        ("L L L L L", LADDER, 5, [("iso-33020", 1, f"{NEEDS_F}, and level 1 is rated L")]),
        (
            "F F,F,P F F F",
            ISO,
            2,
            [("ladder", 5, f"{NEEDS_F}, and level 2 is rated L"), ("itil-self", 1, f"iso-33020 {EACH}")],
        ),
        ("F F,F,P F F F", ITIL, 1, [("ladder", 5, f"ladder {EACH}"), ("iso-33020", 2, f"iso-33020 {EACH}")]),
    ],
)
def test_a_sentence_says_why_the_methods_differ(
    practice: Build, sheet: str, method: Method, level: int, others: list[tuple[str, int, str]]
) -> None:
    """It names each method with another level, and the cause."""
    said = "; ".join(f"under {who} it would be {other}, because {why}" for who, other, why in others)

    assert practice(sheet, method=method).methods_differ == f"The level is {level} under {method}; {said}."


def test_the_sentence_is_empty_if_all_methods_agree(practice: Build) -> None:
    """All F is level 5 for everyone."""
    assert practice("F F F F F").methods_differ == ""


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
    start = [1] if can and rated[0] != "N" else []
    ladder = start + [k for k in can if all(rated[j] in ("L", "F") for j in range(k))]
    iso = [k for k in can if rated[k - 1] in ("L", "F") and all(rated[j] == "F" for j in range(k - 1))]
    itil = [k for k in can if k > 1 and all(word in "LF" for level in applicable[1:k] for word in level)]
    return {LADDER: max(ladder, default=0), ISO: max(iso, default=0), ITIL: max(itil, default=1)}


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
