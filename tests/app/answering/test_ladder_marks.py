"""The mark on a ladder, derived from ratings and applied to them."""

from __future__ import annotations

import pytest

from app.answering.ladder_marks import mark_of, marked
from questionnaires.model import Dimension, Rating, Statement

LADDER = {
    level: Statement(f"p.{level}", "p", "s", Dimension.PARTNERS_SUPPLIERS, level, "text", "evidence", "action")
    for level in range(1, 6)
}


def ratings(text: str) -> dict[str, Rating | None]:
    """Return ratings by statement from `F F P . N`."""
    return {f"p.{level}": None if each == "." else Rating(each) for level, each in enumerate(text.split(), 1)}


def after(text: str, rung: int | Rating | None) -> str:
    """Return the ratings after a mark."""
    changed = ratings(text) | marked(LADDER, ratings(text), rung)
    return " ".join(each.value if each else "." for each in changed.values())


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("F F N N N", 2),
        ("N N N N N", 0),
        ("F F F F F", 5),
        ("NA NA NA NA NA", Rating.NA),
        ("DK DK DK DK DK", Rating.DK),
        ("F F P N N", 2),
        ("P L P L P", None),
        ("F F N N .", None),
        (". . . . .", None),
        ("NA NA NA NA DK", None),
        ("P N N N N", 0),
    ],
)
def test_the_mark_is_the_highest_level_rated_fully(given: str, mark: int | Rating | None) -> None:
    """There is no mark if a rating is missing or no mark matches."""
    assert mark_of(LADDER, ratings(given)) == mark


@pytest.mark.parametrize(
    ("before", "rung", "then"),
    [
        (". . . . .", 3, "F F F N N"),
        (". . . . .", 0, "N N N N N"),
        ("F F F N N", 1, "F N N N N"),
        ("F F P N N", 4, "F F P F N"),
        ("F F N N F", 0, "N N N N N"),
        (". . P . .", 5, "F F P F F"),
        ("F . . . .", 2, "F F N N N"),
        ("N . . . .", 2, "N F N N N"),
        ("F F N N N", Rating.DK, "DK DK DK DK DK"),
        ("DK DK DK DK DK", 2, "F F N N N"),
        ("F F P N N", None, ". . P . ."),
    ],
)
def test_a_mark_keeps_single_ratings(before: str, rung: int | Rating | None, then: str) -> None:
    """Only open statements and ratings that match the previous mark change."""
    assert after(before, rung) == then
