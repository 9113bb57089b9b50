"""The sheets of symptoms and of what the figures are based on: facts, respondents, rules, versions, name owners."""

from __future__ import annotations

from reports.formats.sheets.table import Cell, Column, Table
from reports.options import ReportPart
from reports.views.report import ReportView
from reports.views.subject import Subject


def symptoms_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the symptoms with their answers; None if the report leaves out the appendix, which has them too."""
    del subject
    if ReportPart.RATINGS not in view.wanted or not view.ratings.symptoms:
        return None
    columns = (Column("Symptom", 80), Column("Answers", 80))
    return Table("Symptoms", "Symptoms in the triage", columns, view.ratings.symptoms)


def about_table(subject: Subject, view: ReportView) -> Table | None:
    """Return what the figures are based on: the parts that the report has, and always versions and owners."""
    del subject
    rows: list[tuple[Cell, ...]] = []
    if ReportPart.COVER in view.wanted:
        rows += [("Assessment", *fact) for fact in view.cover.facts]
    if ReportPart.BASIS in view.wanted:
        rows += [("What this report is based on", *fact) for fact in view.basis.facts]
        rows += [("Next steps", str(number), each) for number, each in enumerate(view.basis.next_steps, 1)]
    if ReportPart.RATINGS in view.wanted:
        rows += [
            ("Respondents", f"{each.letter} {each.name}", ". ".join(filter(None, (each.role, each.recorded))))
            for each in view.ratings.people
        ]
    if ReportPart.ROADMAP in view.wanted and view.roadmap:
        rows += [("Roadmap settings", *setting) for setting in view.roadmap.settings]
    if ReportPart.METHOD in view.wanted:
        rows += [("How the scores were calculated", each.name, each.text) for each in view.method.rules]
    if ReportPart.GLOSSARY in view.wanted:
        rows += [("Glossary", each.name, each.meaning) for each in view.glossary]
    rows += [("Content", "", view.method.content), ("Readiness", "", view.disclaimer)]
    rows += [("Trademarks", "", view.cover.trade_marks)]
    return Table(
        name="About",
        title=view.cover.title,
        columns=(Column("Part", 30), Column("Item", 36), Column("Text", 100)),
        rows=rows,
        notes=(view.cover.subtitle, view.method.lead),
    )
