"""`wayfinder plan`: a roadmap from filled-in questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.cli import output
from app.cli.options import (
    content_of,
    files_argument,
    format_option,
    method_option,
    planning_options,
    read_plan_options,
)
from app.cli.reading import assess, note
from app.cli.recommendation import show_recommendation
from app.cli.scope import read_scope, scope_option
from app.cli.summary import CHOSEN
from app.planning.roadmaps import make_roadmap
from practices_catalog.model import Catalogue
from questionnaires.model import Method
from reports.documents.plan import plan_document
from reports.views import figures
from reports.views.first_glimpse import before_planning
from reports.views.milestones import cost
from reports.views.roadmap import date_rows
from reports.views.subject import Subject
from roadmaps.model import Phase, Roadmap

HEAD = ("phase", "start", "end", "practice", "from_level", "to_level", "effort", "ends", "why")


@click.command()
@files_argument
@planning_options
@method_option
@scope_option
@format_option
@click.pass_context
def plan(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    method: Method | None,
    form: str,
    left_out: tuple[str, ...],
    **options: Any,
) -> None:
    """Score filled-in questionnaires and plan a roadmap.

    FILE is a filled-in questionnaire (.xlsx, .csv, .yaml or .json), one for each respondent.
    """
    plan_options = read_plan_options(**options)
    content = content_of(ctx)
    scores = assess(content, files, method, read_scope(content.catalogue, left_out))
    roadmap = make_roadmap(content, scores, plan_options)
    document = plan_document(roadmap)
    glimpse = before_planning(scores)
    if glimpse and form != "table":
        note(glimpse)
    if form in {"json", "yaml"}:
        output.emit(document, form)
    elif form == "csv":
        output.emit_csv(HEAD, _rows(document))
    else:
        if glimpse:
            output.say(glimpse)
        show_recommendation(content, scores.recommendation)
        output.say()
        show_roadmap(content.catalogue, roadmap)
        show_dates(Subject(content.catalogue, scores, roadmap, content.triage))


def _rows(document: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (phase["number"], phase["start"], phase["end"], *(step[key] for key in ("practice", *HEAD[4:])))
        for phase in document["phases"]
        for step in phase["steps"]
    ]


def show_roadmap(catalogue: Catalogue, roadmap: Roadmap) -> None:
    """Print the phases that have steps, and the targets that can't be reached."""
    output.heading(f"{catalogue.approach[roadmap.approach].name}, {CHOSEN[roadmap.chosen_by]}")
    for line in (*(roadmap.aim.says if roadmap.aim else ()), *roadmap.notes, roadmap.proof):
        if line:
            output.say(line)
    for phase in roadmap.phases:
        if phase.steps or phase.early:
            output.say()
            _show_phase(catalogue, roadmap, phase)
    if roadmap.unplanned:
        output.say()
        rows = ((catalogue.practice[u.practice].name, u.target, u.reached, u.why) for u in roadmap.unplanned)
        output.table("Targets not reached", ("practice", "target", "reached", "why"), rows, right=(1, 2))


def show_dates(subject: Subject) -> None:
    """Print the upcoming dates in the answers, and what the roadmap does by then."""
    if dates := date_rows(subject):
        output.say()
        rows = ((each.day, each.words, each.practice, each.plan) for each in dates)
        output.table("Dates mentioned in the answers", ("by", "quotation", "practice", "roadmap by then"), rows)


def _show_phase(catalogue: Catalogue, roadmap: Roadmap, phase: Phase) -> None:
    used = f"{figures.whole_days(phase.used)} of {figures.days(phase.capacity)}"
    used = ", ".join(filter(None, (used, cost(phase.work, roadmap))))
    rows = [
        (
            catalogue.practice[planned.step.practice].name,
            planned.step.levels,
            figures.whole_days(planned.effort_days),
            figures.day_range(planned.step.effort.low, planned.step.effort.high),
            planned.why if planned.ends else f"{planned.why} Continues in the next phase.",
        )
        for planned in phase.steps
    ]
    rows += [
        (
            catalogue.practice[early.practice].name,
            early.levels,
            figures.whole_days(early.effort_days),
            figures.day_range(early.effort.low, early.effort.high),
            f"{early.text} {early.why}",
        )
        for early in phase.early
    ]
    title = f"Phase {phase.number}: {figures.period(phase.start, phase.end)}, {used}"
    output.table(title, ("practice", "level", "days", "range", "why"), rows, right=(2, 3))
    for check in phase.checks:
        name = catalogue.practice[check.practice].name
        output.say(
            f"Check: assess {name}; the roadmap assumes level {check.level}. If that's wrong, reaching it takes "
            f"{figures.work(check.effort_if_missing)}."
        )
