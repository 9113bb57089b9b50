"""A practice's status, provisional figures, dimensions, success factors and inconsistencies, and overall maturity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from questionnaires.model import Dimension
from questionnaires.scoring.model import Component, PracticeScore, PracticeStatus, Scores

Build = Callable[..., PracticeScore]
BuildAll = Callable[..., Scores]
PEOPLE, TECHNOLOGY, PARTNERS, STREAMS = (
    Dimension.ORGANIZATIONS_PEOPLE,
    Dimension.INFORMATION_TECHNOLOGY,
    Dimension.PARTNERS_SUPPLIERS,
    Dimension.VALUE_STREAMS_PROCESSES,
)


@pytest.mark.parametrize(
    ("sheet", "status"),
    [
        ("F F F F F", PracticeStatus.ASSESSED),
        ("F F NA F F", PracticeStatus.ASSESSED),
        ("F F - F F", PracticeStatus.PROVISIONAL),
        ("F F DK F F", PracticeStatus.PROVISIONAL),
        ("- - - - -", PracticeStatus.NOT_ASSESSED),
        ("DK - DK - -", PracticeStatus.NOT_ASSESSED),
        ("NA NA NA NA -", PracticeStatus.NOT_ASSESSED),  # NA isn't a rating, and not all are NA
        ("NA NA NA NA NA", PracticeStatus.NOT_APPLICABLE),
    ],
)
def test_the_status_of_a_practice(practice: Build, sheet: str, status: PracticeStatus) -> None:
    """Assessed, provisional with open statements, not assessed without a rating, not applicable if all is NA."""
    assert practice(sheet).status is status


@pytest.mark.parametrize("sheet", ["- - - - -", "NA NA NA NA NA"])
def test_without_a_rating_there_are_no_figures(practice: Build, sheet: str) -> None:
    """There are none: neither level 0 nor level 5."""
    score = practice(sheet)

    assert (score.level, score.level_upper, score.level_evidenced, score.levels) == (None, None, None, None)
    assert (score.index, score.index_upper, score.confidence, score.gate) == (None, None, None, None)
    assert score.achievements == score.achievements_upper == score.ratings == (None,) * 5
    assert not score.has_figures


def test_open_statements_count_as_not_with_fully_as_the_upper_end(practice: Build) -> None:
    """F, open, L, F, N: level 1 to 3, index 1 + 0 + 2/3 + 1 + 0 to one more."""
    score = practice("F - L F N")

    assert (score.level, score.level_upper) == (1, 3)
    assert (score.index, score.index_upper) == (Fraction(8, 3), Fraction(11, 3))
    assert score.achievements[1] == 0
    assert score.achievements_upper[1] == 1


def test_an_open_statement_may_change_nothing(practice: Build) -> None:
    """If a level isn't reached, open statements above it don't change the upper end."""
    score = practice("N DK N N N")

    assert (score.level, score.level_upper) == (0, 0)
    assert (score.index, score.index_upper) == (Fraction(0), Fraction(1))


def test_dimensions_and_success_factors_by_hand(practice: Build) -> None:
    """People F and P, 2/3; technology L and one NA, 2/3; streams N, 0; partners have no statement."""
    score = practice(
        "F P L NA N",
        changes={
            "p.1": {"dimension": PEOPLE, "success_factor": "a"},
            "p.2": {"dimension": PEOPLE, "success_factor": "b"},
            "p.3": {"dimension": TECHNOLOGY, "success_factor": "a"},
            "p.4": {"dimension": TECHNOLOGY, "success_factor": "c"},
            "p.5": {"dimension": STREAMS, "success_factor": "b"},
        },
    )

    assert score.dimensions == {PEOPLE: (1 + Fraction(1, 3)) / 2, TECHNOLOGY: Fraction(2, 3), STREAMS: Fraction(0)}
    assert score.success_factors == {"a": (1 + Fraction(2, 3)) / 2, "b": (Fraction(1, 3) + 0) / 2}
    assert score.weakest_dimension is STREAMS
    assert score.weakest_success_factor == "b"


def test_dimensions_have_an_upper_end_too(practice: Build) -> None:
    """People F and open: 1/2, and 1 at most."""
    score = practice("F - N N N", changes={f"p.{level}": {"dimension": PARTNERS} for level in (3, 4, 5)})

    assert score.dimensions == {PEOPLE: Fraction(1, 2), PARTNERS: Fraction(0)}
    assert score.dimensions_upper == {PEOPLE: Fraction(1), PARTNERS: Fraction(0)}
    assert score.success_factors == {"first": Fraction(1, 5)}
    assert score.success_factors_upper == {"first": Fraction(2, 5)}


def test_a_tie_for_the_weakest_goes_to_the_first(practice: Build) -> None:
    """Dimensions have an order, so that the same answers always name the same one."""
    score = practice("L L L L L", changes={"p.1": {"dimension": STREAMS}})

    assert score.weakest_dimension is PEOPLE


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("F N L F N", "Level 3 is rated L, but level 2 below it is rated N. Check both again."),
        ("N N N N F", "Level 5 is rated F, but level 1 below it is rated N. Check both again."),
        ("F F P N N", ""),
        ("N P P P P", ""),
        ("- F F F F", ""),  # open is not N
        ("NA F F F F", ""),
        ("N - - - -", ""),
    ],
)
def test_high_rungs_over_empty_low_ones_are_named(practice: Build, sheet: str, words: str) -> None:
    """The result is a sentence, never a figure; open and NA statements aren't gaps."""
    assert practice(sheet).inconsistency == words


def test_who_answered_no_statement_in_scope_is_no_rater(scores: BuildAll) -> None:
    """R1 said only that they don't know, and r2 nothing."""
    found = scores({"p": "F/DK/- F F F F"})

    assert [each.id for each in found.raters] == ["r0", "r1"]


def test_maturity_needs_all_five_components(scores: BuildAll) -> None:
    """The practices component is the lowest level; the others were not assessed."""
    maturity = scores({"a": "F F F F F", "b": "F F L N N"}).maturity

    assert maturity.level is None
    assert maturity.components[Component.PRACTICES] == 3
    assert [level for component, level in maturity.components.items() if component is not Component.PRACTICES] == [
        None
    ] * 4
    assert maturity.why == "1 of the 5 components has been assessed; a maturity level requires all of them."


def test_maturity_starts_at_1(scores: BuildAll) -> None:
    """A practice at capability level 0 leaves the component at maturity level 1."""
    assert scores({"a": "N N N N N", "b": "F F F F F"}).maturity.components[Component.PRACTICES] == 1


def test_practices_that_do_not_apply_are_left_out_of_maturity(scores: BuildAll) -> None:
    """The lowest applicable practice counts; there is none if nothing applies or one isn't assessed."""
    assert scores({"a": "F F N N N", "b": "NA NA NA NA NA"}).maturity.components[Component.PRACTICES] == 2
    assert scores({"a": "NA NA NA NA NA"}).maturity.components[Component.PRACTICES] is None
    assert scores({"a": "F F N N N", "b": "- - - - -"}).maturity.components[Component.PRACTICES] is None
