"""The sheet of practices: levels, ratings of each level, dimensions, and how reliable the figures are."""

from __future__ import annotations

from practices_catalog.model import LEVELS, Practice
from questionnaires.model import Dimension
from questionnaires.scoring.model import PracticeScore
from reports.formats.sheets.table import Cell, Column, Kind, Table, index, share, upper
from reports.options import ReportPart
from reports.views import figures
from reports.views.gate import gate_sentence
from reports.views.marks import level_mark
from reports.views.milestones import planned_level
from reports.views.next_level import next_level
from reports.views.ranking import by_priority
from reports.views.report import ReportView
from reports.views.subject import Subject

PARTS = {
    ReportPart.PRIORITIES,
    ReportPart.PROFILE,
    ReportPart.HEAT_MAP,
    ReportPart.LADDERS,
    ReportPart.PRACTICES,
    ReportPart.AGREEMENT,
}
COLUMNS = (
    Column("Priority", 10, Kind.ORDINAL),
    Column("Practice", 32),
    Column("Group", 22),
    Column("Status", 16),
    Column("Level", 8, Kind.LEVEL),
    Column("Level at best", 8, Kind.LEVEL),
    Column("Evidenced level", 12, Kind.LEVEL),
    Column("Index", 8, Kind.INDEX),
    Column("Index at best", 8, Kind.INDEX),
    Column("Target", 8, Kind.LEVEL),
    Column("Planned level", 9, Kind.LEVEL),
    *(Column(f"Level {level}", 8, Kind.RATING) for level in LEVELS),
    *(Column(each.label, 16, Kind.SHARE) for each in Dimension),
    Column("Answered", 12, Kind.SHARE),
    Column("With evidence", 12, Kind.SHARE),
    Column("Agreement", 13, Kind.SHARE),
    Column("Confidence", 12),
    Column("What stopped the level", 50),
    Column("Days to the next level", 11, Kind.WHOLE),
    Column("Next level in phase", 10, Kind.ORDINAL),
    Column("Why there are no figures", 40),
)


def practices_table(subject: Subject, view: ReportView) -> Table | None:
    """Return all practices in the order of the roadmap, then by level; None if no part of the report shows levels."""
    if not PARTS.intersection(view.wanted):
        return None
    practices = [subject.catalogue.practice[each] for each in by_priority(subject)]
    return Table(
        name="Practices",
        title=view.heat_map.headline,
        columns=COLUMNS,
        rows=[(number, *_row(subject, each)) for number, each in enumerate(practices, 1)],
        notes=(view.agreement.grades, view.agreement.on_proposals),
        wide_head=2,
    )


def _row(subject: Subject, practice: Practice) -> tuple[Cell, ...]:
    groups = {group.id: group.name for group in subject.catalogue.groups}
    score = subject.scores.practice.get(practice.id)
    known = _known(subject, score) if score and score.has_figures else (None,) * KNOWN
    levels, rest = known[:LEVEL_FIGURES], known[LEVEL_FIGURES:]
    return (
        practice.name,
        groups.get(practice.group, ""),
        _status(subject, practice.id),
        *levels,
        subject.roadmap.targets.get(practice.id) if subject.roadmap else None,
        planned_level(subject.roadmap, practice.id),
        *(level_mark(score, level).code if score else None for level in LEVELS),
        *rest,
        subject.left_out.get(practice.id),
    )


LEVEL_FIGURES = 5
KNOWN = LEVEL_FIGURES + len(Dimension) + 7


def _known(subject: Subject, score: PracticeScore) -> tuple[Cell, ...]:
    """Return the figures of an assessed practice, in the order of the columns."""
    step, dimensions = next_level(subject, score), score.dimensions or {}
    return (
        score.level,
        upper(score.level_upper, score.level),
        score.level_evidenced,
        index(score.index),
        upper(index(score.index_upper), index(score.index)),
        *(share(dimensions.get(each)) for each in Dimension),
        share(score.answered),
        share(score.with_evidence),
        share(score.agreement),
        score.confidence.value if score.confidence else "",
        gate_sentence(score, subject.scores.method),
        figures.count_of_days(step.days) if step else None,
        step.phase if step else None,
    )


def _status(subject: Subject, practice: str) -> str:
    """Return the status of a practice; the different reasons for having no level are kept apart."""
    score = subject.scores.practice.get(practice)
    return score.status.value if score and score.has_figures else subject.status(practice)
