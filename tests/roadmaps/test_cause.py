"""The underlying cause in the roadmap: the levels that treat it, what begins with it, and its early action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from questionnaires.answers.model import Answer
from questionnaires.diagnosis import diagnoses
from questionnaires.model import Method, Rating, UnderlyingCause
from roadmaps.current_state import current_states
from roadmaps.model import Aim, Roadmap
from roadmaps.symptoms import treating_levels, urgent_practices
from tests.roadmaps.conftest import START
from tests.roadmaps.test_steps import step_maker

Build = Callable[..., Any]
LEFT = {"leave_free": False, "only_approach": False}
TEN = (10, 10, 10, 10, 10)


def cause_in(**signs: tuple[int, ...]) -> UnderlyingCause:
    """Return a cause of what the symptom `loud` reports, with signs at levels of practices."""
    return UnderlyingCause("cause", "The cause", "", ("loud", "quiet"), ("owner",), signs, "", "Start with it.", "")


def world_with(world: Build, cause: UnderlyingCause, **parts: Any) -> Any:
    """Return a world of practices a to d at level 1, of which a comes first and d is behind what hurts every week."""
    usual: dict[str, Any] = {
        "efforts": dict.fromkeys("abcd", TEN),
        "weights": dict.fromkeys("abcd", 1),
        "entry": ("a",),
        "supporting": ("b", "c", "d"),
        "own_targets": dict.fromkeys("abcd", 2),
        "ratings": dict.fromkeys("abcd", "FNNNN"),
        "method": Method.LADDER,
        "symptoms": {"loud": ("d",), "quiet": ("d",)},
        "reported": {"loud": 3},
        "starts": True,
        "causes": (cause,),
    }
    return world(**(usual | parts))


def first_practices(roadmap: Roadmap) -> list[str]:
    """Return the practices with steps in phase 1, in reading order."""
    return [each.step.practice for each in roadmap.phases[0].steps]


def early(roadmap: Roadmap) -> list[tuple[str, str]]:
    """Return the practice and the text of the early actions."""
    return [(each.practice, each.action.text) for each in roadmap.phases[0].early]


def test_a_cause_is_treated_at_the_highest_level_that_shows_it_up_to_3(world: Build) -> None:
    """Level 1 of a is F, level 4 is too far, and level 2 of c is P."""
    cause = cause_in(a=(1, 2), b=(2, 3, 4), c=(1, 2), d=(4,))
    small = world_with(world, cause, ratings={"a": "FFNNN", "b": "FNNNN", "c": "NPNNN", "d": "FNNNN"})
    scores = small.scores

    (diagnosis,) = diagnoses(small.triage, scores.assessment.responses, scores.practices)

    assert diagnosis.practices == ("b", "c", "d")
    assert treating_levels(diagnosis) == {"b": 3, "c": 2}
    assert treating_levels(None) == {}
    decided = replace(diagnosis, cause=replace(diagnosis.cause, signs={"b": (2, 3, 4), "c": (1, 2)}, by_decision=True))
    assert treating_levels(decided) == {"b": 3}


@pytest.mark.parametrize(
    ("causing", "urgent"),
    [
        ("", "a"),
        ("b", "b"),
        ("bc", "b"),
        ("c", "c"),
        ("cefg", "c"),
        ("efg", "efg"),
        ("efgh", ""),
        ("d", "a"),
        ("x", "a"),
        ("bd", "b"),
    ],
    ids=[
        "no cause",
        "named second",
        "one of two is named",
        "nobody names it",
        "the lowest",
        "three as low",
        "four as low",
        "at level 2",
        "not assessed",
        "another is at level 2",
    ],
)
def test_where_a_cause_shows_the_other_practices_wait(world: Build, causing: str, urgent: str) -> None:
    """What hurts every week names a first and b second; c is at level 0, d at level 2, and e to h are at level 1."""
    small = world(
        efforts=dict.fromkeys("abcdefghx", TEN),
        weights={"a": 1},
        entry=("a",),
        ratings=dict.fromkeys("abefgh", "FNNNN") | {"c": "NNNNN", "d": "FFNNN"},
        symptoms={"loud": ("a", "b")},
        reported={"loud": 3},
    )
    scores = small.scores
    current = current_states(small.catalogue, scores)

    assert urgent_practices(current, small.triage, scores.assessment.responses, causing) == tuple(urgent)


@pytest.mark.parametrize(
    ("practice", "level", "treating", "weight", "need"),
    [
        ("none", 1, {"none": 3}, 9, Fraction(3)),  # 1, 1 more from level 0, and 1 more for the cause; at least 3 x 3
        ("none", 1, {}, 1, Fraction(2)),
        ("low", 2, {"low": 3}, 9, Fraction(2)),
        ("low", 3, {"low": 3}, 9, Fraction(1)),  # as much as what isn't beyond level 2
        ("low", 3, {"low": 2}, 1, Fraction(1, 2)),  # the cause no longer shows
        ("low", 2, {"none": 3}, 1, Fraction(1)),  # it shows elsewhere
        ("heavy", 2, {"heavy": 2}, 10, Fraction(2)),  # the approach's own weight is more than 9
        ("unknown", 1, {"unknown": 1}, 1, Fraction(1, 2)),  # nobody has seen it
        ("loud", 2, {"loud": 2}, 9, Fraction(2)),  # no more for being named by a symptom too
    ],
)
def test_a_step_that_treats_the_cause_is_worth_what_hurts_most(  # noqa: PLR0913, PLR0917 - the columns of a table
    world: Build, practice: str, level: int, treating: Mapping[str, int], weight: int, need: Fraction
) -> None:
    """The approach's weights are 1, and 10 for heavy; loud is reported once a month."""
    names = ("none", "low", "heavy", "unknown", "loud")
    small = world(
        efforts=dict.fromkeys(names, TEN),
        weights=dict.fromkeys(names, 1) | {"heavy": 10},
        entry=("low",),
        ratings={"none": "NNNNN", "low": "FNNNN", "heavy": "FNNNN", "loud": "FNNNN"},
        symptoms={"outages": ("loud",)},
        reported={"outages": 2},
    )

    step = replace(step_maker(small), treating=treating).step(practice, level)

    assert (step.weight, step.need) == (weight, need)


