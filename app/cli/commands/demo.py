"""`wayfinder demo`: a report on the sample organization."""

from __future__ import annotations

from pathlib import Path

import click

from app.assessments.files import assess, sample_files
from app.cli import output
from app.cli.options import content_of
from app.cli.progress import write_report
from app.cli.summary import summarize
from app.planning.roadmaps import PlanOptions, make_roadmap
from reports.views.subject import Subject

PDF = Path("wayfinder-demo.pdf")
OTHERS = (
    "This is the management edition. For the others, and for Word, PowerPoint or Excel: "
    "wayfinder report FILE... --edition board|full -o report.pdf|.docx|.pptx|.xlsx"
)


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Score the sample organization and write wayfinder-demo.pdf to the current folder."""
    content = content_of(ctx)
    scores = assess(content, sample_files())
    roadmap = make_roadmap(content, scores, PlanOptions())
    write_report(PDF, Subject(content.catalogue, scores, roadmap, content.triage))
    summarize(content, scores, roadmap)
    output.say()
    output.say(OTHERS)
    output.echo(str(PDF.resolve()))
