"""Tests of lateness, order and counts on a given day."""

from __future__ import annotations

from datetime import date

from app.storage.roadmaps import StepStatus, TrackedStep
from app.web.tracking.tracking_view import in_order, is_late, step_view, summary
from practices_catalog.loading import load_catalogue

TODAY = date(2026, 7, 6)


def step(
    practice: str = "service-desk", status: str = "not-started", end: str = "2026-06-07", **rest: object
) -> TrackedStep:
    return TrackedStep(
        id=practice,
        practice_id=practice,
        from_level=1,
        to_level=2,
        phase=1,
        planned_start=date(2026, 3, 9),
        planned_end=date.fromisoformat(end),
        status=StepStatus(status),
        owner="",
        reason="",
        notes="",
        **{"effort_factor": 1.0, **rest},
    )


def test_a_step_is_late_the_day_after_it_was_due() -> None:
    """The due date counts, or else the end of the phase; on that day the step isn't late yet."""
    assert is_late(step(end="2026-07-05"), TODAY)
    assert not is_late(step(end="2026-07-06"), TODAY)
    assert not is_late(step(end="2026-07-05", due=date(2026, 8, 1)), TODAY)
    assert is_late(step(end="2026-12-31", due=date(2026, 7, 5)), TODAY)


def test_a_finished_or_dropped_step_is_never_late() -> None:
    """Its due date no longer matters."""
    assert not is_late(step(status="done"), TODAY)
    assert not is_late(step(status="dropped"), TODAY)


def test_late_and_blocked_steps_come_first() -> None:
    """Steps in progress, not started, done and dropped follow."""
    steps = [
        step("done", "done"),
        step("dropped", "dropped"),
        step("to-come", end="2026-12-31"),
        step("under-way", "in-progress", end="2026-12-31"),
        step("blocked", "blocked", end="2026-12-31"),
        step("late", "in-progress"),
        step("late-and-blocked", "blocked"),
    ]

    ordered = [each.practice_id for each in in_order(steps, TODAY)]

    assert ordered == ["late-and-blocked", "late", "blocked", "under-way", "to-come", "done", "dropped"]


def test_the_summary_compares_planned_and_done() -> None:
    """Dropped steps don't count; on 6 July, steps due on 7 June and 5 July should be done."""
    steps = [
        step("a", "done"),
        step("b", "in-progress", end="2026-07-05"),
        step("c", "blocked", end="2026-12-31"),
        step("d", "dropped"),
    ]

    found = summary(steps, TODAY)

    assert found.lead == "1 of 3 steps done, 2 due by today; 1 late; 1 blocked; 1 dropped."
    [phase] = found.phases
    assert (phase.planned, phase.done, phase.late) == (3, 1, 1)


def test_three_finished_steps_with_recorded_days_propose_an_effort_factor() -> None:
    """42 of 30 person-days; one finished step has no record, and one with a record isn't finished."""
    steps = [
        step("a", "done", spent_days=12.5, planned_days=10.0),
        step("b", "done", spent_days=14.5, planned_days=10.0),
        step("c", "done", spent_days=15.0, planned_days=10.0),
        step("d", "done", planned_days=10.0),
        step("e", "in-progress", spent_days=99.0, planned_days=10.0),
    ]

    assert summary(steps, TODAY).experience == (
        "Finished steps took 1.4 times the planned days (3 of 4 steps with recorded days). "
        "Plan the rest with an effort factor of 1.4 (--effort-factor 1.4 on the command line)."
    )
    assert summary(steps[1:], TODAY).experience == ""


def test_estimates_that_held_propose_nothing() -> None:
    """Every step took the days planned for it."""
    steps = [step(each, "done", planned_days=10.0, spent_days=10.0) for each in "abc"]

    assert summary(steps, TODAY).experience == (
        "Finished steps took as many days as planned (3 of 3 steps with recorded days)."
    )


def test_a_row_says_how_late_it_is_and_whether_it_is_still_planned() -> None:
    """6 July is 29 days after 7 June."""
    row = step_view(load_catalogue(), step(), {("service-desk", 3)}, TODAY, is_editable=True)

    assert (row.late, row.is_planned, row.due) == ("29 days late", False, "7 Jun 2026")
