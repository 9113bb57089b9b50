"""What the reported symptoms say about practices."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from roadmaps.symptoms import Report, most_reported, reports_by_practice

Build = Callable[..., Any]


def reports(world: Build, symptoms: dict[str, tuple[str, ...]], reported: dict[str, int]) -> dict[str, tuple[str, int]]:
    """Return the loudest symptom of each practice, and what its steps weigh at least."""
    small = world(
        efforts=dict.fromkeys("abc", (4, 4, 4, 4, 4)),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"a": "FNNNN"},
        symptoms=symptoms,
        reported=reported,
    )
    found = reports_by_practice(small.triage, small.scores.assessment.responses)
    return {practice: (report.symptom, report.least_weight) for practice, report in found.items()}


def test_a_strong_symptom_that_names_a_practice_first_speaks_for_it(world: Build) -> None:
    """Of x (2) and y (3), x speaks for a, which it names first. Z is never.

    A weighs 2 x 2 as the first of x, more than 3 as the second of y; b weighs 3 x 3.
    """
    symptoms = {"x": ("a", "b"), "y": ("b", "a"), "z": ("c",)}

    assert reports(world, symptoms, {"x": 2, "y": 3, "z": 0}) == {"a": ("x", 4), "b": ("y", 9)}
    assert reports(world, symptoms, {"x": 2}) == {"a": ("x", 4), "b": ("x", 2)}


@pytest.mark.parametrize(
    ("reported", "missing", "most"),
    [
        ({"x": 2, "y": 2, "z": 3}, {"a": 1, "c": 1}, "a"),  # 2 + 2 against 3: y names b first, but b isn't to blame
        ({"x": 2, "y": 2, "z": 3}, {"a": 1, "b": 1, "c": 1}, "ca"),  # 2 + half of 2 against 3, which is louder; 2 for b
        ({"x": 2, "y": 2, "z": 3}, {"a": Fraction(2, 3), "c": 1}, "c"),  # two thirds of 4 against 3
        ({"x": 2, "z": 2}, {"a": 1, "c": 1}, "ac"),
        ({"x": 1, "y": 1, "z": 2}, {"a": 1, "c": 1}, "c"),  # once in a while points nowhere
        ({"x": 1}, {"a": 1, "c": 1}, ""),
        ({"x": 2}, {"a": 0, "c": 1}, ""),  # nothing of a is missing
    ],
)
def test_symptoms_point_to_the_practice_that_explains_most(
    world: Build, reported: dict[str, int], missing: dict[str, Fraction], most: str
) -> None:
    """A symptom's answer counts in full for the first practice that could be to blame, and by half for the next."""
    small = world(
        efforts=dict.fromkeys("abc", (4, 4, 4, 4, 4)),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"a": "FNNNN"},
        symptoms={"x": ("a",), "y": ("b", "a"), "z": ("c",)},
        reported=reported,
    )
    shares = {practice: Fraction(share) for practice, share in missing.items()}

    assert most_reported(small.triage, small.scores.assessment.responses, shares) == tuple(most)


def test_of_equal_symptoms_the_first_one_speaks(world: Build) -> None:
    """In the order of the triage; once in a while is no weight."""
    assert reports(world, {"x": ("a",), "y": ("a",)}, {"x": 1, "y": 1}) == {"a": ("x", 0)}


@pytest.mark.parametrize(
    ("answer", "need", "strong"),
    [
        (Fraction(1), Fraction(0), False),
        (Fraction(4, 3), Fraction(0), False),
        (Fraction(3, 2), Fraction(3, 4), True),  # halfway to 2
        (Fraction(2), Fraction(1), True),
        (Fraction(3), Fraction(1), True),
    ],
)
def test_a_strong_answer_adds_half_of_it_to_the_need(answer: Fraction, need: Fraction, *, strong: bool) -> None:
    """The answer is the mean of several respondents."""
    report = Report("x", "Symptom x", answer)

    assert (report.need, report.strong) == (need, strong)
