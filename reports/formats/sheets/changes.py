"""The sheet of changes: every practice in two assessments, and why its level moved."""

from __future__ import annotations

from questionnaires.scoring.model import Scores
from reports.formats.sheets.table import Cell, Column, Kind, Table, index
from reports.options import ReportPart
from reports.views.comparison import level_of
from reports.views.report import ReportView
from reports.views.subject import Subject

COLUMNS = (
    Column("Practice", 34),
    Column("Level before", 10, Kind.LEVEL),
    Column("Level after", 10, Kind.LEVEL),
    Column("Index before", 10, Kind.INDEX),
    Column("Index after", 10, Kind.INDEX),
    Column("Why, and what stops it now", 80),
)


def changes_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the practices that either assessment has; None without an earlier assessment."""
    if ReportPart.CHANGES not in view.wanted or view.changes is None or subject.earlier is None:
        return None
    why = {row.practice: f"{row.why} {row.now}".strip() for row in view.changes.rows}
    pair = (subject.earlier, subject.scores)
    practices = [each for each in subject.catalogue.practices if any(each.id in scores.practice for scores in pair)]
    return Table(
        name="Changes",
        title=view.changes.headline,
        columns=COLUMNS,
        rows=[
            (each.name, *(level_of(s, each.id) for s in pair), *(_index(s, each.id) for s in pair), why.get(each.name))
            for each in practices
        ],
        notes=(view.changes.lead,),
        wide_head=1,
    )


def _index(scores: Scores, practice: str) -> Cell:
    score = scores.practice.get(practice)
    return index(score.index) if score else None
