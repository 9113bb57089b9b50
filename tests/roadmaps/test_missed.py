"""Targets that are missed, and why."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def missed(roadmap: Any) -> list[tuple[str, int, int, str]]:
    """Return the targets that a roadmap misses."""
    return [(each.practice, each.target, each.reached, each.why) for each in roadmap.unplanned]


def test_no_room_says_how_many_days_were_missing(world: Build) -> None:
    """Phases of 10 days hold two steps of 4; the third needs 4 where 2 are left."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NNNNN"})

    assert missed(small.plan(10, phases=1)) == [
        (
            "a",
            3,
            2,
            "Level 3 needs 4 person-days, but the only phase has 2 person-days left: 2 person-days short.",
        )
    ]


def test_fractions_of_days_are_shown_in_tenths(world: Build) -> None:
    """4 - 11/3 = 1/3 of a day."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FFNNN"})
    roadmap = small.plan(Fraction(11, 3), phases=1)

    assert missed(roadmap) == [
        (
            "a",
            3,
            2,
            (
                "Level 3 is larger than a whole phase and needs 4 person-days, but phase 1 has 3.7 person-days "
                "left: 0.3 person-days short."
            ),
        )
    ]


def test_a_step_that_requires_one_without_room_names_it(world: Build) -> None:
    """A 3 requires b 1, which is larger than the capacity left."""
    small = world(
        efforts={"a": FOUR, "b": (9, 4, 4, 4, 4)},
        weights={"a": 5, "b": 1},
        entry=("a",),
        ratings={"a": "FNNNN", "b": "NNNNN"},
        hard={"a": (("b", 1, 3),)},
    )

    assert missed(small.plan(10, phases=1, targets={"b": 1})) == [
        (
            "a",
            3,
            2,
            (
                "Level 3 waits for b level 1, which needs 9 person-days, but the only phase has 6 person-days "
                "left: 3 person-days short."
            ),
        ),
        (
            "b",
            1,
            0,
            "Level 1 needs 9 person-days, but the only phase has 6 person-days left: 3 person-days short.",
        ),
    ]


def test_a_level_without_an_applicable_statement_cannot_be_reached(world: Build) -> None:
    """Level 3 is not applicable, so the plan goes up to 2."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "NN-NN"})

    assert missed(small.plan(100, targets={"a": 5})) == [
        (
            "a",
            5,
            2,
            "No statement of a at level 3 applies, so neither that level nor a higher one can be reached.",
        )
    ]


def test_a_target_below_a_prerequisite_blocks_the_other_step(world: Build) -> None:
    """The target keeps b at level 1, but a 3 requires b 2."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR), weights=dict.fromkeys("ab", 1), entry=("a",), hard={"a": (("b", 2, 3),)}
    )

    assert missed(small.plan(100, targets={"b": 1})) == [
        ("a", 3, 2, "A level 3 waits for b level 2, whose target is 1; set it to 2 or higher.")
    ]


def test_a_prerequisite_that_does_not_apply_blocks_the_step(world: Build) -> None:
    """No level of it could meet the prerequisite, so it isn't planned."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"b": "-----"},
        hard={"a": (("b", 1, 2),)},
    )

    assert missed(small.plan(100)) == [
        (
            "a",
            3,
            1,
            "A level 2 waits for b level 1, which is rated not applicable; "  # noqa: ISC004 - one sentence
            "outsourced work does apply and can be rated.",
        )
    ]


def test_a_prerequisite_that_cannot_be_reached_blocks_the_step(world: Build) -> None:
    """B has no applicable statement at 2."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights=dict.fromkeys("ab", 1),
        entry=("a",),
        ratings={"b": "F-NNN"},
        hard={"a": (("b", 2, 2),)},
    )

    why = "no statement of b at level 2 applies, so neither that level nor a higher one can be reached."
    assert missed(small.plan(100)) == [
        ("a", 3, 1, f"A level 2 waits for b level 2, but {why}"),
        ("b", 2, 1, f"N{why[1:]}"),
    ]