def test_practices_rise_to_the_level_that_treats_the_cause(world: Build) -> None:
    """B to 3 and c to 2 although the approach names neither; only the approach's own count if somebody said so."""
    small = world_with(world, cause_in(b=(2, 3), c=(2,)), supporting=(), reported={"loud": 2, "quiet": 2})

    assert small.plan(100, only_approach=False).targets == {"a": 2, "b": 3, "c": 2, "d": 2}
    assert small.plan(100, only_approach=True).targets == {"a": 2}


@pytest.mark.parametrize(
    ("signs", "parts", "first"),
    [
        ({"b": (2, 3), "c": (2,)}, {"reported": {}}, "a"),
        ({"b": (2, 3), "c": (2,)}, {"entry": ("a", "c")}, "c"),
        ({"b": (2, 3), "c": (2,)}, {"entry": ("c", "b")}, "c"),
        ({"b": (2, 3), "d": (2,)}, {}, "d"),
        ({"b": (3, 4), "c": (3,)}, {"ratings": {"a": "FNNNN", "b": "FFNNN", "c": "FFNNN", "d": "FFNNN"}}, "a"),
        ({"a": (2,), "d": (2, 3)}, {}, "a"),
    ],
    ids=["no cause", "second entry", "order of entries", "what symptoms point to", "neither", "the entry shows it"],
)
def test_work_begins_where_the_cause_shows(
    world: Build, signs: dict[str, tuple[int, ...]], parts: dict[str, Any], first: str
) -> None:
    """Phase 1 has room for one step: of an entry practice that shows it, else of what shows it and hurts most."""
    roadmap = world_with(world, cause_in(**signs), **parts).plan(10)

    assert first_practices(roadmap) == [first]


def test_the_first_practice_in_which_the_cause_shows_leads_its_phase(world: Build) -> None:
    """Symptoms point to d most, and a is an entry practice, but b has the cause's first sign."""
    small = world_with(world, cause_in(b=(2,), d=(2, 3)))

    assert first_practices(small.plan(40, **LEFT))[:2] == ["b", "d"]


def test_the_cause_has_the_first_early_action(world: Build) -> None:
    """It belongs to its first sign, in b, which has a step in phase 1 and gets no other; d hurts, and waits."""
    small = world_with(world, cause_in(b=(2, 3), c=(2,)), entry=("b",))

    roadmap = small.plan(15, **LEFT)
    begun = roadmap.phases[0].early[0]

    assert first_practices(roadmap) == ["b"]
    assert early(roadmap) == [("b", "Start with it."), ("d", "start of d.2")]
    assert (begun.level, begun.action.statement, begun.action.week) == (2, "b.2", 1)
    assert begun.why == "Begins to treat the cause behind several findings."


@pytest.mark.parametrize(
    ("options", "practice"),
    [({}, "b"), ({"excluded": frozenset("b")}, "c"), ({"only_approach": True}, "c"), ({"leave_free": True}, None)],
    ids=["first sign", "b is excluded", "b isn't the approach's", "days to leave free"],
)
def test_the_early_action_of_the_cause_keeps_to_practices_that_may_be_worked_on(
    world: Build, options: dict[str, Any], practice: str | None
) -> None:
    """The approach names a, c and d; three days are free beside their steps."""
    small = world_with(world, cause_in(b=(2, 3), c=(2,)), supporting=("c", "d"))

    begun = early(small.plan(**({"capacity": 43} | LEFT | options)))

    assert [each for each in begun if each[1] == "Start with it."] == [(practice, "Start with it.")] * bool(practice)


