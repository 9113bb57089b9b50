"""Printing the findings, the strengths and the first 90 days."""

from __future__ import annotations

from app.cli import output
from app.running.content import Content
from questionnaires.scoring.model import Scores
from reports.findings.findings import findings_of
from reports.findings.model import strengths_heading
from reports.findings.underlying import underlying
from reports.views import figures
from reports.views.first_days import FirstDaysView, first_days_view
from reports.views.subject import Subject
from roadmaps.model import Roadmap

ACTIONS = 6


def show_findings(content: Content, scores: Scores, roadmap: Roadmap | None) -> None:
    """Print the conclusion, each finding, and what works."""
    subject = Subject(content.catalogue, scores, roadmap, content.triage)
    found = findings_of(subject)
    output.heading(f"{found.headline}.")
    if cause := underlying(subject):
        output.say()
        output.say(f"{cause.heading}.")
        for fact in cause.facts:
            output.item(f"{fact.name} ({fact.level}): {fact.words or fact.lacks}".rstrip(".") + ".")
        for label, text in cause.parts:
            output.item(f"{label}: {text}")
    for number, finding in enumerate(found.findings, 1):
        output.say()
        output.say(f"{number}. {finding.headline}.")
        output.item(finding.body)
    if found.strengths:
        output.say()
        output.say(f"{strengths_heading(found.strengths)}:")
        for strength in found.strengths:
            output.item(strength.text)


def show_first_days(content: Content, scores: Scores, roadmap: Roadmap) -> None:
    """Print the first 90 days of a roadmap, unless no work begins in them."""
    view = first_days_view(Subject(content.catalogue, scores, roadmap, content.triage))
    if view.rows:
        output.heading("The first 90 days")
        show_days(view)


def show_days(view: FirstDaysView) -> None:
    """Print the actions of the first 90 days."""
    output.say(view.lead)
    for row in view.rows[:ACTIONS]:
        who = f" ({row.who})" if row.who else ""
        output.item(f"Week {row.week}, {row.practice}{who}: {row.text} {row.remark}".rstrip())
    if len(view.rows) > ACTIONS:
        output.item(f"{figures.capital(figures.count(len(view.rows) - ACTIONS, 'more action'))}.")
