"""Readiness for a framework's requirements."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeStatus, RequirementScore, RequirementStatus, Scores, TooLittleKnown

BuildAll = Callable[..., Scores]
THIRD = Fraction(1, 3)


def _one(scores: Scores) -> RequirementScore:
    return scores.frameworks[0].requirements[0]


def test_a_practice_counts_with_its_statements_up_to_the_level(scores: BuildAll) -> None:
    """F, F, L of levels 1 to 3: (1 + 1 + 2/3) / 3 = 8/9, F; levels 4 and 5 don't count."""
    requirement = _one(scores({"a": "F F L N N"}, [("a", "1", "primary", 3)]))

    assert requirement.achievement == Fraction(8, 9)
    assert requirement.rating is Rating.F
    assert requirement.status is RequirementStatus.RATED
    assert requirement.lowest == "a"
    assert requirement.held_back_by == ("a.3",)


def test_supporting_practices_weigh_a_third(scores: BuildAll) -> None:
    """Primary 8/9 and supporting 1/3: (8/9 + 1/3 x 1/3) / (1 + 1/3) = 1 x 3/4."""
    mappings = [("a", "1", "primary", 3), ("b", "1", "supporting", 3)]

    requirement = _one(scores({"a": "F F L N N", "b": "P P P F F"}, mappings))

    assert requirement.achievement == (Fraction(8, 9) + THIRD * THIRD) / (1 + THIRD) == Fraction(3, 4)
    assert requirement.rating is Rating.L
    assert [(part.practice, part.weight, part.achievement) for part in requirement.practices] == [
        ("a", 1, Fraction(8, 9)),
        ("b", THIRD, THIRD),
    ]
    assert requirement.lowest == "b"
    assert requirement.held_back_by == ("a.3", "b.1", "b.2", "b.3")


def test_a_mapping_may_set_its_own_level(scores: BuildAll) -> None:
    """Level 1 alone: F; and all five: (1 + 1 + 2/3 + 0 + 0) / 5."""
    assert _one(scores({"a": "F F L N N"}, [("a", "1", "primary", 1)])).achievement == 1
    assert _one(scores({"a": "F F L N N"}, [("a", "1", "primary", 5)])).achievement == Fraction(8, 15)


def test_a_mean_over_85_percent_with_a_gap_is_fully_and_names_the_lowest(scores: BuildAll) -> None:
    """A requirement is rated by the limits alone, with the lowest practice beside it. (7 + 1/3 x 0) / (7 + 1/3)."""
    sheets = dict.fromkeys("abcdefg", "F F F F F") | {"h": "N N N N N"}
    mappings = [(letter, "1", "supporting" if letter == "h" else "primary", 3) for letter in sheets]

    requirement = _one(scores(sheets, mappings))

    assert requirement.achievement == 7 / (7 + THIRD) == Fraction(21, 22)
    assert requirement.rating is Rating.F
    assert requirement.lowest == "h"


def test_statements_that_name_the_requirement_alone_count_for_their_practice(scores: BuildAll) -> None:
    """Of a's five, only a.2 (L) and a.5 (P, above the level too) name fw:1: (2/3 + 1/3) / 2."""
    naming = {"a.2": {"requirements": ("fw:1",)}, "a.5": {"requirements": ("other:1", "fw:1")}}

    requirement = _one(scores({"a": "F L F F P"}, [("a", "1", "primary", 3)], changes=naming))

    assert requirement.achievement == Fraction(1, 2)
    assert requirement.practices[0].statements == ("a.2", "a.5")
    assert requirement.held_back_by == ("a.2", "a.5")


def test_a_statement_counts_only_for_its_own_practice(scores: BuildAll) -> None:
    """Practice a names the requirement in a.1 (F); b still counts with all its levels 1 to 3 (N): (1 + 0) / 2."""
    mappings = [("a", "1", "primary", 3), ("b", "1", "primary", 3)]

    requirement = _one(
        scores({"a": "F N N N N", "b": "N N N N N"}, mappings, changes={"a.1": {"requirements": ("fw:1",)}})
    )

    assert requirement.achievement == Fraction(1, 2)


