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
from questionnaires.answers.model import Answer
from questionnaires.model import Method, Rating
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
    assert begun.why == "Worth doing now: the step to level 2 begins in phase 2. Reported: “Symptom loud”."
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
    ],
)
def test_nothing_begins_early_without_need_or_leave(
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


def test_the_gravest_symptoms_come_first_and_six_at_most(world: Build) -> None:
    """Of seven practices behind symptoms, e and c are behind weekly ones; a fifth of 100 days has room for ten.

    E comes after c, and d, f, g and h, unlike b, have no step at all.
    """
    parts: dict[str, Any] = {
        "efforts": {"a": (85,) * 5, **dict.fromkeys("bcdefgh", (80, 80, 80, 80, 80))},
        "weights": {"a": 99, **dict.fromkeys("bcdefgh", 1)},
        "ratings": dict.fromkeys("abcdefgh", "FNNNN"),
        "symptoms": {f"s{each}": (each,) for each in "bcdefgh"},
        "reported": {f"s{each}": 3 if each in "ce" else 2 for each in "bcdefgh"},
    }

    roadmap = small_world(world, **parts).plan(100, **LEFT)

    assert early(roadmap) == [(each, 2, 2) for each in "ecdfgh"]
    assert [each.action.week for each in roadmap.phases[0].early] == [1, 2, 3, 4, 5, 6]
    assert "begins in phase 2." in roadmap.phases[0].early[1].why


def test_a_practice_without_a_step_begins_early_as_well(world: Build) -> None:
    """There is one phase."""
    roadmap = small_world(world).plan(20, phases=1, **LEFT)

    assert early(roadmap) == [("b", 2, 2)]
    assert roadmap.phases[0].early[0].why.startswith("Worth doing now: the roadmap has no step to level 2.")


@pytest.mark.parametrize(
    ("days", "begun"), [(17, [("b", 2, 2)]), (19, []), (20, [])], ids=["free days", "one free day", "no free day"]
)
def test_an_early_action_never_exceeds_the_capacity(
    world: Build, days: int, begun: list[tuple[str, int, float]]
) -> None:
    """A, the entry practice, takes so many of 20 days, and stays in phase 1; the early action takes two."""
    parts: dict[str, Any] = {"efforts": {"a": (days,) * 5, "b": (15,) * 5}}
    roadmap = small_world(world, **parts).plan(20, **LEFT)
    first = roadmap.phases[0]

    assert [each.step.practice for each in first.steps] == ["a"]
    assert early(roadmap) == begun
    assert first.free >= 0


def test_a_fifth_of_phase_1_or_one_action_is_kept_for_early_actions(world: Build) -> None:
    """D, which fills the phase beside a, gives way: a fifth of 10 days is one action of two days, of 20 it is two."""
    parts: dict[str, Any] = {
        "ratings": dict.fromkeys("abcd", "FNNNN"),
        "symptoms": {"sb": ("b",), "sc": ("c",)},
        "reported": {"sb": 2, "sc": 2},
        "weights": {"a": 9, "b": 1, "c": 1, "d": 1},
    }

    def many(capacity: int) -> int:
        efforts = {"a": (capacity * 4 // 5,) * 5, "b": (90,) * 5, "c": (90,) * 5, "d": (capacity // 5,) * 5}
        targets = {"a": 2, "d": 2}
        small = small_world(world, efforts=efforts, **parts | {"own_targets": targets})
        return len(early(small.plan(capacity, phases=1, targets={"d": 2}, **LEFT)))

    assert [many(capacity) for capacity in (10, 20)] == [1, 2]


@pytest.mark.parametrize(("days", "begun", "ends"), [(35, [("b", 2, 2)], 3), (16, [], 1)], ids=["larger", "smaller"])
def test_only_a_step_larger_than_a_phase_may_end_later_for_early_actions(
    world: Build, days: int, begun: list[tuple[str, int, float]], ends: int
) -> None:
    """C hurts most. Beside a, which takes 4 of 20 days, it would end in phase 2, or in phase 1."""
    small = small_world(
        world,
        efforts={"a": (4,) * 5, "b": (90,) * 5, "c": (days,) * 5},
        weights={"a": 9, "b": 1, "c": 1},
        ratings=dict.fromkeys("abc", "FNNNN"),
        symptoms={"loud": ("c",), "mild": ("b",)},
        reported={"loud": 3, "mild": 2},
    )

    roadmap = small.plan(20, **LEFT)
    of_c = [(phase.number, each.ends) for phase in roadmap.phases for each in phase.steps if each.step.practice == "c"]

    assert early(roadmap) == begun
    assert of_c[0][0] == 1
    assert next(phase for phase, is_end in of_c if is_end) == ends


def test_of_equally_grave_ones_the_step_that_comes_latest_begins_early(world: Build) -> None:
    """A leaves room for one, then b comes before c. Of two without a step, the approach's weight decides."""
    parts: dict[str, Any] = {
        "efforts": {"a": (18,) * 5, "b": (15,) * 5, "c": (20,) * 5},
        "ratings": dict.fromkeys("abc", "FNNNN"),
        "symptoms": {"sb": ("b",), "sc": ("c",)},
        "reported": {"sb": 3, "sc": 3},
    }
    small = small_world(world, **parts, weights={"a": 99, "b": 2, "c": 1})
    weighed = small_world(world, **parts, weights={"a": 99, "b": 1, "c": 2})

    assert early(small.plan(20, **LEFT)) == [("c", 2, 2)]
    assert early(small.plan(20, phases=1, **LEFT)) == [("b", 2, 2)]
    assert early(weighed.plan(20, phases=1, **LEFT)) == [("c", 2, 2)]


def test_of_equally_grave_ones_that_to_which_more_symptoms_point_begins_early(world: Build) -> None:
    """B and c have no step, and there is room for one. B is first in the catalogue, but two symptoms point to c."""
    small = small_world(
        world,
        efforts={"a": (18,) * 5, "b": (90,) * 5, "c": (90,) * 5},
        ratings=dict.fromkeys("abc", "FNNNN"),
        weights={"a": 99, "b": 1, "c": 1},
        symptoms={"sa": ("a", "c"), "sb": ("b",), "sc": ("c",)},
        reported={"sa": 3, "sb": 2, "sc": 2},
    )

    assert early(small.plan(20, phases=1, **LEFT)) == [("c", 2, 2)]


def test_a_known_risk_takes_no_days_from_what_hurts_where_few_may_begin(world: Build) -> None:
    """B and c hurt, and a fifth of 20 days is enough for two."""
    small = small_world(
        world,
        efforts={"a": (16,) * 5, **dict.fromkeys("bcd", (90,) * 5)},
        ratings=dict.fromkeys("abcd", "FNNNN"),
        weights={"a": 9, "b": 1, "c": 1, "d": 5},
        symptoms={"sb": ("b",), "sc": ("c",)},
        reported={"sb": 2, "sc": 2},
        risks=("d",),
        answers={"d.2": Answer(Rating.N, comment="14 unknown accounts")},
    )

    assert [each[0] for each in early(small.plan(20, phases=1, **LEFT))] == ["b", "c"]


def written(rating: str, **words: str) -> dict[str, Answer]:
    """Return an answer to the statement of b's level 2."""
    return {"b.2": Answer(Rating(rating), **words)}


@pytest.mark.parametrize(
    ("answers", "begins"),
    [
        (written("P", comment="14 unknown accounts"), True),
        (written("N", evidence="Export of 3 July"), True),
        (written("L", comment="Nearly all"), False),
        (written("P"), False),
    ],
    ids=["comment", "evidence", "largely met", "nobody wrote"],
)
def test_a_grave_practice_begins_early_if_somebody_wrote_what_it_lacks(
    world: Build, answers: dict[str, Answer], *, begins: bool
) -> None:
    """No symptom speaks of it; it is below level 2."""
    small = small_world(world, reported={}, own_targets={"a": 2}, risks=("b",), answers=answers)

    roadmap = small.plan(20, phases=1, **LEFT)

    assert early(roadmap) == ([("b", 2, 2)] if begins else [])
    for each in roadmap.phases[0].early:
        assert each.why.endswith("no step to level 2. The practice guards against rare but serious events.")


def test_a_written_risk_begins_early_below_level_2_only_and_after_what_hurts(world: Build) -> None:
    """C hurts every month and b is a risk; there is room for one beside what a takes, then for both."""
    parts: dict[str, Any] = {
        "efforts": {"a": (17,) * 5, "b": (90,) * 5, "c": (90,) * 5},
        "weights": {"a": 9, "b": 5, "c": 1},
        "symptoms": {"loud": ("c",)},
        "risks": ("b",),
    }
    low = small_world(
        world, ratings=dict.fromkeys("abc", "FNNNN"), answers=written("N", comment="14 unknown accounts"), **parts
    )
    high = small_world(
        world,
        ratings={"a": "FNNNN", "b": "FFNNN", "c": "FNNNN"},
        answers={"b.3": Answer(Rating.N, comment="Not everywhere")},
        **parts,
    )

    assert [each[0] for each in early(low.plan(19, phases=1, **LEFT))] == ["c"]
    assert [each[0] for each in early(low.plan(40, phases=1, **LEFT))] == ["c", "b"]
    assert [each[0] for each in early(high.plan(40, phases=1, **LEFT))] == ["c"]


@pytest.mark.parametrize(
    ("explained", "rating", "target", "found"),
    [
        ((2, 3), "N", 3, [("a", 3, 2)]),
        ((2,), "N", 3, []),
        ((3,), "P", 3, []),
        ((3,), "N", 2, []),
        ((4,), "N", 3, []),
    ],
)
def test_what_explains_a_symptom_beyond_the_first_step_begins_early(
    world: Build, explained: tuple[int, ...], rating: str, target: int, found: list[tuple[str, int, int]]
) -> None:
    """Phase 1 takes a to level 2; level 3 explains what hurts, is N, and isn't beyond the target that somebody set."""
    small = world(
        efforts={"a": (10,) * 5},
        weights={"a": 9},
        entry=("a",),
        ratings={"a": f"FP{rating}NN"},
        method=Method.LADDER,
        symptoms={"loud": ("a",)},
        reported={"loud": 3},
        explained_by=explained,
        starts=True,
    )

    roadmap = small.plan(10, phases=3, targets={"a": target}, **LEFT)

    assert [each.step.to_level for each in roadmap.phases[0].steps] == [2]
    assert early(roadmap) == found


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
    """All within capacity, four at most, and what hurts, is low and has nothing in phase 1."""
    small = world(**parts["world"])
    try:
        roadmap = small.plan(**parts["settings"], **LEFT)
    except InputError:
        assume(condition=False)
        raise
    first = roadmap.phases[0]
    busy = {each.step.practice for each in first.steps}

    assert all(sum(each.effort_days for each in phase.steps) <= phase.capacity for phase in roadmap.phases)
    assert all(phase.free >= 0 for phase in roadmap.phases)
    assert len(first.early) <= 4
    assert first.used <= first.capacity
    for each in first.early:
        score, answer = small.scores.practice[each.practice], small.reported[f"s{each.practice}"]
        assert score.level is not None
        assert score.level < 3
        assert each.level <= score.level + 1
        assert each.practice not in busy | parts["settings"]["excluded"]
        assert answer >= 2 or (answer and score.level == 0 and f"s{each.practice}" in small.grave)
        assert first.levels_after[each.practice] == score.level


def test_strong_words_come_before_graver_symptoms_and_say_how_to_begin(world: Build) -> None:
    """C is behind a weekly symptom, b behind a monthly one; only one may begin, toward what somebody wrote about."""
    parts: dict[str, Any] = {
        "efforts": {"a": (17,) * 5, "b": (90,) * 5, "c": (90,) * 5},
        "ratings": dict.fromkeys("abc", "FNNNN"),
        "weights": {"a": 9, "b": 1, "c": 1},
        "symptoms": {"monthly": ("b",), "weekly": ("c",)},
        "reported": {"monthly": 2, "weekly": 3},
    }
    told = {"b.3": Answer(Rating.N, comment="9 of the last 14 outages followed an unannounced change")}

    assert early(small_world(world, **parts).plan(19, phases=1, **LEFT)) == [("c", 2, 2)]
    assert early(small_world(world, answers=told, **parts).plan(19, phases=1, **LEFT)) == [("b", 3, 2)]


@pytest.mark.parametrize(
    ("answer", "first"),
    [
        (Answer(Rating.P, comment="Four of nine deans could"), "c"),
        (Answer(Rating.P, evidence="Register of 3 May 2026"), "b"),
        (Answer(Rating.P, comment="Hardly anybody"), "b"),
        (Answer(Rating.L, comment="Four of nine deans could"), "b"),
    ],
    ids=["a figure", "a date", "no figure", "largely met"],
)
def test_words_with_a_figure_come_before_a_graver_symptom_that_nobody_counted(
    world: Build, answer: Answer, first: str
) -> None:
    """The symptom of b is answered 3 and that of c 2."""
    small = small_world(
        world,
        efforts={"a": (17,) * 5, **dict.fromkeys("bc", (90,) * 5)},
        ratings=dict.fromkeys("abc", "FNNNN"),
        symptoms={"sb": ("b",), "sc": ("c",)},
        reported={"sb": 3, "sc": 2},
        answers={"c.2": answer},
    )

    assert early(small.plan(40, phases=1, **LEFT))[0][0] == first


def test_a_known_risk_that_has_occurred_begins_as_early_as_what_hurts(world: Build) -> None:
    """Restores failed once, and somebody wrote that b has no copy; c is behind a monthly symptom without any words."""
    small = small_world(
        world,
        efforts={"a": (17,) * 5, "b": (90,) * 5, "c": (90,) * 5},
        ratings=dict.fromkeys("abc", "FNNNN"),
        weights={"a": 9, "b": 1, "c": 1},
        symptoms={"rare": ("b",), "monthly": ("c",)},
        reported={"rare": 1, "monthly": 2},
        grave=("rare",),
        risks=("b",),
        answers=written("N", comment="Report: 9 of 9 schools; the log counts 6 of 9"),
    )

    assert early(small.plan(19, phases=1, **LEFT)) == [("b", 2, 2)]
