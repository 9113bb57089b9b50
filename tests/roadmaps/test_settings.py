"""Invalid settings: all faults are reported together, with the fix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from practices_catalog.faults import InputError

FOUR = (4, 4, 4, 4, 4)
Build = Callable[..., Any]


@pytest.fixture
def pair(world: Build) -> Any:
    """Two practices of an approach, the first at level 3, and another one that is not applicable."""
    return world(
        efforts=dict.fromkeys(("incidents", "problems", "releases"), FOUR),
        weights=dict.fromkeys(("incidents", "problems", "releases"), 1),
        entry=("incidents",),
        supporting=("problems",),
        ratings={"incidents": "FFFNN", "releases": "-----"},
    )


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"phases": 13}, "phases: 13 isn't a number from 1 to 12; give a number from 1 to 12"),
        ({"phase_weeks": 0}, "phase_weeks: 0 isn't a number from 1 to 52; give a number from 1 to 52"),
        (
            {"capacity": Fraction(0)},
            (
                "capacity: a capacity of 0 person-days leaves no room for work; give a number above 0, or leave"
                " it out to use the default"
            ),
        ),
        (
            {"effort_factor": Fraction(0)},
            (
                "effort_factor: an effort factor of 0 isn't above 0 and at most 10; give a factor such as 1.5; 1 "
                "leaves the efforts as they are"
            ),
        ),
        (
            {"effort_factor": Fraction(1001, 100)},
            (
                "effort_factor: an effort factor of 10.01 isn't above 0 and at most 10; give a factor such as 1.5; 1 "
                "leaves the efforts as they are"
            ),
        ),
        ({"targets": {"problem": 2}}, "targets: no practice has the id or name 'problem'; did you mean 'problems'?"),
        (
            {"pins": {"xyz": 2}},
            "pins: no practice has the id or name 'xyz'; use an id that `wayfinder practices` lists",
        ),
        (
            {"targets": {"problems": 6}},
            "targets.problems: the target 6 of problems isn't a capability level; give a level from 1 to 5",
        ),
        (
            {"targets": {"incidents": 2}},
            (
                "targets.incidents: the target 2 of incidents is below its current level 3; give 3 or higher, "
                "or remove the target"
            ),
        ),
        (
            {"targets": {"releases": 2}},
            (
                "targets.releases: releases has a target, but all its statements are rated not applicable; "
                "remove the target, or rate the practice"
            ),
        ),
        (
            {"pins": {"problems": 5}},
            (
                "pins.problems: problems is pinned to start in phase 5, but the roadmap has 4 phases; "
                "pin it to phase 1 to 4"
            ),
        ),
        (
            {"pins": {"problems": 1}, "excluded": frozenset({"problems"})},
            (
                "pins.problems: problems is excluded, but is pinned to a phase; include the practice, or remove"
                " it from the pins"
            ),
        ),
        (
            {"excluded": frozenset({"incidents", "problems", "releases"})},
            (
                "excluded: every practice that the approach “The way” would plan is excluded; "
                "include at least one of incidents, problems"
            ),
        ),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_do(pair: Any, options: dict[str, Any], fault: str) -> None:
    """Each thing that can be wrong gives one fault."""
    with pytest.raises(InputError) as caught:
        pair.plan(**options)

    assert str(caught.value) == fault


def test_a_roadmap_ends_before_the_calendar_does(pair: Any) -> None:
    """No date lies after the year 9999."""
    with pytest.raises(InputError, match="would end after the year 9999"):
        pair.plan_from(date(9999, 6, 1))


@pytest.mark.parametrize("key", ["phases", "phase_weeks"])
def test_a_length_out_of_range_blames_no_start(pair: Any, key: str) -> None:
    """So many phases or weeks would end after the year 9999 from any start."""
    with pytest.raises(InputError) as caught:
        pair.plan(**{key: 1_000_000})

    assert [str(fault.place) for fault in caught.value.faults] == [key]


def test_all_faults_are_reported_together(pair: Any) -> None:
    """One error has the faults of single settings and the conflicts between them."""
    pair.hard["problems"] = (("incidents", 4, 2),)

    with pytest.raises(InputError) as caught:
        pair.plan(
            capacity=Fraction(-1),
            phases=0,
            targets={"problms": 3, "incidents": 4},
            pins={"incidents": 13},
            deadlines={"problems": 1},
        )

    assert [str(fault.place) for fault in caught.value.faults] == [
        "phases",
        "capacity",
        "targets",
        "pins.incidents",
        "deadlines.problems",
    ]


def test_a_target_equal_to_the_current_level_is_fine(pair: Any) -> None:
    """There is nothing to plan for it."""
    assert pair.plan(targets={"incidents": 3}).targets["incidents"] == 3


def test_the_largest_effort_factor_is_fine(pair: Any) -> None:
    """10 itself is allowed."""
    assert pair.plan(50, effort_factor=Fraction(10)).settings.effort_factor == 10
