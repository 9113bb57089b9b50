"""The projected scores after a phase."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from roadmaps.projection import projected_scores, readiness_after

Build = Callable[..., Any]
FOUR = (4, 4, 4, 4, 4)


def test_a_raised_level_has_fully_achieved_statements(world: Build) -> None:
    """Phase 1 raises a from 0 to 2; b isn't touched, so its level 4 stays P and its level 3 open."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        ratings={"a": "PNNPN", "b": "FF.PN"},
    )

    (phase, *_) = small.plan(8).phases
    raised, kept = projected_scores(small.scores, phase)

    assert phase.levels_after == {"a": 2, "b": 2}
    assert raised.level == 2
    assert raised.achievements == (Fraction(1), Fraction(1), Fraction(0), Fraction(1, 3), Fraction(0))
    assert kept == small.scores.practice["b"]


def test_readiness_is_that_of_the_projected_ratings(world: Build) -> None:
    """The requirement expects level 3: a has 1/3 of three statements now, two of three after phase 1, all after 2."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FNNNN"})

    roadmap = small.plan(4)
    after = [readiness_after(small.catalogue, small.scores, phase)[0].requirement["1"] for phase in roadmap.phases]

    assert [each.achievement for each in after] == [Fraction(2, 3), 1, 1, 1]


def test_a_practice_not_assessed_gets_its_planned_level(world: Build) -> None:
    """Its statements were open; up to the level they become F, and above it they stay open."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",))

    (phase, *_) = small.plan(4).phases
    (projected,) = projected_scores(small.scores, phase)

    assert projected.level == projected.index == 1
