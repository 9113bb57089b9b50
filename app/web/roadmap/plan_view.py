"""The view model of a roadmap: timeline, phases with their steps, and missed targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.running.content import Content
from app.web.roadmap.approaches_view import ReadinessGain, readiness_gains
from app.web.roadmap.timeline_view import Drawing, drawn
from questionnaires.scoring.model import Scores
from reports.options import ReportOptions
from reports.views import figures
from reports.views.marks import Tile
from reports.views.roadmap import DateRow, MissedTarget, PhaseView, StepRow, roadmap_view
from reports.views.subject import Subject
from reports.views.timeline import timeline_view
from roadmaps.model import Phase, Roadmap


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step in a phase, with the phases its practice can be pinned to from here; `status` is its progress."""

    practice: str
    to_level: int
    row: StepRow
    earlier: int | None
    later: int | None
    pinned: bool
    status: str


@dataclass(frozen=True, slots=True)
class PhaseCard:
    """A phase; `view` is None if nothing is planned in it, `risen` contains the practices that reach a higher level."""

    number: int
    title: str
    dates: str
    view: PhaseView | None
    steps: tuple[StepCard, ...]
    risen: tuple[tuple[str, Tile], ...]
    gained: tuple[ReadinessGain, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A roadmap; `glimpse` says why answering comes before planning, or is "".

    `dates` are those mentioned in the answers, earliest first, for roles that may see what people wrote.
    """

    glimpse: str
    lead: str
    notes: tuple[str, ...]
    aim: tuple[str, ...]
    drawing: Drawing | None
    dates: tuple[DateRow, ...]
    phases: tuple[PhaseCard, ...]
    missed: tuple[MissedTarget, ...]
    empty: str


def plan_view(
    content: Content, scores: Scores, roadmap: Roadmap, progress: Mapping[tuple[str, int], str], *, quotes: bool
) -> PlanView:
    """Return the view of a roadmap.

    Args:
        progress: the status of each step that has been started.
        quotes: whether the reader may see what people wrote.
    """
    subject = Subject(content.catalogue, scores, roadmap, content.triage, ReportOptions(quotes=quotes))
    view, timeline = roadmap_view(subject), timeline_view(subject, roadmap)
    assert view is not None  # noqa: S101 - there is a roadmap
    by_title = {phase.title: phase for phase in view.phases}
    return PlanView(
        glimpse=view.glimpse,
        lead=view.lead,
        notes=view.notes,
        aim=view.aim,
        drawing=drawn(timeline) if timeline else None,
        dates=view.dates,
        phases=tuple(
            _phase(content, subject, roadmap, phase, by_title.get(f"Phase {phase.number}"), progress)
            for phase in roadmap.phases
        ),
        missed=view.missed,
        empty=view.empty,
    )


def _phase(  # noqa: PLR0913, PLR0917 - everything that a phase shows
    content: Content,
    subject: Subject,
    roadmap: Roadmap,
    phase: Phase,
    view: PhaseView | None,
    progress: Mapping[tuple[str, int], str],
) -> PhaseCard:
    planned_rows = tuple(zip(phase.steps, view.rows if view else (), strict=True))
    ends = any(planned.ends for planned in phase.steps)
    then = subject.readiness_after(phase) if ends else ()
    return PhaseCard(
        number=phase.number,
        title=f"Phase {phase.number}",
        dates=figures.period(phase.start, phase.end),
        view=view,
        steps=tuple(
            _step(roadmap, phase, planned.step.practice, planned.step.to_level, row, progress)
            for planned, row in planned_rows
        ),
        risen=tuple({row.practice: row.after for planned, row in planned_rows if planned.ends}.items()),
        gained=readiness_gains(content, subject.scores.frameworks, then) if ends else (),
    )


def _step(  # noqa: PLR0913, PLR0917
    roadmap: Roadmap, phase: Phase, practice: str, level: int, row: StepRow, progress: Mapping[tuple[str, int], str]
) -> StepCard:
    return StepCard(
        practice=practice,
        to_level=level,
        row=row,
        # A pin is the first phase that is allowed: only a pinned practice can be moved to an earlier one.
        earlier=(phase.number - 1 or None) if practice in roadmap.settings.pins else None,
        later=phase.number + 1 if phase.number < len(roadmap.phases) else None,
        pinned=practice in roadmap.settings.pins,
        status=progress.get((practice, level), ""),
    )
