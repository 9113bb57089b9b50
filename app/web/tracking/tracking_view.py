"""Planned against done: each step as its row shows it, and how far the roadmap is on a given day."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from app.planning.step_changes import STATUS_NAMES
from app.storage.roadmaps import StepStatus, TrackedStep
from practices_catalog.model import Catalogue
from reports.views import figures
from reports.views.marks import Tile, level_tile

OVER = (StepStatus.DONE, StepStatus.DROPPED)
ORDER = (StepStatus.BLOCKED, StepStatus.IN_PROGRESS, StepStatus.NOT_STARTED, StepStatus.DONE, StepStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class Item:
    """A step.

    Attributes:
        late: how late it is in words, "" where it is not.
        is_planned: False where the saved roadmap does not hold it any more.
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
    late: str
    is_planned: bool


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many of the steps that begin in a phase are planned and done; dropped ones count as neither."""

    phase: int
    planned: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class Summary:
    """How far the roadmap is."""

    lead: str
    phases: tuple[PhaseCount, ...]


def ends(step: TrackedStep) -> date:
    """Return the day by which a step should be done."""
    return step.due or step.planned_end


def is_late(step: TrackedStep, today: date) -> bool:
    """Whether a step should be done by now and is not."""
    return step.status not in OVER and ends(step) < today


def in_order(steps: Sequence[TrackedStep], today: date) -> list[TrackedStep]:
    """Return late and blocked steps first, then what is under way, what is to come, and what is over."""

    def rank(step: TrackedStep) -> tuple[bool, bool, int, date, str, int]:
        late = is_late(step, today)
        pressing = late or step.status is StepStatus.BLOCKED
        return not pressing, not late, ORDER.index(step.status), ends(step), step.practice_id, step.to_level

    return sorted(steps, key=rank)


def item(catalogue: Catalogue, step: TrackedStep, planned: Container[tuple[str, int]], today: date) -> Item:
    """Return a step as its row shows it."""
    known = catalogue.practice.get(step.practice_id)
    days = (today - ends(step)).days
    return Item(
        id=step.id,
        practice=known.name if known else step.practice_id,
        before=level_tile(step.from_level),
        after=level_tile(step.to_level),
        phase=step.phase,
        planned=f"{step.planned_start.isoformat()} to {step.planned_end.isoformat()}",
        due=ends(step).isoformat(),
        owner=step.owner,
        status=step.status.value,
        words=STATUS_NAMES[step.status],
        reason=step.reason,
        notes=step.notes,
        done_on=step.done_on.isoformat() if step.done_on else "",
        late=f"{figures.count(days, 'day')} late" if is_late(step, today) else "",
        is_planned=(step.practice_id, step.to_level) in planned,
    )


def summary(steps: Sequence[TrackedStep], today: date) -> Summary:
    """Return how far the roadmap is on a day."""
    wanted = [step for step in steps if step.status is not StepStatus.DROPPED]
    done = sum(step.status is StepStatus.DONE for step in wanted)
    expected = sum(ends(step) < today for step in wanted)
    late = sum(is_late(step, today) for step in wanted)
    blocked = sum(step.status is StepStatus.BLOCKED for step in wanted)
    dropped = len(steps) - len(wanted)
    parts = [f"{done} of {figures.count(len(wanted), 'step')} done, {expected} planned to be done by today"]
    parts += [f"{late} late"] if late else []
    parts += [f"{blocked} blocked"] if blocked else []
    parts += [f"{dropped} dropped"] if dropped else []
    numbers = sorted({step.phase for step in wanted})
    return Summary("; ".join(parts) + ".", tuple(_phase(wanted, number, today) for number in numbers))


def _phase(steps: Sequence[TrackedStep], number: int, today: date) -> PhaseCount:
    here = [step for step in steps if step.phase == number]
    return PhaseCount(
        phase=number,
        planned=len(here),
        done=sum(step.status is StepStatus.DONE for step in here),
        late=sum(is_late(step, today) for step in here),
    )
