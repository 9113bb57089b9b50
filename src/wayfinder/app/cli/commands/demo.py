"""`wayfinder demo`: the sample organization becomes a report."""

from __future__ import annotations

from pathlib import Path

import click

from wayfinder.app.assessing import PlanningWishes, assess, make_roadmap, sample_files
from wayfinder.app.cli import output
from wayfinder.app.cli.commands.plan import CHOSEN
from wayfinder.app.cli.options import content_of
from wayfinder.app.cli.progress import write_report
from wayfinder.app.content import Content
from wayfinder.questionnaires.scoring.model import Method, Scores
from wayfinder.reports.views import figures
from wayfinder.roadmaps.model import Roadmap

PDF = Path("wayfinder-demo.pdf")


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Score the sample organization and write wayfinder-demo.pdf in this folder."""
    content = content_of(ctx)
    scores = assess(content, sample_files(), Method.ISO_33020)
    roadmap = make_roadmap(content, scores, PlanningWishes())
    write_report(PDF, content, scores, roadmap)
    _summarise(content, scores, roadmap)
    output.say()
    click.echo(str(PDF.resolve()))


def _summarise(content: Content, scores: Scores, roadmap: Roadmap) -> None:
    organization = scores.assessment.organization
    output.heading(f"{organization.name}: {figures.count(len(scores.assessment.responses), 'respondent')}")
    levels = [score.level for score in scores.practices if score.level is not None]
    spread = ", ".join(f"{levels.count(level)} at level {level}" for level in sorted(set(levels), reverse=True))
    output.say(f"{figures.count(len(levels), 'practice')} assessed: {spread}.")
    approach = content.catalogue.approach[roadmap.approach]
    output.say(f"Approach: {approach.name}, {CHOSEN[roadmap.chosen_by]}. {approach.promise}")
    first = roadmap.phases[0]
    output.say()
    rows = (
        (
            content.catalogue.practice[s.step.practice].name,
            f"{s.step.from_level} to {s.step.to_level}",
            figures.number(s.effort_days),
        )
        for s in first.steps
    )
    title = f"Phase 1, {first.start.isoformat()} to {first.end.isoformat()}"
    output.table(title, ("practice", "level", "person-days"), rows, right=(2,))