def test_if_all_naming_statements_are_na_the_practice_is_left_out(scores: BuildAll) -> None:
    """Its other statements don't count instead."""
    requirement = _one(
        scores({"a": "F NA F F F"}, [("a", "1", "primary", 3)], changes={"a.2": {"requirements": ("fw:1",)}})
    )

    assert (requirement.status, requirement.rating) == (RequirementStatus.NOT_APPLICABLE, None)


def test_practices_without_figures_are_left_out_and_named(scores: BuildAll) -> None:
    """Practice c is not assessed, d not applicable: a's 2/3 alone counts, whatever their weight."""
    mappings = [("a", "1", "primary", 1), ("c", "1", "primary", 3), ("d", "1", "supporting", 3)]

    requirement = _one(scores({"a": "L N N N N", "c": "- - - - -", "d": "NA NA NA NA NA"}, mappings))

    assert requirement.achievement == Fraction(2, 3)
    assert {part.practice: part.left_out for part in requirement.practices} == {
        "a": None,
        "c": PracticeStatus.NOT_ASSESSED,
        "d": PracticeStatus.NOT_APPLICABLE,
    }
    assert (requirement.asked, requirement.answered) == (1, 1)


def test_a_supporting_practice_cannot_speak_for_a_primary_one(scores: BuildAll) -> None:
    """All F in a supporting practice says too little about the primary one that nobody assessed."""
    mappings = [("a", "1", "primary", 3), ("b", "1", "supporting", 3)]

    requirement = _one(scores({"a": "- DK - - -", "b": "F F F F F"}, mappings))

    assert requirement.status is RequirementStatus.NOT_ASSESSED
    assert requirement.too_little_known is TooLittleKnown.NO_PRIMARY_PRACTICE
    assert {requirement.achievement, requirement.achievement_upper, requirement.rating, requirement.lowest} == {None}
    assert requirement.held_back_by == ()


def test_where_the_primary_practice_does_not_apply_neither_does_the_requirement(scores: BuildAll) -> None:
    """The supporting practice is assessed, but it can't stand in."""
    mappings = [("a", "1", "primary", 3), ("b", "1", "supporting", 3)]

    requirement = _one(scores({"a": "NA NA NA NA NA", "b": "F F F F F"}, mappings))

    assert (requirement.status, requirement.too_little_known) == (RequirementStatus.NOT_APPLICABLE, None)


def test_one_primary_practice_that_applies_and_is_unknown_leaves_the_requirement_unknown(scores: BuildAll) -> None:
    """One primary practice isn't applicable, the other isn't assessed."""
    mappings = [("a", "1", "primary", 3), ("b", "1", "primary", 3), ("c", "1", "supporting", 3)]

    requirement = _one(scores({"a": "NA NA NA NA NA", "b": "- - - - -", "c": "F F F F F"}, mappings))

    assert requirement.too_little_known is TooLittleKnown.NO_PRIMARY_PRACTICE


def test_if_no_practice_is_primary_the_supporting_ones_speak(scores: BuildAll) -> None:
    """F, F, P of levels 1 to 3: 7/9, with the same weight for each practice."""
    requirement = _one(scores({"a": "F F P N N"}, [("a", "1", "supporting", 3)]))

    assert (requirement.achievement, requirement.rating) == (Fraction(7, 9), Rating.L)


