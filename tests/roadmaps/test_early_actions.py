"""Early actions: what one person does in phase 1 for a practice whose step has to wait."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from practices_catalog.faults import InputError
from practices_catalog.model import OrganizationSize
from questionnaires.model import Method
from roadmaps.first_days import first_days
from roadmaps.model import Roadmap

Build = Callable[..., Any]
LEFT = {"leave_free": False, "only_approach": False}


def small_world(world: Build, **more: Any) -> Any:
    """Return a world in which a takes 17 of 20 days, so that b, behind a weekly symptom, waits for phase 2."""
    parts: dict[str, Any] = {
        "efforts": {"a": (17,) * 5, "b": (15,) * 5},
        "weights": {"a": 9, "b": 1},
        "entry": ("a",),
        "ratings": {"a": "FNNNN", "b": "FNNNN"},
        "method": Method.LADDER,
        "symptoms": {"loud": ("b",)},
        "reported": {"loud": 2},
        "own_targets": {"a": 2},
        "starts": True,
    }
    return world(**(parts | more))


def early(roadmap: Roadmap) -> list[tuple[str, int, float]]:
    """Return practice, level and days of the early actions; only phase 1 has any."""
    assert not any(phase.early for phase in roadmap.phases[1:])
    return [(each.practice, each.level, float(each.effort_days)) for each in roadmap.phases[0].early]


def test_what_hurts_every_month_begins_early_where_its_step_has_to_wait(world: Build) -> None:
    """Two of the three days that are left: the step to level 2 stays where it is, and no level changes for it."""
    small = small_world(world)
    roadmap = small.plan(20, **LEFT)
    first = roadmap.phases[0]
    (begun,) = first.early

    assert early(roadmap) == [("b", 2, 2)]
    assert first.used == 19
    assert first.levels_after == {"a": 2, "b": 1}
    assert [each.step.practice for each in roadmap.phases[1].steps] == ["b"]
    assert begun.levels == "starts 2"
    assert begun.why == "Too small to wait: the step to level 2 begins in phase 2. Reported: “Symptom loud”."
    assert (begun.action.text, begun.action.week, begun.action.statement) == ("start of b.2", 1, "b.2")
    assert ("b", "start of b.2", 1) in [
        (each.practice, each.text, each.week) for each in first_days(small.catalogue, roadmap)
    ]
    assert roadmap.worth == roadmap.bound


def test_an_early_action_counts_for_no_breadth_and_takes_nothing_off_the_step(world: Build) -> None:
    """One practice a phase; b's step has all its days and its actions."""
    roadmap = small_world(world).plan(20, breadth=1, **LEFT)
    (step,) = roadmap.phases[1].steps

    assert early(roadmap) == [("b", 2, 2)]
    assert (step.effort_days, [each.statement for each in step.actions]) == (15, ["b.2"])


@pytest.mark.parametrize(
    ("parts", "options"),
    [
        ({"starts": False}, {}),
        ({"reported": {"loud": 1}}, {}),
        ({"symptoms": {"loud": ("a", "b")}}, {}),
        ({"ratings": {"a": "FNNNN"}}, {}),
        ({"ratings": {"a": "FNNNN", "b": "FFFNN"}}, {}),
        ({}, {"excluded": frozenset("b")}),
        ({}, {"pins": {"b": 2}}),
        ({}, {"targets": {"b": 1}}),
        ({}, {"leave_free": True}),
        ({}, {"only_approach": True}),
        ({"efforts": {"a": (17,) * 5, "b": (3,) * 5}}, {}),
        ({"efforts": {"a": (19,) * 5, "b": (15,) * 5}}, {"phases": 1}),
        ({}, {"capacity": 19}),
    ],
    ids=[
        "nothing to start with",
        "mild",
        "not named first",
        "not assessed",
        "at level 3",
        "excluded",
        "pinned later",
        "no higher target",
        "days to leave free",
        "only the approach",
        "a step in phase 1",
        "no room",
        "over a tenth",
    ],
)
def test_nothing_begins_early_without_need_room_or_leave(
    world: Build, parts: dict[str, Any], options: dict[str, Any]
) -> None:
    """Each case differs in one thing from the world in which b begins early."""
    options = {"capacity": 20, **LEFT} | options

    assert early(small_world(world, **parts).plan(**options)) == []


