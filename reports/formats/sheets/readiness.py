"""The sheet of readiness: every requirement, with what is known about it kept apart from what is met."""

from __future__ import annotations

from practices_catalog.model import Framework, Requirement
from questionnaires.scoring.model import FrameworkScore, RequirementScore, RequirementStatus
from reports.formats.sheets.table import Cell, Column, Kind, Table, share, upper
from reports.options import ReportPart
from reports.views.focus import focus_frameworks
from reports.views.readiness import (
    STATUS_OF_REQUIREMENT,
    WHY_TOO_LITTLE,
    by_main_part,
    framework_name,
    held_back,
    left_out_words,
)
from reports.views.report import ReportView
from reports.views.subject import Subject

COLUMNS = (
    Column("Framework", 20),
    Column("Part", 26),
    Column("Requirement", 13),
    Column("Title", 44),
    Column("Status", 16),
    Column("Rating", 8, Kind.RATING),
    Column("Readiness", 12, Kind.SHARE),
    Column("Readiness at best", 12, Kind.SHARE),
    Column("Statements", 13, Kind.WHOLE),
    Column("Answered", 12, Kind.WHOLE),
    Column("Lowest practice", 26),
    Column("Its share", 8, Kind.SHARE),
    Column("Held back by", 46),
    Column("Left out, or why there is no rating", 46),
)


def readiness_table(subject: Subject, view: ReportView) -> Table | None:
    """Return the requirements of all frameworks, or of those that matter if the report doesn't list them."""
    if {ReportPart.READINESS, ReportPart.REQUIREMENTS}.isdisjoint(view.wanted):
        return None
    every = ReportPart.REQUIREMENTS in view.wanted
    frameworks = subject.scores.frameworks if every else focus_frameworks(subject)
    return Table(
        name="Readiness",
        title=view.readiness_headline,
        columns=COLUMNS,
        rows=[row for each in frameworks for row in _rows(subject, each)],
        notes=(view.disclaimer, *(f"{each.name}: {each.met or each.lead}" for each in view.frameworks)),
        wide_head=3,
    )


def _rows(subject: Subject, scores: FrameworkScore) -> list[tuple[Cell, ...]]:
    framework = subject.catalogue.framework[scores.framework]
    return [
        _row(subject, framework, (top, each), scores.requirement[each.id])
        for top, members in by_main_part(framework)
        for each in members
    ]


def _row(
    subject: Subject, framework: Framework, place: tuple[Requirement, Requirement], score: RequirementScore
) -> tuple[Cell, ...]:
    top, requirement = place
    rated = score.rating is not None
    lowest = next((part.achievement for part in score.practices if part.practice == score.lowest), None)
    return (
        framework_name(framework),
        f"{top.id} {top.title}",
        requirement.id,
        requirement.title,
        STATUS_OF_REQUIREMENT[score.status],
        score.rating.value if score.rating else None,
        share(score.achievement) if rated else None,
        upper(share(score.achievement_upper), share(score.achievement)) if rated else None,
        score.asked or None,
        score.answered if score.asked else None,
        subject.practice_name(score.lowest) if score.lowest else None,
        share(lowest),
        held_back(subject, score),
        _why(subject, requirement, score),
    )


def _why(subject: Subject, requirement: Requirement, score: RequirementScore) -> str:
    if score.status is RequirementStatus.OUTSIDE:
        return requirement.outside or ""
    little = WHY_TOO_LITTLE[score.too_little_known] if score.too_little_known else ""
    return " ".join(filter(None, (little, left_out_words(subject, score))))
