"""Work ahead of steps: what phase 1 already does of a later step that treats the cause or has a date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from questionnaires.model import UnderlyingCause
from roadmaps.model import EarlyAction, PlannedStep, Roadmap
from tests.roadmaps.test_cause import cause_in, world_with
from tests.roadmaps.test_dated import due
from tests.roadmaps.test_early_actions import small_world

Build = Callable[..., Any]
LEFT = {"leave_free": False, "only_approach": False}
FORTY = (40, 40, 40, 40, 40)


def days(of: EarlyAction | PlannedStep) -> float:
    """Return the person-days of an early action, or of a step in its phase."""
    return float(of.effort_days)


def begun(roadmap: Roadmap) -> list[EarlyAction]:
    """Return the early actions of phase 1."""
    return list(roadmap.phases[0].early)


def step_of(roadmap: Roadmap, practice: str) -> tuple[int, PlannedStep]:
    """Return the phase of a practice's only step, and the step."""
    ((phase, step),) = [(p.number, s) for p in roadmap.phases for s in p.steps if s.step.practice == practice]
    return phase, step


def dated_world(world: Build, days: int = 40, on: str = "31 May 2026", **more: Any) -> Any:
    """Return a world in which a takes 40 of 60 days, so that b, which has a date, waits for phase 2."""
    efforts = {"a": FORTY, "b": (days,) * 5}
    return small_world(world, efforts=efforts, reported={}, answers=due(b=on), **more)


def causing_world(world: Build, cause: UnderlyingCause, **more: Any) -> Any:
    """Return a world of four practices whose steps take 40 days each."""
    return world_with(world, cause, efforts=dict.fromkeys("abcd", FORTY), **more)


def test_a_quarter_of_a_dated_step_is_done_in_phase_1_and_the_step_takes_the_rest(world: Build) -> None:
    """It tells how to start and what the level takes, and the step says how much was done."""
    roadmap = dated_world(world).plan(60, **LEFT)
    (early,), (phase, step) = begun(roadmap), step_of(roadmap, "b")

    assert (early.practice, early.level, days(early)) == ("b", 2, 10)
    assert (early.action.text, early.text) == ("start of b.2", "start of b.2 action")
    assert early.why == "Worth doing now: this is the first part of the step to level 2, which continues in phase 2."
    assert (phase, days(step)) == (2, 30)
    assert "An early action in phase 1 does the first part, 10 person-days." in step.why
    assert roadmap.phases[0].used == 50
    assert roadmap.phases[0].levels_after["b"] == 1
    assert roadmap.phases[1].levels_after["b"] == 2


@pytest.mark.parametrize(
    ("parts", "capacity", "options", "ahead"),
    [
        ({}, 60, {}, 10),
        ({"days": 30}, 60, {}, 7),
        ({"days": 8}, 44, {}, 2),
        ({}, 45, {}, 5),
        ({}, 43, {}, 2),
        ({"on": "1 November 2026"}, 60, {}, 2),
        ({}, 60, {"pins": {"b": 2}}, None),
        ({}, 60, {"leave_free": True}, None),
    ],
    ids=[
        "a quarter",
        "whole days",
        "no more than one person begins with",
        "only an eighth has room",
        "no room",
        "the step ends long before the date",
        "pinned later",
        "days to leave free",
    ],
)
def test_how_much_is_done_ahead(
    world: Build, parts: dict[str, Any], capacity: int, options: dict[str, Any], ahead: int | None
) -> None:
    """Two days are what one person begins with, which takes nothing off the step."""
    roadmap = dated_world(world, **parts).plan(capacity, **{**LEFT, **options})
    _, step = step_of(roadmap, "b")
    part = float(step.step.ahead.middle) if step.step.ahead else 0

    assert [days(each) for each in begun(roadmap)] == ([] if ahead is None else [ahead])
    assert (part or 2) == (ahead or 2)
    assert days(step) + part == parts.get("days", 40)


def test_the_cause_begins_with_its_start_and_the_first_part_of_its_later_step(world: Build) -> None:
    """B rises to level 2 in phase 1, but also shows the cause at level 3, which comes in phase 2."""
    roadmap = causing_world(world, cause_in(b=(2, 3), c=(2,), d=(2,))).plan(100, breadth=2, **LEFT)
    (early,) = [each for each in begun(roadmap) if each.practice == "b"]
    second, third = [each for phase in roadmap.phases for each in phase.steps if each.step.practice == "b"]

    assert (early.level, days(early), early.text) == (3, 10, "Start with it. action")
    assert early.why.startswith("Begins to treat the cause behind several findings. Worth doing now: this is the first")
    assert (days(second), days(third)) == (40, 30)


def test_nothing_is_done_ahead_where_too_much_has_been_begun(world: Build) -> None:
    """The same cause, if it is that too much has been begun."""
    cause = cause_in(b=(2, 3), c=(2,), d=(2,))
    overload = type(cause)(**{name: getattr(cause, name) for name in cause.__slots__} | {"is_overload": True})

    roadmap = causing_world(world, overload).plan(100, breadth=2, **LEFT)

    assert all(days(each) == 2 for each in begun(roadmap))
    assert not any(each.step.ahead for phase in roadmap.phases for each in phase.steps)


def test_work_ahead_puts_nothing_off_that_hurts_most(world: Build) -> None:
    """C hurts every week and has its place in phase 1 beside a; the 15 days left have room for b's quarter, not 5."""
    parts: dict[str, Any] = {
        "efforts": {"a": (20,) * 5, "b": FORTY, "c": (20,) * 5},
        "weights": {"a": 9, "b": 9, "c": 1},
        "ratings": dict.fromkeys("abc", "FNNNN"),
        "symptoms": {"loud": ("c",)},
        "reported": {"loud": 3},
        "own_targets": {"a": 2, "b": 2, "c": 2},
        "answers": due(b="31 May 2026"),
    }
    for capacity, ahead in ((55, 10), (46, 5), (42, 2)):
        roadmap = small_world(world, **parts).plan(capacity, **LEFT)

        assert [each.step.practice for each in roadmap.phases[0].steps][:2] == ["c", "a"], capacity
        assert [days(each) for each in begun(roadmap) if each.practice == "b"] == [ahead], capacity
