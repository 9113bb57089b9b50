"""Saved roadmaps and the progress of their steps."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from sqlalchemy import Date, Double, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.base import Base, Identified, Versioned, now


def to_save(days: Fraction) -> float:
    """Return person-days, or a factor of them, rounded to six decimal places."""
    return round(float(days), 6)


def exact(days: float) -> Fraction:
    """Return saved person-days as the exact decimal that was saved, not as the binary value of a float."""
    return Fraction(str(days))


class StepStatus(StrEnum):
    """The status of a step."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"


class RoadmapRow(Identified, Versioned, Base):
    """A roadmap saved with an assessment: the options that the user chose, and the plan as a `plan/1` document.

    Attributes:
        name: distinguishes several roadmaps of one assessment; at present there is only one.
        options: approach, phases, weeks, capacity, start, targets, pins, exclusions.
    """

    __tablename__ = "roadmap"
    __table_args__ = (UniqueConstraint("assessment_id", "name"),)

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100), default="Roadmap")
    # The column keeps its original name, so that no migration is needed.
    options: Mapped[dict[str, Any]] = mapped_column("wishes")
    plan: Mapped[dict[str, Any]]
    saved_by: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    saved_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class TrackedStep(Identified, Versioned, Base):
    """The progress of one step of a saved roadmap.

    Attributes:
        owner: the name of the person in charge.
        owner_id: the owner's account, if a member owns the step; that member may report the progress.
        reason: why the step is blocked or dropped.
        planned_days: person-days in the roadmap; None if the roadmap was saved by a release that didn't store them.
        effort_factor: the factor by which the roadmap multiplied the effort.
        spent_days: person-days that the step has taken; None if nobody recorded them.
    """

    __tablename__ = "tracked_step"
    __table_args__ = (UniqueConstraint("roadmap_id", "practice_id", "to_level"),)

    roadmap_id: Mapped[str] = mapped_column(ForeignKey("roadmap.id", ondelete="CASCADE"))
    practice_id: Mapped[str] = mapped_column(String(100))
    from_level: Mapped[int]
    to_level: Mapped[int]
    phase: Mapped[int]
    planned_start: Mapped[date] = mapped_column(Date)
    planned_end: Mapped[date] = mapped_column(Date)
    owner: Mapped[str] = mapped_column(String(200), default="")
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    due: Mapped[date | None] = mapped_column(Date)
    status: Mapped[StepStatus] = mapped_column(default=StepStatus.NOT_STARTED)
    reason: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    done_on: Mapped[date | None] = mapped_column(Date)
    planned_days: Mapped[float | None] = mapped_column(Double)
    effort_factor: Mapped[float] = mapped_column(Double, default=1.0, server_default="1")
    spent_days: Mapped[float | None] = mapped_column(Double)

    @property
    def ends_by(self) -> date:
        """The day by which the step should be done."""
        return self.due or self.planned_end
