"""How a share is calculated, symptom by symptom."""

from __future__ import annotations

from fractions import Fraction

import pytest

from practices_catalog.model import Approach, Signal
from questionnaires.weighing import is_strong, nearest_answer, weigh

SIGNALS = (Signal("x", 3, "because of x"), Signal("y", 1, "because of y"), Signal("z", 2, "because of z"))
SUPPORT = Approach("support", "Support", "", (), (), {}, SIGNALS)


def test_each_symptom_adds_its_weight_times_the_answer() -> None:
    """With x 1 and y 3: 3x1 + 1x3 of (3 + 1 + 2) x 3."""
    weighing = weigh(SUPPORT, {"x": Fraction(1), "y": Fraction(3)})

    assert [each.points for each in weighing.symptoms] == [3 * 1, 1 * 3, 0]
    assert weighing.points == 3 + 3
    assert weighing.most == 6 * 3
    assert weighing.share == Fraction(6, 18)


def test_the_strongest_symptom_comes_first() -> None:
    """2x3 for z comes before 3x1 for x; unanswered symptoms are distinguished from "never"."""
    weighing = weigh(SUPPORT, {"x": Fraction(1), "z": Fraction(3)})

    assert [(each.symptom, each.answer) for each in weighing.symptoms] == [("z", 3), ("x", 1), ("y", None)]


@pytest.mark.parametrize(
    ("answers", "shown", "strong"),
    [((1, 1, 2), 1, False), ((1, 2), 2, True), ((2, 2, 1), 2, True), ((0, 3), 2, True), ((3, 3, 2), 3, True)],
)
def test_a_mean_is_read_as_its_nearest_answer(answers: tuple[int, ...], shown: int, strong: bool) -> None:  # noqa: FBT001 - a column of the table
    """Halfway, the more frequent answer counts."""
    mean = Fraction(sum(answers), len(answers))

    assert nearest_answer(mean) == shown
    assert is_strong(mean) is strong
