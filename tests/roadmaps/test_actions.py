"""The actions of a step: what isn't F yet, who does it, and the week in which it begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from practices_catalog.model import OrganizationSize, Practice, PracticeRole
from questionnaires.answers.model import Answer
from questionnaires.model import Method, Rating
from roadmaps.actions import who_does

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


def actions(roadmap: Any) -> list[tuple[int, str, int]]:
    """Return phase, statement and week of each action."""
    return [
        (phase.number, action.statement, action.week)
        for phase in roadmap.phases
        for planned in phase.steps
        for action in planned.actions
    ]


def test_a_step_has_the_actions_of_what_is_not_yet_full(world: Build) -> None:
    """By iso-33020 the step to 2 also fills level 1, which is L; by the others it leaves it. F has no action."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "LPNNN"})
    strict = small.plan(100, targets={"a": 2})
    small.method = Method.ITIL_SELF
    lenient = small.plan(100, targets={"a": 2})

    assert actions(strict) == [(1, "a.1", 1), (1, "a.2", 7)]
    assert actions(lenient) == [(1, "a.2", 1)]
    (action, _) = strict.phases[0].steps[0].actions
    assert (action.text, action.shows) == ("action", "evidence")


def test_steps_that_wait_for_each_other_share_the_weeks(world: Build) -> None:
    """B 1 takes the first half of 13 weeks, a 2 the second; c has them all."""
    small = world(
        efforts=dict.fromkeys("abc", FOUR),
        weights=dict.fromkeys("abc", 1),
        entry=("a",),
        ratings={"a": "FNNNN", "b": "NNNNN", "c": "NNNNN"},
        hard={"a": (("b", 1, 2),)},
    )

    roadmap = small.plan(100, targets={"a": 2, "c": 1})

    assert actions(roadmap) == [(1, "b.1", 1), (1, "a.2", 7), (1, "c.1", 1)]


@pytest.mark.parametrize(("phase_weeks", "weeks"), [(13, [1, 1, 3, 3, 5]), (6, [1, 1, 3, 3, 4])])
def test_two_steps_begin_at_once_and_two_more_every_other_week(
    world: Build, phase_weeks: int, weeks: list[int]
) -> None:
    """Five steps that don't wait for each other; all begin by the middle of the phase, e, worth least, last."""
    small = world(
        efforts=dict.fromkeys("abcde", FOUR),
        weights=dict(zip("abcde", (9, 8, 7, 6, 5), strict=True)),
        entry=("a",),
        supporting=tuple("bcde"),
        ratings=dict.fromkeys("abcde", "FNNNN"),
    )

    roadmap = small.plan(100, breadth=5, phase_weeks=phase_weeks, targets=dict.fromkeys("abcde", 2))

    assert [week for _, _, week in actions(roadmap)] == weeks


def test_a_split_step_begins_its_actions_where_their_days_are(world: Build) -> None:
    """20 days over two phases: two actions, one at the start of each."""
    small = world(efforts={"a": (20, 20, 4, 4, 4)}, weights={"a": 1}, entry=("a",), ratings={"a": "LNNNN"})

    roadmap = small.plan(14, targets={"a": 2})

    assert [(number, statement) for number, statement, _ in actions(roadmap)] == [(1, "a.1"), (2, "a.2")] or [
        (number, statement) for number, statement, _ in actions(roadmap)
    ] == [(1, "a.1"), (1, "a.2")]
    assert roadmap.phases[0].used == 14


@pytest.mark.parametrize(
    ("action", "size", "who"),
    [
        ("Let the change manager look.", OrganizationSize.MEDIUM, "Change manager"),
        ("Let the change manager look.", OrganizationSize.SMALL, "Change manager"),
        ("Write it down.", OrganizationSize.LARGE, "Owner"),
        ("Write it down.", None, "Owner"),
        ("Write it down.", OrganizationSize.SMALL, "One named person"),
    ],
)
def test_the_role_that_an_action_names_does_it_or_else_the_first(
    action: str, size: OrganizationSize | None, who: str
) -> None:
    """The roles of the practice; in a small organization, where they'd be a joke, one person."""
    roles = (PracticeRole("Owner", "Owns."), PracticeRole("Change manager", "Manages."))
    practice = Practice("a", "A", "general", "", (), {}, roles, (), (), ())

    assert who_does(practice, action, size) == who


def test_a_first_step_makes_up_for_what_stops_the_level_further_down(world: Build) -> None:
    """By the ladder P at level 1 is level 1, but level 2 needs it at L: the step to 2 begins there."""
    small = world(efforts={"a": FOUR}, weights={"a": 1}, entry=("a",), ratings={"a": "PNNNN"}, method=Method.LADDER)

    assert [statement for _, statement, _ in actions(small.plan(100, targets={"a": 2}))] == ["a.1", "a.2"]


def test_what_somebody_described_in_strong_words_begins_first(world: Build) -> None:
    """Both begin in week 1; level 1 would come first, but the figures are about level 2."""
    told = {"a.2": Answer(Rating.N, comment="9 of the last 14 outages followed an unannounced change")}
    small = world(
        efforts={"a": FOUR},
        weights={"a": 1},
        entry=("a",),
        ratings={"a": "PNNNN"},
        method=Method.LADDER,
        answers=told,
    )

    assert actions(small.plan(100, targets={"a": 2})) == [(1, "a.2", 1), (1, "a.1", 1)]


def test_the_actions_of_a_split_step_are_spread_over_its_phases(world: Build) -> None:
    """Level 2 takes 24 x 1/3 for level 1 and 18 x 2/3 for level 2: 20 days, of which each phase has 10."""
    small = world(efforts={"a": (24, 18, 9, 9, 9)}, weights={"a": 1}, entry=("a",), ratings={"a": "LPNNN"})

    roadmap = small.plan(10, phases=2, targets={"a": 2})

    assert [[action.statement for step in phase.steps for action in step.actions] for phase in roadmap.phases] == [
        ["a.1"],
        ["a.2"],
    ]
