"""The sheets of the roadmap: steps, checks and targets that aren't reached; actions; and dates in the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from reports.formats.sheets.table import Cell, Column, Kind, Table
from reports.options import ReportPart
from reports.views import figures
from reports.views.milestones import busy
from reports.views.report import ReportView
from reports.views.roadmap import EARLY_ACTIONS, check_sentence
from reports.views.subject import Subject
from roadmaps.model import Action, EarlyAction, Phase, PlannedStep, Roadmap
from roadmaps.wording import in_sentence

STEPS = (
    Column("Phase", 7, Kind.ORDINAL),
    Column("Start", 13, Kind.DATE),
    Column("End", 13, Kind.DATE),
    Column("Kind", 13),
    Column("Practice", 32),
    Column("From", 7, Kind.LEVEL),
    Column("To", 7, Kind.LEVEL),
    Column("Days", 8, Kind.WHOLE),
    Column("Low", 8, Kind.WHOLE),
    Column("High", 8, Kind.WHOLE),
    Column("Level reached", 10),
    Column("Mark", 14),
    Column("Why", 80),
)
ACTIONS = (
    Column("Phase", 7, Kind.ORDINAL),
    Column("Week", 7, Kind.ORDINAL),
    Column("Begins", 13, Kind.DATE),
    Column("Kind", 13),
    Column("Practice", 30),
    Column("To level", 8, Kind.LEVEL),
    Column("Who", 24),
    Column("What to do", 64),
    Column("What shows it's done", 56),
)
DATES = (
    Column("By", 13, Kind.DATE),
    Column("As written", 12),
    Column("Quotation", 80),
    Column("Practice", 32),
    Column("What the roadmap does by then", 50),
)
STEP, EARLY = "Step", "Early action"


def roadmap_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the steps phase by phase, what each phase checks first, and the targets that aren't reached."""
    roadmap = subject.roadmap
    if roadmap is None or {ReportPart.PLAN, ReportPart.ROADMAP}.isdisjoint(view.wanted):
        return None
    rows: list[tuple[Cell, ...]] = []
    for phase in roadmap.phases:
        rows += [_step(subject, phase, planned) for planned in phase.steps]
        rows += [_early(subject, phase, early) for early in phase.early]
    return Table(
        name="Roadmap",
        title=view.roadmap.headline if view.roadmap else "",
        columns=STEPS,
        rows=[*rows, *_checks(subject, roadmap), *_missed(subject, roadmap)],
        notes=_notes(view, roadmap),
    )


def _notes(view: ReportView, roadmap: Roadmap) -> tuple[str, ...]:
    said = view.roadmap
    about = (f"{EARLY}s: {in_sentence(EARLY_ACTIONS)}",) if any(phase.early for phase in roadmap.phases) else ()
    return (said.lead, *said.aim, said.empty, *said.notes, *about) if said else about


def _step(subject: Subject, phase: Phase, planned: PlannedStep) -> tuple[Cell, ...]:
    step = planned.step
    return (
        phase.number,
        phase.start,
        phase.end,
        STEP,
        subject.practice_name(step.practice),
        step.from_level,
        step.to_level,
        figures.count_of_days(planned.effort_days),
        figures.count_of_days(planned.part.low),
        figures.count_of_days(planned.part.high),
        "yes" if planned.ends else "not yet",
        "Quick win" if step.quick_win else "Fills capacity" if step.filling else None,
        planned.why,
    )


def _early(subject: Subject, phase: Phase, early: EarlyAction) -> tuple[Cell, ...]:
    """Return an early action with the level that it belongs to."""
    return (
        phase.number,
        phase.start,
        phase.end,
        EARLY,
        subject.practice_name(early.practice),
        None,
        early.level,
        figures.count_of_days(early.effort_days),
        figures.count_of_days(early.part.low),
        figures.count_of_days(early.part.high),
        None,
        None,
        early.why,
    )


def _checks(subject: Subject, roadmap: Roadmap) -> list[tuple[Cell, ...]]:
    """Return the checks; their days are added only if the level doesn't hold."""
    return [
        (
            phase.number,
            phase.start,
            phase.end,
            "Check first",
            subject.practice_name(check.practice),
            None,
            check.level,
            *[None] * 5,
            check_sentence(subject, check),
        )
        for phase in roadmap.phases
        for check in phase.checks
    ]


def _missed(subject: Subject, roadmap: Roadmap) -> list[tuple[Cell, ...]]:
    return [
        (
            *[None] * 3,
            "Not reached",
            subject.practice_name(each.practice),
            each.reached,
            each.target,
            *[None] * 5,
            each.why,
        )
        for each in roadmap.unplanned
    ]


def actions_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the actions of all phases, or of the first one if the report doesn't go phase by phase."""
    roadmap = subject.roadmap
    if roadmap is None or {ReportPart.PLAN, ReportPart.ROADMAP}.isdisjoint(view.wanted):
        return None
    phases = busy(roadmap) if ReportPart.ROADMAP in view.wanted else busy(roadmap)[:1]
    rows = [
        (
            phase.number,
            action.week,
            phase.start + timedelta(weeks=action.week - 1),
            kind,
            subject.practice_name(practice),
            level,
            action.who,
            action.text,
            action.shows or None,
        )
        for phase in phases
        for kind, practice, level, action in _actions(phase)
    ]
    return Table("Actions", "Actions", ACTIONS, rows) if rows else None


def _actions(phase: Phase) -> Iterator[tuple[str, str, int, Action]]:
    """Yield the actions of a phase, step by step, then the early ones, each with its kind, practice and level."""
    for planned in phase.steps:
        for action in planned.actions:
            yield STEP, planned.step.practice, planned.step.to_level, action
    for early in phase.early:
        yield EARLY, early.practice, early.level, replace(early.action, text=early.text)


def dates_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the upcoming dates in the answers, and what the roadmap does by then; None without any."""
    del subject
    if view.roadmap is None or not view.roadmap.dates or ReportPart.ROADMAP not in view.wanted:
        return None
    rows = [
        (each.on, None if each.day == figures.day(each.on) else each.day, each.words, each.practice, each.plan)
        for each in view.roadmap.dates
    ]
    return Table("Dates", "Dates mentioned in the answers", DATES, rows)