def test_a_grave_risk_at_level_0_begins_early_too(world: Build) -> None:
    """Once a year is too often where nothing is done; at level 1 it calls for nothing."""
    rare: dict[str, Any] = {"reported": {"loud": 1}, "grave": ("loud",), "efforts": {"a": (17,) * 5, "b": (18,) * 5}}

    missing = small_world(world, ratings={"a": "FNNNN", "b": "NNNNN"}, **rare).plan(20, **LEFT)

    assert early(missing) == [("b", 1, 2)]
    assert "The practice is at level 0." in missing.phases[0].early[0].why
    assert early(small_world(world, **rare).plan(20, **LEFT)) == []


def test_it_begins_with_the_lowest_statement_that_is_not_even_largely_met(world: Build) -> None:
    """Level 1 is largely met and level 2 in part; where only L is left, that is the one."""
    ratings = {"a": "FNNNN"}

    assert early(small_world(world, ratings={**ratings, "b": "LPNNN"}).plan(20, **LEFT)) == [("b", 2, 2)]
    assert early(small_world(world, ratings={**ratings, "b": "L.NNN"}).plan(20, **LEFT)) == [("b", 1, 2)]


def test_the_gravest_symptoms_come_first_and_three_at_most(world: Build) -> None:
    """Of five practices behind symptoms, e and c are behind weekly ones; a tenth of 100 days has room for five."""
    parts: dict[str, Any] = {
        "efforts": {"a": (90,) * 5, **dict.fromkeys("bcdef", (80, 80, 80, 80, 80))},
        "weights": {"a": 99, **dict.fromkeys("bcdef", 1)},
        "ratings": dict.fromkeys("abcdef", "FNNNN"),
        "symptoms": {f"s{each}": (each,) for each in "bcdef"},
        "reported": {"sb": 2, "sc": 3, "sd": 2, "se": 3, "sf": 2},
    }

    roadmap = small_world(world, **parts).plan(100, **LEFT)

    assert early(roadmap) == [("c", 2, 2), ("e", 2, 2), ("b", 2, 2)]
    assert [each.action.week for each in roadmap.phases[0].early] == [1, 2, 3]
    assert "begins in phase 2." in roadmap.phases[0].early[0].why


def test_a_practice_without_a_step_begins_early_as_well(world: Build) -> None:
    """There is one phase."""
    roadmap = small_world(world).plan(20, phases=1, **LEFT)

    assert early(roadmap) == [("b", 2, 2)]
    assert roadmap.phases[0].early[0].why.startswith("Too small to wait: the roadmap has no step to level 2.")


def test_other_steps_leave_phase_1_if_they_lose_less_than_the_early_action_brings(world: Build) -> None:
    """A 17 and c 3 fill phase 1. C loses its benefit for one phase, b gains a quarter of 9 x 2 for as long."""
    parts: dict[str, Any] = {
        "efforts": {"a": (17,) * 5, "b": (15,) * 5, "c": (3,) * 5},
        "reported": {"loud": 3},
        "ratings": dict.fromkeys("abc", "FNNNN"),
        "supporting": ("c",),
        "own_targets": {"a": 2, "c": 2},
        "symptoms": {"loud": ("a", "b"), "other": ("b",)},
    }
    light = small_world(world, **parts | {"weights": {"a": 99, "b": 1, "c": 1}, "reported": {"loud": 3, "other": 3}})
    heavy = small_world(world, **parts | {"weights": {"a": 99, "b": 1, "c": 9}, "reported": {"loud": 3, "other": 3}})

    moved, kept = light.plan(20, **LEFT), heavy.plan(20, **LEFT)

    assert early(moved) == [("b", 2, 2)]
    assert [each.step.practice for each in moved.phases[0].steps] == ["a"]
    assert early(kept) == []
    assert [each.step.practice for each in kept.phases[0].steps] == ["a", "c"]


