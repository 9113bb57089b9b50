"""The sheets of the summary and the findings."""

from __future__ import annotations

from itertools import chain

from reports.formats.sheets.table import Cell, Column, Kind, Table
from reports.options import ReportPart
from reports.views.report import ReportView
from reports.views.subject import Subject


def summary_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the summary as a list; None if the report leaves it out."""
    del subject
    if ReportPart.SUMMARY not in view.wanted:
        return None
    verdict = view.verdict
    rows: list[tuple[Cell, ...]] = [("Key figures", each.figure, each.label) for each in verdict.figures]
    rows += [("What we found", card.headline, card.body) for card in verdict.cards]
    rows += [("Also found", "", verdict.also)] if verdict.also else []
    rows += [("Decisions", number, each) for number, each in enumerate(verdict.decisions, 1)]
    rows += [(verdict.strengths_heading, "", each) for each in verdict.strengths]
    rows += [("Practices by level", each.many, _level(each.label, each.meaning)) for each in view.summary.counts]
    return Table(
        name="Summary",
        title=verdict.headline,
        columns=(Column("Part", 24), Column("Figure", 44), Column("Text", 90)),
        rows=rows,
        notes=(verdict.kicker, verdict.preliminary, verdict.lead, verdict.author),
    )


def _level(label: str, meaning: str) -> str:
    return f"{label}: {meaning}" if meaning else label


def findings_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the findings, with a column for each kind of support, and then the strengths."""
    if ReportPart.FINDINGS not in view.wanted:
        return None
    found, strengths = view.summary.findings, view.summary.strengths
    labels = list(dict.fromkeys(label for label, _ in chain.from_iterable(each.parts for each in found)))
    cause = view.summary.underlying
    if cause:
        labels = list(dict.fromkeys((*labels, *dict(cause.parts))))
    rows: list[tuple[Cell, ...]] = (
        [(None, "Underlying cause", None, cause.heading, *map(dict(cause.parts).get, labels))] if cause else []
    )
    rows += [
        (number, "Finding", subject.practice_name(each.practice), each.headline, *map(dict(each.parts).get, labels))
        for number, each in enumerate(found, 1)
    ]
    heading = view.summary.strengths_heading
    rows += [(None, heading, each.name, each.text, *[None] * len(labels)) for each in strengths]
    return Table(
        name="Findings",
        title="Findings",
        columns=(
            Column("No.", 5, Kind.ORDINAL),
            Column("Kind", 24),
            Column("Practice", 22),
            Column("Finding", 44),
            *(Column(label, 40) for label in labels),
        ),
        rows=rows,
        notes=(view.summary.glimpse,),
        wide_head=3,
    )
