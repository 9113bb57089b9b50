"""The progress of a step in words, for the history and for comparing two versions."""

from __future__ import annotations

from collections.abc import Mapping

from app.storage.accounts import User
from app.storage.history import HistoryEntry
from app.storage.roadmaps import StepStatus, TrackedStep, exact
from reports.views.figures import day, number

STATUS_NAMES = {
    StepStatus.NOT_STARTED: "Not started",
    StepStatus.IN_PROGRESS: "In progress",
    StepStatus.BLOCKED: "Blocked",
    StepStatus.DONE: "Done",
    StepStatus.DROPPED: "Dropped",
}


def in_words(step: TrackedStep) -> dict[str, str]:
    """Return the values that people have set for a step, in words, by label."""
    return {
        "Status": STATUS_NAMES[step.status],
        "Reason": step.reason,
        "Owner": step.owner,
        "Due": day(step.due) if step.due else "",
        "Done on": day(step.done_on) if step.done_on else "",
        "Person-days spent": "" if step.spent_days is None else number(exact(step.spent_days)),
        "Notes": step.notes,
    }


def entry_of(assessment_id: str, user: User, step: TrackedStep, before: Mapping[str, str]) -> HistoryEntry | None:
    """Return the history entry for a changed step, or None if nothing has changed."""
    after = in_words(step)
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        return None
    # Each step of a practice reaches a different level, so both identify the step.
    subject = f"{step.practice_id} {step.to_level}"
    entry = HistoryEntry(assessment_id=assessment_id, user_id=user.id, who=user.name, kind="step", subject=subject)
    entry.before, entry.after = (
        "; ".join(f"{name}: {words[name] or 'none'}" for name in changed) for words in (before, after)
    )
    return entry
