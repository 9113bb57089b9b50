"""The roadmap on one page: a conclusion, the timeline, the first phase in detail, and the cost."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from reports.findings.wording import names
from reports.views import figures
from reports.views.first_days import with_remark
from reports.views.milestones import busy, cost, effort_of, reached, total_effort, used
from reports.views.subject import Subject
from roadmaps.model import Phase, Roadmap

LEAST, SHORT, MOST = 2, 2, 3
ROOM, LANE, ACTION, LINE = 160.0, 6.4, 20.0, 5.0
"""In millimeters: the space for the timeline and the actions, and the height of a lane, a long action and a line."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An action of the first phase; a step's days in that phase are shown next to its first action."""

    week: str
    practice: str
    text: str
    who: str
    shows: str
    days: str


@dataclass(frozen=True, slots=True)
class PhaseCost:
    """A phase: its dates, days with their range, cost or "", and the levels it leads to; `planned` are its days."""

    name: str
    dates: str
    days: str
    planned: int
    range: str
    money: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """The roadmap on one page.

    Attributes:
        missed: what it doesn't reach; "" if it reaches all targets.
    """

    headline: str
    costs: tuple[PhaseCost, ...]
    total: str
    rows: tuple[PlanRow, ...]
    first_phase: str
    more: str
    missed: str


def plan_view(subject: Subject) -> PlanView | None:
    """Return the roadmap on one page, or None without steps."""
    roadmap = subject.roadmap
    if roadmap is None or not busy(roadmap):
        return None
    phase = busy(roadmap)[0]
    every = _rows(subject, phase)
    rows = every[: _room(roadmap, len(every))]
    return PlanView(
        headline=_headline(subject, roadmap),
        costs=tuple(_cost(subject, roadmap, phase) for phase in busy(roadmap)),
        total=_total(roadmap),
        rows=rows,
        first_phase=figures.period(phase.start, phase.end),
        more=_more(phase, len(rows)),
        missed=_missed(subject, roadmap),
    )


def _total(roadmap: Roadmap) -> str:
    effort = total_effort(roadmap)
    work = tuple(chain.from_iterable(phase.work for phase in busy(roadmap)))
    days = f"{figures.work(used(roadmap))} in all ({figures.day_range(effort.low, effort.high)})"
    said = ", ".join(filter(None, (days, cost(work, roadmap))))
    if sum(figures.count_of_days(phase.used) for phase in busy(roadmap)) != figures.count_of_days(used(roadmap)):
        said += "; the phases are rounded and may not add up"
    return said


def _headline(subject: Subject, roadmap: Roadmap) -> str:
    """Return what begins first and, if that isn't much, what begins next; optional steps don't count."""
    phases = busy(roadmap)
    wanted = [[p.step.practice for p in phase.steps if not p.step.filling] for phase in phases]
    begun = list(dict.fromkeys(wanted[0])) or [each.step.practice for each in phases[0].steps]
    later = [each for each in dict.fromkeys(chain.from_iterable(wanted[1:])) if each not in begun]
    if len(begun) == 1 and not later:
        end = reached(roadmap, begun[0])
        span = figures.count(len(phases), "phase")
        return f"{subject.practice_name(begun[0])} rises{f' to level {end.level}' if end else ''} in {span}"
    head = f"First {names(subject, begun, MOST)}"
    return f"{head}; then {names(subject, later, SHORT)}" if later and len(begun) <= SHORT else head


def _cost(subject: Subject, roadmap: Roadmap, phase: Phase) -> PhaseCost:
    effort = effort_of(phase.work)
    reaching = (each.step for each in phase.steps if each.reaches)
    ends = [f"{subject.practice_name(step.practice)} {step.to_level}" for step in reaching]
    return PhaseCost(
        name=f"Phase {phase.number}",
        dates=figures.period(phase.start, phase.end),
        days=figures.whole_days(phase.used),
        planned=figures.count_of_days(phase.used),
        range=figures.day_range(effort.low, effort.high),
        money=cost(phase.work, roadmap),
        leads_to=figures.listed(ends) or "no practice reaches its next level yet",
    )


def _rows(subject: Subject, phase: Phase) -> tuple[PlanRow, ...]:
    """Return the actions of a phase, step by step, then the early ones."""
    rows = tuple(
        PlanRow(
            week=str(action.week),
            practice=subject.practice_name(planned.step.practice),
            text=with_remark(subject, planned.step.practice, action),
            who=action.who,
            shows=action.shows,
            days="" if number else figures.whole_days(planned.effort_days),
        )
        for planned in phase.steps
        for number, action in enumerate(planned.actions)
    )
    early = tuple(
        PlanRow(
            week=str(each.action.week),
            practice=subject.practice_name(each.practice),
            text=each.text,
            who=each.action.who,
            shows=each.action.shows,
            days=figures.whole_days(each.effort_days),
        )
        for each in phase.early
    )
    return rows + early


def _room(roadmap: Roadmap, many: int) -> int:
    """Return how many of the actions fit on the page below the timeline; if not all do, a line says so."""
    lanes = len({planned.step.practice for phase in roadmap.phases for planned in phase.steps})
    left = ROOM - LANE * lanes
    return max(LEAST, many if many * ACTION <= left else int((left - LINE) / ACTION))


def _more(phase: Phase, shown: int) -> str:
    """Return how many of a phase's actions are on the page; "" if all are."""
    many = sum(len(planned.actions) for planned in phase.steps) + len(phase.early)
    return f"The first {shown} of {many} actions." if shown < many else ""


def _missed(subject: Subject, roadmap: Roadmap) -> str:
    if not roadmap.unplanned:
        return ""
    named = [f"{subject.practice_name(each.practice)} (level {each.target})" for each in roadmap.unplanned]
    return f"Targets that this roadmap doesn't reach: {figures.listed(named, 4)}."
