"""`wayfinder plan`: a roadmap from filled-in questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.assessments.files import assess
from app.cli import output
from app.cli.options import (
    content_of,
    files_argument,
    format_option,
    method_option,
    planning_options,
    read_plan_options,
)
from app.cli.scope import read_scope, scope_option
from app.cli.summary import CHOSEN
from app.planning.roadmaps import make_roadmap
from practices_catalog.model import Catalogue
from questionnaires.scoring.model import Method
from reports.documents.plan import plan_document
from reports.views import figures
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
    ctx: click.Context, /, files: tuple[Path, ...], method: str, form: str, left_out: tuple[str, ...], **options: Any
) -> None:
    """Score filled-in questionnaires and plan a roadmap.

    FILE is a filled-in questionnaire (.xlsx, .csv, .yaml or .json), one for each respondent.
    """
    plan_options = read_plan_options(**options)
    content = content_of(ctx)
    scores = assess(content, files, Method(method), read_scope(content.catalogue, left_out))
    roadmap = make_roadmap(content, scores, plan_options)
    document = plan_document(roadmap)
    if form in {"json", "yaml"}:
        output.emit(document, form)
    elif form == "csv":
        output.emit_csv(HEAD, _rows(document))
    else:
        show_roadmap(content.catalogue, roadmap)


def _rows(document: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (phase["number"], phase["start"], phase["end"], *(step[key] for key in ("practice", *HEAD[4:])))
        for phase in document["phases"]
        for step in phase["steps"]
    ]


def show_roadmap(catalogue: Catalogue, roadmap: Roadmap) -> None:
    """Print the phases with their steps, and the targets that can't be reached."""
    output.heading(f"{catalogue.approach[roadmap.approach].name}, {CHOSEN[roadmap.chosen_by]}")
    for note in roadmap.notes:
        output.say(note)
    for phase in roadmap.phases:
        output.say()
        _show_phase(catalogue, phase)
    if roadmap.unplanned:
        output.say()
        rows = ((catalogue.practice[u.practice].name, u.target, u.reached, u.why) for u in roadmap.unplanned)
        output.table("Targets not reached", ("practice", "target", "reached", "why"), rows, right=(1, 2))


def _show_phase(catalogue: Catalogue, phase: Phase) -> None:
    used = f"{figures.number(phase.used)} of {figures.days(phase.capacity)}"
    rows = (
        (
            catalogue.practice[planned.step.practice].name,
            f"{planned.step.from_level} to {planned.step.to_level}",
            figures.number(planned.effort_days),
            planned.why if planned.ends else f"{planned.why} Continues in the next phase.",
        )
        for planned in phase.steps
    )
    title = f"Phase {phase.number}: {figures.period(phase.start, phase.end)}, {used}"
    output.table(title, ("practice", "level", "days", "why"), rows, right=(2,))
