"""The ladders of the practices that matter most: their levels today, and what leads to the levels planned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.options import ReportPart
from reports.views import figures
from reports.views.indicators import healthy, measurable
from reports.views.milestones import begun_first, milestones, planned_steps, reached
from reports.views.practices import PracticeSection, practice_section
from reports.views.ranking import by_priority
from reports.views.subject import Subject

MOST, INDICATORS = 6, 2


@dataclass(frozen=True, slots=True)
class LadderSection:
    """A practice with its levels up to the planned one.

    Attributes:
        indicators: names and healthy ranges.
        baseline: whether a first reading can be taken at once, because work begins in the first phase and today's
            level is high enough for all indicators.
        points: whether to refer to the phases for what to do, because they have the full text.
    """

    section: PracticeSection
    why: str
    indicators: tuple[tuple[str, str], ...]
    baseline: bool
    points: bool


@dataclass(frozen=True, slots=True)
class LaddersView:
    """The practices that matter most."""

    headline: str
    sections: tuple[LadderSection, ...]


def ladders_view(subject: Subject) -> LaddersView | None:
    """Return the practices that matter most, or None if nothing is assessed."""
    known = [each for each in by_priority(subject) if _has_level(subject, each)]
    wanted = _wanted(subject)
    chosen = ([each for each in known if each in wanted] or known)[:MOST]
    if not chosen:
        return None
    names = [subject.practice_name(each) for each in chosen]
    many = figures.count(len(chosen), "practice")
    head = f"The {many} to raise first" if subject.roadmap else f"The {many} at the lowest levels"
    return LaddersView(
        f"{head}: {figures.listed(names, 2)}" if len(names) > 1 else names[0],
        tuple(_section(subject, each) for each in chosen),
    )


def _wanted(subject: Subject) -> set[str]:
    """Return the practices that rise to their targets; if there are none, those that only use leftover capacity."""
    ends = milestones(subject.roadmap)
    return {each.practice for each in ends if not each.step.filling} or {each.practice for each in ends}


def _has_level(subject: Subject, practice: str) -> bool:
    score = subject.scores.practice.get(practice)
    return score is not None and score.has_figures


def _section(subject: Subject, practice: str) -> LadderSection:
    score, end = subject.scores.practice[practice], reached(subject.roadmap, practice)
    highest = max((score.level or 0) + 1, end.level if end else 0)
    section = practice_section(subject, score)
    where = _phases_of_actions(subject, practice)
    shown = tuple(
        replace(rung, action=where.get(rung.action, rung.action))
        for rung, each in zip(section.rungs, score.statements, strict=True)
        if each.statement.level <= highest
    )
    fitting = measurable(subject.catalogue.practice[practice], highest)[:INDICATORS]
    return LadderSection(
        section=replace(section, rungs=shown),
        why=_why(subject, practice),
        indicators=tuple((each.name, healthy(each)) for each in fitting),
        baseline=practice in begun_first(subject.roadmap)
        and all(each.from_level <= (score.level or 0) for each in fitting),
        points=all(rung.action in {"", *where.values()} for rung in shown),
    )


def _phases_of_actions(subject: Subject, practice: str) -> dict[str, str]:
    """Return `See phase 1` for each of a practice's actions that the report prints with its phase."""
    if subject.roadmap is None or ReportPart.ROADMAP not in subject.options.parts:
        return {}
    return {
        action.text: f"See phase {phase.number}"
        for phase, planned in planned_steps(subject.roadmap)
        if planned.step.practice == practice
        for action in planned.actions
    }


def _why(subject: Subject, practice: str) -> str:
    """Return the reason for the practice's first step to a higher level in the roadmap, or ""."""
    steps = planned_steps(subject.roadmap) if subject.roadmap else ()
    return next((p.why for _, p in steps if p.step.practice == practice and not p.step.completes), "")
