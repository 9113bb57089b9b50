"""The view model of tracking: each step, and the progress of the roadmap on a given day."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from app.planning.saved_roadmaps import experience
from app.planning.step_changes import STATUS_NAMES
from app.storage.roadmaps import StepStatus, TrackedStep, exact
from practices_catalog.model import Catalogue
from reports.views import figures
from reports.views.marks import Tile, level_tile

OVER = (StepStatus.DONE, StepStatus.DROPPED)
ORDER = (StepStatus.BLOCKED, StepStatus.IN_PROGRESS, StepStatus.NOT_STARTED, StepStatus.DONE, StepStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class TrackedStepView:
    """A step.

    Attributes:
        effort: the person-days spent and planned, in words, or "".
        late: how late the step is, in words, or "".
        is_editable: whether the user may change the step.
        is_planned: false if the step is no longer in the saved roadmap.
    """

    id: str
    practice: str
    before: Tile
    after: Tile
    phase: int
    planned: str
    due: str
    owner: str
    status: str
    words: str
    reason: str
    notes: str
    done_on: str
    effort: str
    late: str
    is_planned: bool
    is_editable: bool


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many of the steps that start in a phase are planned, done and late; dropped steps don't count."""

    phase: int
    planned: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The progress of the roadmap; `experience` is what finished steps took and the effort factor to use, or ""."""

    lead: str
    experience: str
    phases: tuple[PhaseCount, ...]


def is_late(step: TrackedStep, today: date) -> bool:
    """Whether a step should be done by now but isn't."""
    return step.status not in OVER and step.ends_by < today


def in_order(steps: Sequence[TrackedStep], today: date) -> list[TrackedStep]:
    """Return late and blocked steps first, then those in progress, not started, done and dropped.

    Within each group, steps are ordered by due date, then in the order given, which is the roadmap's.
    """

    def rank(step: TrackedStep) -> tuple[bool, bool, int, date]:
        late = is_late(step, today)
        pressing = late or step.status is StepStatus.BLOCKED
        return not pressing, not late, ORDER.index(step.status), step.ends_by

    return sorted(steps, key=rank)


def step_view(
    catalogue: Catalogue, step: TrackedStep, planned: Container[tuple[str, int]], today: date, *, is_editable: bool
) -> TrackedStepView:
    """Return the view of a step."""
    known = catalogue.practice.get(step.practice_id)
    days = (today - step.ends_by).days
    return TrackedStepView(
        id=step.id,
        practice=known.name if known else step.practice_id,
        before=level_tile(step.from_level),
        after=level_tile(step.to_level),
        phase=step.phase,
        planned=figures.period(step.planned_start, step.planned_end),
        due=figures.day(step.ends_by),
        owner=step.owner,
        status=step.status.value,
        words=STATUS_NAMES[step.status],
        reason=step.reason,
        notes=step.notes,
        done_on=figures.day(step.done_on) if step.done_on else "",
        effort=_effort(step),
        late=f"{figures.count(days, 'day')} late" if is_late(step, today) else "",
        is_editable=is_editable,
        is_planned=(step.practice_id, step.to_level) in planned,
    )


def summary(steps: Sequence[TrackedStep], today: date) -> Summary:
    """Return the progress of the roadmap on a day."""
    wanted = [step for step in steps if step.status is not StepStatus.DROPPED]
    done = sum(step.status is StepStatus.DONE for step in wanted)
    expected = sum(step.ends_by < today for step in wanted)
    late = sum(is_late(step, today) for step in wanted)
    blocked = sum(step.status is StepStatus.BLOCKED for step in wanted)
    dropped = len(steps) - len(wanted)
    parts = [f"{done} of {figures.count(len(wanted), 'step')} done, {expected} due by today"]
    parts += [f"{late} late"] if late else []
    parts += [f"{blocked} blocked"] if blocked else []
    parts += [f"{dropped} dropped"] if dropped else []
    numbers = sorted({step.phase for step in wanted})
    phases = tuple(_phase(wanted, number, today) for number in numbers)
    return Summary("; ".join(parts) + ".", _experience(steps), phases)


def _effort(step: TrackedStep) -> str:
    planned = "" if step.planned_days is None else f"{figures.work(exact(step.planned_days))} planned"
    spent = "" if step.spent_days is None else f"{figures.number(exact(step.spent_days))} spent"
    return ", ".join(filter(None, (planned, spent)))


def _experience(steps: Sequence[TrackedStep]) -> str:
    """Return what finished steps took, and the effort factor to plan the rest with; "" if too little is recorded."""
    found = experience(steps)
    if found is None or found.ratio == 1:
        return found.took if found else ""
    factor = figures.one_decimal(found.factor)
    return (
        f"{found.took} Plan the rest with an effort factor of {factor} (--effort-factor {factor} on the command line)."
    )


def _phase(steps: Sequence[TrackedStep], number: int, today: date) -> PhaseCount:
    here = [step for step in steps if step.phase == number]
    return PhaseCount(
        phase=number,
        planned=len(here),
        done=sum(step.status is StepStatus.DONE for step in here),
        late=sum(is_late(step, today) for step in here),
    )
