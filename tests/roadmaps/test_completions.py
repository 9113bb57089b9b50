"""Steps that complete a level reached in part."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from questionnaires.answers.model import Answer
from questionnaires.model import Method, Rating

Build = Callable[..., Any]
FOUR = (4, 4, 4, 4, 4)
LEFT = {"leave_free": False, "only_approach": True}


def small_world(world: Build, of_b: str = "PNNNN", **more: Any) -> Any:
    """Return a world in which a takes a whole phase, and a weekly symptom speaks of b, which isn't planned."""
    parts: dict[str, Any] = {
        "efforts": {"a": (8, 8, 8, 8, 8), "b": (3, 9, 9, 9, 9)},
        "weights": {"a": 9, "b": 1},
        "entry": ("a",),
        "ratings": {"a": "FNNNN", "b": of_b},
        "method": Method.LADDER,
        "symptoms": {"loud": ("b",)},
        "reported": {"loud": 3},
        "own_targets": {"a": 2},
    }
    return world(**(parts | more))


def completing(roadmap: Any) -> list[tuple[int, str, int, Fraction]]:
    """Return phase, practice, level and days of the steps that complete a level."""
    return [
        (phase.number, planned.step.practice, planned.step.to_level, planned.effort_days)
        for phase in roadmap.phases
        for planned in phase.steps
        if planned.step.completes
    ]


def test_what_is_missing_of_a_level_uses_days_that_are_left(world: Build) -> None:
    """Two thirds of 3 days are missing; phase 1 has 2 of 10 days left, although its breadth is used up."""
    roadmap = small_world(world).plan(10, breadth=1, **LEFT)
    planned = next(each for each in roadmap.phases[0].steps if each.step.completes)

    assert completing(roadmap) == [(1, "b", 1, Fraction(2))]
    assert [action.statement for action in planned.actions] == ["b.1"]
    assert planned.why == (
        "Completes level 1, which holds only in part, ahead of the practice's next step. "
        "Reported: \u201cSymptom loud\u201d."
    )
    assert roadmap.phases[0].levels_after == {"a": 2, "b": 1}


def test_the_step_to_the_next_level_leaves_out_what_was_completed_before(world: Build) -> None:
    """Level 2 of b has the whole of phase 2, and only its own action; the completion doesn't lower its effort."""
    roadmap = small_world(world).plan(10, breadth=1, leave_free=False, only_approach=False)
    later = [each for each in roadmap.phases[1].steps if each.step.practice == "b"]

    assert completing(roadmap) == [(1, "b", 1, Fraction(2))]
    assert [(each.step.to_level, each.effort_days) for each in later] == [(2, Fraction(9))]
    assert [action.statement for action in later[0].actions] == ["b.2"]


def test_capacity_left_over_takes_the_next_level_in_the_phase_after_the_completion(world: Build, placed: Build) -> None:
    """Of 10 days, a takes 4 and the completion of b 2; the 4 days for level 2 of b would fit, but come in phase 2."""
    small = small_world(world, efforts={"a": (4,) * 5, "b": (3, 4, 9, 9, 9)})

    roadmap = small.plan(10, targets={"b": 1}, leave_free=False)

    assert completing(roadmap) == [(1, "b", 1, Fraction(2))]
    assert placed(roadmap) == {("a", 2): (1, 1), ("b", 1): (1, 1), ("b", 2): (2, 2)}


def test_nothing_is_completed_without_need_or_room(world: Build) -> None:
    """L is enough for the next level; a mild symptom, an exclusion, days to leave free, and too few days."""
    assert completing(small_world(world, "LNNNN").plan(10, **LEFT)) == []
    assert completing(small_world(world, reported={"loud": 1}).plan(10, **LEFT)) == []
    assert completing(small_world(world).plan(10, excluded=frozenset("b"), **LEFT)) == []
    assert completing(small_world(world).plan(10, only_approach=True)) == []
    assert completing(small_world(world).plan(8, phases=1, **LEFT)) == []
    assert completing(small_world(world, method=Method.ISO_33020).plan(10, **LEFT)) == []


def test_a_pin_holds_for_what_completes_a_level_too(world: Build) -> None:
    """B may begin in phase 2 at the earliest."""
    assert completing(small_world(world).plan(10, pins={"b": 2}, **LEFT)) == [(2, "b", 1, Fraction(2))]


