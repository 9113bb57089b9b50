"""The projected scores after a phase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from questionnaires.model import Method
from roadmaps.model import Readiness
from roadmaps.projection import Projection, raised_score

Build = Callable[..., Any]
FOUR = (4, 4, 4, 4, 4)


def test_a_level_that_was_raised_makes_its_statements_full(world: Build) -> None:
    """Phase 1 raises a from 0 to 2; b is left alone, its level 4 stays P and its level 3 open."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        ratings={"a": "PNNPN", "b": "FF.PN"},
    )

    (phase, *_) = small.plan(8).phases
    raised, kept = Projection.today(small.catalogue, small.scores).after(phase.levels_after).practices.values()

    assert phase.levels_after == {"a": 2, "b": 2}
    assert raised.level == 2
    assert raised.achievements == (Fraction(1), Fraction(1), Fraction(0), Fraction(1, 3), Fraction(0))
    assert kept == small.scores.practice["b"]


def test_readiness_is_that_of_the_projected_ratings(world: Build) -> None:
    """The requirement expects level 3: a has 1/3 of three statements now, two of three after phase 1, all after 2."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "FNNNN"})

    roadmap = small.plan(4)
    today = Projection.today(small.catalogue, small.scores)
    after = [today.after(phase.levels_after).frameworks[0].requirement["1"] for phase in roadmap.phases]

    assert [each.achievement for each in after] == [Fraction(2, 3), 1, 1, 1]


def test_what_nobody_assessed_stays_out_of_readiness(world: Build) -> None:
    """Two requirements: one is known today, the other isn't, although the plan raises both practices to 3."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 1, "b": 1},
        entry=("a", "b"),
        ratings={"a": "NNNNN"},
        requirements={"1": ("a",), "2": ("b",)},
    )

    roadmap = small.plan(100, phases=2, pins={"b": 2})

    assert roadmap.readiness_before == {"standard": Readiness(0, 1)}
    assert [phase.readiness_after for phase in roadmap.phases] == [{"standard": Readiness(1, 1)}] * 2


def test_by_the_ladder_a_step_leaves_an_l_below_as_it_is(world: Build) -> None:
    """The step to 2 doesn't pay for what is missing at level 1, and L is enough there."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "LNNNN"}, method=Method.ITIL_SELF)

    raised = raised_score(small.scores.practice["a"], 2, Method.ITIL_SELF)

    assert raised.achievements[:3] == (Fraction(2, 3), Fraction(1), Fraction(0))


def test_phase_by_phase_leads_where_one_leap_leads(world: Build) -> None:
    """A rises over open and partly achieved levels, b only in the last phase."""
    small = world(
        efforts=dict.fromkeys("ab", FOUR),
        weights={"a": 9, "b": 1},
        entry=("a",),
        ratings={"a": "PLFPN", "b": "F.LNN"},
        requirements={"1": ("a",), "2": ("b",), "3": ("a", "b")},
    )
    for method in Method:
        scores = replace(small, method=method).scores
        today = Projection.today(small.catalogue, scores)
        steps = today.after({"a": 2, "b": 1}).after({"a": 3, "b": 1}).after({"a": 4, "b": 3})
        leap = today.after({"a": 4, "b": 3})

        assert steps.practices == leap.practices
        assert steps.frameworks == leap.frameworks
