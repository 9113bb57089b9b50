"""The level that evidence backs, and the statements whose evidence is missing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from questionnaires.model import Method
from questionnaires.scoring.evidence import lacks_evidence, share_with_evidence
from questionnaires.scoring.model import PracticeScore, Scores

Build = Callable[..., PracticeScore]
BuildAll = Callable[..., Scores]
LADDER, ISO, ITIL = Method.LADDER, Method.ISO_33020, Method.ITIL_SELF


@pytest.mark.parametrize(
    ("sheet", "method", "expected"),
    [
        ("F* F* F P N", ISO, (3, 2, ("p.3",))),
        ("F F* F P N", LADDER, (3, 2, ("p.3",))),  # evidence for rung 2 backs rung 1
        ("F* F F* P N", LADDER, (3, 3, ())),  # the highest evidence counts
        ("F F F* P N", LADDER, (3, 3, ())),
        ("F F F F F*", ISO, (5, 5, ())),
        ("L L P* N N", LADDER, (2, 2, ())),  # evidence above the level backs what is below it too
        ("F F L N* N", LADDER, (3, 3, ())),
        ("F F F F NA*", LADDER, (4, 0, ("p.1",))),  # what doesn't apply backs nothing
        ("F F F F F", LADDER, (5, 0, ("p.1",))),
        ("P N N N N", LADDER, (1, 0, ("p.1",))),
        ("F F F F F", ITIL, (5, 1, ("p.2",))),  # itil-self starts at 1
        ("N N N N N", LADDER, (0, 0, ())),  # nothing is claimed, so nothing is missing
        ("- F F N N", LADDER, (0, 0, ())),
    ],
)
def test_evidence_backs_the_rungs_below_it(
    practice: Build, sheet: str, method: Method, expected: tuple[int, int, tuple[str, ...]]
) -> None:
    """Level, evidenced level, and what lacks evidence: in a ladder each rung presupposes those below."""
    score = practice(sheet, method=method)

    assert (score.level, score.level_evidenced, score.unbacked) == expected


@pytest.mark.parametrize(
    ("sheet", "method", "expected"),
    [
        ("F*,F F* N N N", ISO, (2, 1, ("p.1.b",))),  # half is backed: F, L is 5/6, so L
        ("F*,F F* N N N", LADDER, (2, 2, ())),  # L is enough in a ladder
        ("F*,F,F F* N N N", ISO, (2, 0, ("p.1.b", "p.1.c"))),  # a third is backed: F, N, N is P
        ("F*,F*,F F* N N N", ISO, (2, 2, ())),  # F, F, L is 8/9, so F still
        ("L*,L F* N N N", ISO, (1, 1, ())),  # L stays L
        ("F*,P F* N N N", ISO, (1, 1, ())),  # P stays P: 4/6 is L
        ("F,F* F F N N", ISO, (3, 1, ("p.1.a",))),
        ("F,F* F F N N", LADDER, (3, 1, ("p.2.a",))),  # not a ladder: one statement a level isn't several
        ("F*,NA F* N N N", ISO, (2, 2, ())),  # NA needs no evidence
        ("F,NA F* N N N", ISO, (2, 0, ("p.1.a",))),
        ("F*,F*,F,N,N* F* N N N", LADDER, (2, 2, ())),  # 3 of 5: F, F, L, N, N is 8/15, so L
        ("F*,P*,N*,F F* N N N", LADDER, (2, 1, ("p.1.d",))),  # 7/12 is L, and 1/2 with L in place of F is P
        ("F F,F*,F* N N N", ITIL, (2, 2, ())),  # itil-self doesn't check level 1
        ("F F,F,F* N N N", ITIL, (2, 1, ("p.2.a", "p.2.b"))),
    ],
)
def test_in_a_level_of_several_statements_half_with_evidence_is_enough_for_largely(
    practice: Build, sheet: str, method: Method, expected: tuple[int, int, tuple[str, ...]]
) -> None:
    """Level, evidenced level, and what lacks evidence: under half backed, the others count as N."""
    score = practice(sheet, method=method)

    assert (score.level, score.level_evidenced, score.unbacked) == expected


def test_the_share_with_evidence_counts_only_good_ratings(scores: BuildAll) -> None:
    """F*, L, L* of two practices: 2 of 3; P, N and NA need no evidence."""
    practices = scores({"a": "F* L P* N N", "b": "L* NA* - DK N"}).practices

    assert share_with_evidence(practices) == Fraction(2, 3)
    assert share_with_evidence(scores({"a": "P* N N N N"}).practices) == 0


@pytest.mark.parametrize(
    ("b", "found"),
    [
        ("F* F* F* F* N", True),  # 5 of 8 overall, a has 1 of 4
        ("F F* F* F* N", True),  # 4 of 8, exactly half
        ("F F F* F* N", False),  # 3 of 8: evidence wasn't collected in earnest
    ],
)
def test_a_lack_of_evidence_counts_where_evidence_was_collected(scores: BuildAll, b: str, *, found: bool) -> None:
    """Practice a claims 4 and has evidence for level 1."""
    result = scores({"a": "F* F F F N", "b": b}, method=LADDER)

    assert lacks_evidence(result.practice["a"], result.practices) is found


def test_a_practice_like_all_others_does_not_stand_out(scores: BuildAll) -> None:
    """Each has evidence for two of three ratings, and an evidenced level below its level."""
    result = scores({"a": "F* F* F N N", "b": "F* F* F N N"}, method=LADDER)

    assert [each.level_evidenced for each in result.practices] == [2, 2]
    assert not any(lacks_evidence(each, result.practices) for each in result.practices)


def test_a_backed_level_lacks_no_evidence(scores: BuildAll) -> None:
    """One label on the top rung is less than elsewhere, and enough."""
    result = scores({"a": "F F F F F*", "b": "F* F* F* F* F*"}, method=LADDER)

    assert not lacks_evidence(result.practice["a"], result.practices)