def test_phase_1_keeps_days_for_the_early_action_of_the_cause(world: Build) -> None:
    """Steps of b and c would fill it: level 3 of b waits, as does d, which begins early as well."""
    small = world_with(world, cause_in(b=(2, 3), c=(2,)))

    roadmap = small.plan(30, **LEFT)

    assert first_practices(roadmap) == ["b", "c"]
    assert early(roadmap) == [("b", "Start with it."), ("d", "start of d.2")]


def test_without_a_cause_none_is_treated(world: Build) -> None:
    """Nobody reports what it leads to, so early actions and reasons are about what else is low."""
    roadmap = world_with(world, cause_in(b=(2, 3), c=(2,)), reported={}).plan(30, **LEFT)

    assert "Start with it." not in {text for _, text in early(roadmap)}
    assert not any("cause" in each.why for phase in roadmap.phases for each in phase.steps)


def test_the_cause_begins_early_also_where_days_left_over_bring_its_practice_to_phase_1(world: Build) -> None:
    """B is at the level that the approach wants of it; days left over take it to 3."""
    small = world_with(
        world,
        cause_in(b=(3,), c=(3,), d=(3,)),
        efforts={"a": (14,) * 5, "b": (3,) * 5, "c": (90,) * 5, "d": (90,) * 5},
        ratings={"a": "FNNNN", "b": "FFNNN", "c": "FFNNN", "d": "FFNNN"},
        symptoms={"loud": ("b",), "quiet": ("d",)},
        weights=dict.fromkeys("abcd", 5),
    )

    roadmap = small.plan(20, leave_free=False, only_approach=True)

    assert [(each.step.practice, each.step.filling) for each in roadmap.phases[0].steps] == [("a", False), ("b", True)]
    assert early(roadmap) == [("b", "Start with it.")]


@pytest.mark.parametrize(
    ("signs", "first", "needed"),
    [({"d": (2, 3), "a": (2,)}, "d", 20), ({"c": (2, 3), "a": (2,)}, "c", None)],
    ids=["beside the aim", "within the aim"],
)
def test_an_aim_leaves_room_for_what_treats_the_cause(
    world: Build, signs: dict[str, tuple[int, ...]], first: str, needed: int | None
) -> None:
    """Level 2 of a, b and c takes the three phases until the date; level 2 of d, which shows the cause, goes first.

    The capacity that would meet the aim has room for d as well: two of the four steps of 10 days in one phase.
    """
    requirements = {"1": ("a",), "2": ("b",), "3": ("c",)}
    symptoms = {"loud": (first,), "quiet": ("d",)}
    small = world_with(world, cause_in(**signs), symptoms=symptoms, requirements=requirements, entry=("b",))

    roadmap = small.plan(10, aim=Aim("standard", by=START + timedelta(weeks=39)))

    assert first_practices(roadmap) == [first]
    assert (roadmap.aim.met, roadmap.aim.capacity_needed) == (needed is None, needed)


def test_what_begins_to_treat_the_cause_has_days_beside_an_aim(world: Build) -> None:
    """Before the date, phases of 10 days have room for a with b, and for c, unless two days of the first are taken."""
    small = world_with(
        world,
        cause_in(d=(3,), a=(2,), b=(2,)),
        efforts={"a": (4,) * 5, "b": (6,) * 5, "c": (10,) * 5, "d": (99,) * 5},
        ratings=dict.fromkeys("abc", "FNNNN") | {"d": "FFNNN"},
        requirements={"1": ("a",), "2": ("b",), "3": ("c",)},
    )

    roadmap = small.plan(10, aim=Aim("standard", by=START + timedelta(weeks=26)), leave_free=False)

    assert early(roadmap) == [("d", "Start with it.")]
    assert (roadmap.aim.met, roadmap.aim.capacity_needed) == (False, 12)


@pytest.mark.parametrize(("words", "found"), [("14 of 52 failed", ["a", "b", "d"]), ("14 of 52 recorded", ["a", "d"])])
def test_what_shows_the_cause_in_strong_words_begins_right_after_it_and_says_so(
    world: Build, words: str, found: list[str]
) -> None:
    """Phase 1 has no room for b, which no symptom names; a symptom answered 3 names d."""
    small = world_with(
        world,
        cause_in(a=(2,), b=(2, 3)),
        efforts={"a": TEN, **dict.fromkeys("bcd", (25,) * 5)},
        answers={"b.3": Answer(Rating.N, comment=words)},
    )

    begun = small.plan(30, phases=1, **LEFT).phases[0].early

    assert [each.practice for each in begun] == found
    assert ["shows the cause" in each.why for each in begun] == [each == "b" for each in found]