def test_phase_1_has_room_for_what_a_strong_symptom_names_first(world: Build) -> None:
    """Phase 1 has 10 days: a takes 6, and c would take 4; what is missing of b takes 2, so c has to wait.

    C loses 1 x 1 in a phase, and b gains 9 x 1 in four phases, because it has no other step.
    """
    parts: dict[str, Any] = {
        "efforts": {"a": (6, 6, 6, 6, 6), "b": (3, 99, 99, 99, 99), "c": (4, 4, 4, 4, 4)},
        "weights": {"a": 9, "b": 1, "c": 1},
        "ratings": {"a": "FNNNN", "b": "PNNNN", "c": "FNNNN"},
        "supporting": ("c",),
        "own_targets": {"a": 2, "c": 2},
    }
    first, second = small_world(world, **parts), small_world(world, symptoms={"loud": ("a", "b")}, **parts)
    heavy = small_world(world, **parts | {"weights": {"a": 9, "b": 1, "c": 99}})

    assert completing(first.plan(10, **LEFT)) == [(1, "b", 1, Fraction(2))]
    assert completing(second.plan(10, **LEFT)) == [(2, "b", 1, Fraction(2))]
    assert completing(heavy.plan(10, **LEFT)) == [(2, "b", 1, Fraction(2))]


def test_at_most_a_third_of_phase_1_is_kept(world: Build) -> None:
    """What is missing of b takes 4 days: a third of 12, and more of 10 or 11. A and c would leave 2 days or less."""
    parts: dict[str, Any] = {
        "efforts": {"a": (6, 6, 6, 6, 6), "b": (6, 99, 99, 99, 99), "c": (4, 4, 4, 4, 4)},
        "weights": {"a": 9, "b": 1, "c": 1},
        "ratings": {"a": "FNNNN", "b": "PNNNN", "c": "FNNNN"},
        "supporting": ("c",),
        "own_targets": {"a": 2, "c": 2},
    }
    small = small_world(world, **parts)

    kept_in = {capacity: completing(small.plan(capacity, **LEFT))[0][0] for capacity in (10, 11, 12)}

    assert kept_in == {10: 2, 11: 2, 12: 1}


def test_what_completes_a_level_is_no_option(world: Build) -> None:
    """It treats what hurts, and its worth isn't part of the roadmap's, which the bound is about."""
    roadmap = small_world(world).plan(10, **LEFT)

    assert [each.step.filling for each in roadmap.phases[0].steps if each.step.completes] == [False]
    assert roadmap.worth == roadmap.bound


RISK = "Report: backups in 9 of 9 schools; the log counts 6 of 9"
"""A claim beside a fact."""


def risky_world(world: Build, comment: str, **more: Any) -> Any:
    """Return a world in which c takes the second of two phases, and b, which nobody complains about, is a risk."""
    parts: dict[str, Any] = {
        "efforts": {"a": (10,) * 5, "b": (6, 90, 90, 90, 90), "c": (10,) * 5},
        "weights": {"a": 9, "b": 0, "c": 4},
        "ratings": {"a": "FNNNN", "b": "PNNNN", "c": "FNNNN"},
        "reported": {},
        "own_targets": {"a": 2, "c": 2},
        "entry": ("a", "c"),
        "risks": ("b",),
        "answers": {"b.1": Answer(Rating.P, comment=comment)},
    }
    return small_world(world, **(parts | more))


def test_a_known_risk_described_in_strong_words_displaces_what_matters_less(world: Build) -> None:
    """Completing level 1 of b brings 9 x 2 in phase 2, where c brings 4; without strong words, it brings 4 x 1."""
    options: dict[str, Any] = {"phases": 2, "leave_free": False, "only_approach": False}
    dull = risky_world(world, "Not all of them", weights={"a": 9, "b": 0, "c": 5})

    assert completing(risky_world(world, RISK).plan(10, **options)) == [(2, "b", 1, Fraction(4))]
    assert completing(dull.plan(10, **options)) == []


def test_only_the_approach_leaves_out_known_risks(world: Build) -> None:
    """B isn't one of the approach's practices."""
    small = risky_world(world, RISK)

    assert completing(small.plan(10, phases=2, leave_free=False, only_approach=True)) == []
