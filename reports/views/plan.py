"""The roadmap on one page: a conclusion, the timeline, the first phase in detail, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from reports.views import figures
from reports.views.milestones import busy, cost, effort_of, reached, total_effort, used
from reports.views.subject import Subject
from roadmaps.model import Phase, Roadmap
from roadmaps.wording import in_sentence

MOST, LEAST = 6, 3
LANES, LANES_AN_ACTION = 12, 3
"""Up to so many lanes, there is room for the most actions; each three more take the room of one."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The first action of a step in the first phase, and the days of the step in that phase."""

    week: str
    practice: str
    text: str
    who: str
    shows: str
    days: str


@dataclass(frozen=True, slots=True)
class PhaseCost:
    """A phase: its dates, days with range, money or "", and the levels that it leads to; `planned` are its days."""

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
    has_money: bool
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
    first = busy(roadmap)[0]
    rows = _rows(subject, first)[: _room(roadmap)]
    effort = total_effort(roadmap)
    money = cost(used(roadmap), roadmap)
    total = f"{figures.work(used(roadmap))} in all ({figures.day_range(effort.low, effort.high)})"
    return PlanView(
        headline=_headline(subject, roadmap),
        costs=tuple(_cost(subject, roadmap, phase) for phase in busy(roadmap)),
        has_money=bool(money),
        total=f"{total}, {money} at {figures.money(roadmap.settings.day_rate)} a day"
        if roadmap.settings.day_rate
        else total,
        rows=rows,
        first_phase=f"{figures.period(first.start, first.end)}",
        more=_more(first, len(rows)),
        missed=_missed(subject, roadmap),
    )


def _headline(subject: Subject, roadmap: Roadmap) -> str:
    """Return the order of the phases by the practice that leads each: what rises first, then, and last."""
    leading: list[str] = []
    for phase in busy(roadmap):
        new = [p.step.practice for p in phase.steps if p.step.practice not in leading]
        leading += new[:1]
    named = [in_sentence(subject.practice_name(each)) for each in leading[:4]]
    span = figures.count(len(busy(roadmap)), "phase")
    if len(named) == 1:
        end = reached(roadmap, leading[0])
        return f"{figures.capital(named[0])} rises{f' to level {end.level}' if end else ''} in {span}"
    return f"First {named[0]}, then {figures.listed(named[1:])}"


def _cost(subject: Subject, roadmap: Roadmap, phase: Phase) -> PhaseCost:
    effort = effort_of(phase.steps)
    ends = [f"{subject.practice_name(each.step.practice)} {each.step.to_level}" for each in phase.steps if each.ends]
    return PhaseCost(
        name=f"Phase {phase.number}",
        dates=figures.period(phase.start, phase.end),
        days=figures.whole_days(phase.used),
        planned=figures.count_of_days(phase.used),
        range=figures.day_range(effort.low, effort.high),
        money=cost(phase.used, roadmap),
        leads_to=figures.listed(ends) or "no practice reaches its next level yet",
    )


def _rows(subject: Subject, phase: Phase) -> tuple[PlanRow, ...]:
    """Return the first action of each step that begins something in a phase."""
    return tuple(
        PlanRow(
            week=str(planned.actions[0].week),
            practice=subject.practice_name(planned.step.practice),
            text=planned.actions[0].text,
            who=planned.actions[0].who,
            shows=planned.actions[0].shows,
            days=figures.whole_days(planned.effort_days),
        )
        for planned in phase.steps
        if planned.actions
    )


def _room(roadmap: Roadmap) -> int:
    """Return for how many actions one page has room below the timeline."""
    lanes = len({planned.step.practice for phase in roadmap.phases for planned in phase.steps})
    return max(LEAST, min(MOST, MOST - (lanes - LANES) // LANES_AN_ACTION))


def _more(phase: Phase, shown: int) -> str:
    """Return how many actions of a phase aren't on the page; "" if all are."""
    rest = sum(len(planned.actions) for planned in phase.steps) - shown
    return f"{figures.capital(figures.count(rest, 'more action'))} in this phase." if rest > 0 else ""


def _missed(subject: Subject, roadmap: Roadmap) -> str:
    if not roadmap.unplanned:
        return ""
    named = [f"{subject.practice_name(each.practice)} (level {each.target})" for each in roadmap.unplanned]
    return f"Targets that this roadmap doesn't reach: {figures.listed(named, 4)}."
