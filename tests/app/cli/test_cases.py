"""Cases from the field about roadmaps, on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[[str], Path]

HELD = "rung: {incident-management: 3, service-desk: 3, change-enablement: 4}\n"
TARGETS = ("--target", "incident-management=3", "--target", "service-desk=3", "--target", "problem-management=3")


def test_fl_034_targets_already_reached_say_so_and_offer_what_is_next(run: Run, answers: Write) -> None:
    """Every target of support quality has been reached."""
    body = (
        "rung: {incident-management: 3, service-desk: 3, problem-management: 3, service-configuration-management: 3}\n"
    )

    outcome = run("plan", answers(body), "--approach", "support-quality", *TARGETS)

    assert outcome.status == 0
    assert "All targets have already been reached, so there is nothing left to plan." in outcome.out
    assert "The approach “Support quality first” would now gain most from" in outcome.out


def test_fl_034_a_target_below_the_current_level_names_the_practice(run: Run, answers: Write) -> None:
    """It would be a step down."""
    outcome = run("plan", answers(HELD), "--target", "change-enablement=3")

    assert outcome.status == 2
    assert "the target 3 of change enablement is below its current level 4; give 4 or higher" in outcome.err


def test_fl_034_gaps_below_a_reached_level_are_planned(run: Run, answers: Write) -> None:
    """Level 3 at L blocks level 4, which is F.

    The step costs 1/3 of level 3's effort, or a tenth of level 4's if that is more.
    """
    practices = run("practices", "incident-management", "--format", "json").document
    third, fourth = practices[0]["effort"]["medium"][2:4]
    body = "rung: {incident-management: 4}\nanswers: {incident-management.3: L}\n"

    plan = run(
        *("plan", answers(body), "--approach", "support-quality", "--target", "incident-management=4"),
        *("--capacity", "500", "--format", "json"),
    ).document

    (step,) = (
        step
        for phase in plan["phases"]
        for step in phase["steps"]
        if (step["practice"], step["to_level"]) == ("incident-management", 4)
    )
    assert step["from_level"] == 3
    assert step["effort"] == pytest.approx(max(third / 3, fourth / 10), abs=1e-6)
    assert step["benefit"] > 0


def test_fl_034_nothing_left_to_plan_and_no_days_are_clear_errors(run: Run, answers: Write) -> None:
    """One plan excludes every practice; another has a capacity of 0."""
    practices = [each["id"] for each in run("practices", "--format", "json").document]
    excluded = [part for each in practices for part in ("--exclude", each)]

    nothing = run("plan", answers(HELD), "--approach", "support-quality", *excluded)
    no_days = run("plan", answers(HELD), "--capacity", "0")

    assert nothing.status == no_days.status == 2
    assert "every practice that the approach “Support quality first” would plan is excluded" in nothing.err
    assert "a capacity of 0 person-days leaves no room for work" in no_days.err


def test_fl_033_a_cycle_of_pins_names_each_practice_in_order(run: Run, answers: Write) -> None:
    """Problem management 3 requires incident management 2."""
    outcome = run(
        *("plan", answers(HELD.replace("incident-management: 3", "incident-management: 0"))),
        *("--approach", "support-quality", "--pin", "problem-management=1", "--pin", "incident-management=3"),
    )

    assert outcome.status == 2
    assert outcome.err == (
        "error: pins.problem-management: problem management level 3, pinned to phase 1, waits for incident "
        "management level 2, which is pinned to phase 3; pin incident management to phase 1, pin problem "
        "management to phase 3 or later, or remove one of the two pins\n"
    )