def test_what_days_left_over_bring_to_phase_1_does_not_begin_early(world: Build) -> None:
    """B is at the level that the approach wants of it; days left over take it to 3 in phase 1, early action or not."""
    parts: dict[str, Any] = {"supporting": ("b",), "own_targets": {"a": 2, "b": 2}, "reported": {"loud": 3}}
    ratings = {"a": "FNNNN", "b": "FFNNN"}
    small = small_world(world, efforts={"a": (14,) * 5, "b": (3,) * 5}, ratings=ratings, **parts)

    roadmap = small.plan(20, leave_free=False, only_approach=True)

    assert [(each.step.practice, each.step.filling) for each in roadmap.phases[0].steps] == [("a", False), ("b", True)]
    assert early(roadmap) == []


def test_the_days_follow_the_size_and_the_factor(world: Build) -> None:
    """Two days for 80 people in IT, one for 20, three for 600; half as long again."""
    small = small_world(world, efforts={"a": (17,) * 5, "b": (170,) * 5})
    plan: Callable[..., Roadmap] = small.plan

    assert early(plan(20, effort_factor=Fraction(1, 2), **LEFT)) == [("b", 2, 1)]
    assert early(plan(40, it_staff=20, **LEFT)) == [("b", 2, 1)]
    assert early(plan(40, it_staff=600, **LEFT)) == [("b", 2, 3)]


@st.composite
def hurting(draw: st.DrawFn) -> dict[str, Any]:
    """Return a world with symptoms, and settings."""
    names = "abcdef"
    ratings = draw(st.dictionaries(st.sampled_from(names), st.text("NPLF.", min_size=5, max_size=5), min_size=2))
    return {
        "world": {
            "efforts": {name: draw(st.tuples(*[st.integers(1, 30)] * 5)) for name in names},
            "weights": {name: draw(st.integers(0, 10)) for name in names},
            "entry": ("a",),
            "supporting": ("b",),
            "ratings": ratings,
            "hard": {"c": draw(st.lists(st.tuples(st.just("a"), st.integers(1, 3), st.integers(1, 3)), max_size=1))},
            "symptoms": {f"s{name}": (name,) for name in names},
            "reported": {f"s{name}": draw(st.integers(0, 3)) for name in names},
            "grave": draw(st.lists(st.sampled_from([f"s{name}" for name in names]), max_size=2)),
            "method": draw(st.sampled_from(list(Method))),
            "starts": True,
        },
        "settings": {
            "capacity": draw(st.sampled_from([Fraction(10), Fraction(20), Fraction(61, 3), Fraction(60)])),
            "phases": draw(st.integers(1, 4)),
            "size": draw(st.sampled_from(list(OrganizationSize))),
            "breadth": draw(st.integers(1, 6)),
            "pace": 1,
            "excluded": draw(st.frozensets(st.sampled_from(names), max_size=1)),
            "pins": draw(st.dictionaries(st.sampled_from(names), st.just(1), max_size=1)),
        },
    }


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(hurting())
def test_early_actions_keep_to_the_rules(world: Build, parts: dict[str, Any]) -> None:
    """Capacity, a tenth, three, and only what is assessed, below level 3, hurts and has nothing else in phase 1."""
    small = world(**parts["world"])
    try:
        roadmap = small.plan(**parts["settings"], **LEFT)
    except InputError:
        assume(condition=False)
        raise
    first = roadmap.phases[0]
    busy = {each.step.practice for each in first.steps}

    assert all(phase.used <= phase.capacity for phase in roadmap.phases)
    assert len(first.early) <= 3
    assert sum(each.effort_days for each in first.early) <= first.capacity / 10
    for each in first.early:
        score, answer = small.scores.practice[each.practice], small.reported[f"s{each.practice}"]
        assert score.level is not None
        assert score.level < 3
        assert each.level <= score.level + 1
        assert each.practice not in busy | parts["settings"]["excluded"]
        assert answer >= 2 or (answer and score.level == 0 and f"s{each.practice}" in small.grave)
        assert first.levels_after[each.practice] == score.level