@pytest.mark.parametrize(
    ("a", "b", "asked", "answered", "known"),
    [
        ("F F - F F", "- - F F F", 6, 3, True),  # exactly half of levels 1 to 3
        ("F - - F F", "- - F F F", 6, 2, False),
        ("F NA - F F", "- - F F F", 5, 2, False),  # NA isn't asked
        ("F NA F F F", "NA DK - F F", 4, 2, True),
        ("F F F F F", "- - - - -", 3, 3, True),  # b is left out, and its statements with it
    ],
)
def test_under_half_of_the_statements_answered_is_too_little(  # noqa: PLR0913 - one parameter per figure
    scores: BuildAll, a: str, b: str, asked: int, answered: int, *, known: bool
) -> None:
    """The statements of levels 1 to 3 of the practices that aren't left out."""
    requirement = _one(scores({"a": a, "b": b}, [("a", "1", "primary", 3), ("b", "1", "primary", 3)]))

    assert (requirement.asked, requirement.answered) == (asked, answered)
    assert requirement.too_little_known is (None if known else TooLittleKnown.FEW_ANSWERS)
    assert (requirement.rating is None) is (not known)
    assert (requirement.status is RequirementStatus.NOT_ASSESSED) is (not known)


@pytest.mark.parametrize(
    ("sheets", "status"),
    [
        ({"a": "- - - - -"}, RequirementStatus.NOT_ASSESSED),
        ({"a": "NA NA NA NA NA"}, RequirementStatus.NOT_APPLICABLE),
        ({"a": "NA NA NA F F"}, RequirementStatus.NOT_APPLICABLE),  # nothing applies up to level 3
        ({"a": "- - - - -", "b": "NA NA NA NA NA"}, RequirementStatus.NOT_ASSESSED),
    ],
)
def test_if_no_practice_is_left_the_status_says_why(
    scores: BuildAll, sheets: dict[str, str], status: RequirementStatus
) -> None:
    """There is no rating and no division by zero, and the requirement isn't outside."""
    requirement = _one(scores(sheets, [(practice, "1", "primary", 3) for practice in sheets]))

    assert (requirement.status, requirement.achievement, requirement.rating) == (status, None, None)
    assert (requirement.lowest, requirement.held_back_by) == (None, ())


def test_a_practice_that_the_questionnaire_does_not_ask_about_is_not_assessed(scores: BuildAll) -> None:
    """A mapping may name a practice without statements."""
    requirement = _one(scores({"a": "F F F F F"}, [("z", "1", "primary", 3)]))

    assert requirement.status is RequirementStatus.NOT_ASSESSED
    assert requirement.too_little_known is TooLittleKnown.NO_PRACTICE


def test_a_requirement_without_mappings_is_outside(scores: BuildAll) -> None:
    """It is never met, however good everything is."""
    result = scores({"a": "F F F F F"}, [("a", "1", "primary", 3)], ("1", "2")).frameworks[0]

    assert result.requirement["2"].status is RequirementStatus.OUTSIDE
    assert result.requirement["2"].rating is None


def test_open_statements_make_a_requirement_provisional(scores: BuildAll) -> None:
    """F, open, F of levels 1 to 3: 2/3, and 1 at most; an open level 4 does not matter."""
    requirement = _one(scores({"a": "F DK F F F"}, [("a", "1", "primary", 3)]))

    assert requirement.status is RequirementStatus.PROVISIONAL
    assert (requirement.achievement, requirement.achievement_upper) == (Fraction(2, 3), Fraction(1))
    assert requirement.practices[0].achievement == Fraction(2, 3)
    assert requirement.held_back_by == ("a.2",)
    assert _one(scores({"a": "F F F - F"}, [("a", "1", "primary", 3)])).status is RequirementStatus.RATED


def test_the_order_of_mapped_practices_does_not_matter(scores: BuildAll) -> None:
    """Reversed mappings give the same requirement, with its practices in the same order."""
    mappings = [("a", "1", "supporting", 3), ("b", "1", "primary", 3), ("c", "1", "primary", 2)]
    sheets = {"a": "F F F F F", "b": "P P P P P", "c": "P P P P P"}

    first, last = (_one(scores(sheets, order)) for order in (mappings, mappings[::-1]))

    assert first == last
    assert [part.practice for part in first.practices] == ["b", "c", "a"]
    assert first.lowest == "b"
