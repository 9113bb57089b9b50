"""The weak practices that a roadmap leaves out without missing a target: why, and what is known about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questionnaires.scoring.model import PracticeScore
from reports.findings.evidence import best_quote, quote_sentence, weak_statements
from reports.findings.wording import names
from reports.views import figures
from reports.views.marks import Tile
from reports.views.milestones import planned_steps
from reports.views.subject import MANAGED, Subject
from roadmaps.absence import Absence, absence
from roadmaps.model import Roadmap
from roadmaps.wording import in_sentence


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A practice: its level, the effort of its next level, and the most telling words about it, or ""."""

    practice: str
    tile: Tile
    cost: str
    words: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The practices that are left out, and the reasons in sentences: one for all, or one per group of practices."""

    rows: tuple[LeftOutRow, ...]
    reasons: tuple[str, ...]


def left_out(subject: Subject, roadmap: Roadmap) -> LeftOut:
    """Return the assessed practices below level 2 that have neither a target nor a step."""
    told = {planned.step.practice for _, planned in planned_steps(roadmap)}
    told |= {*roadmap.targets, *(each.practice for each in roadmap.unplanned)}
    low = [score for score in subject.assessed if score.practice not in told and (score.level or 0) < MANAGED]
    rows: list[LeftOutRow] = []
    by_reason: dict[str, list[str]] = {}
    for score in low:
        if each := absence(subject.catalogue, subject.scores, roadmap, score.practice):
            rows.append(_row(subject, score, each))
            by_reason.setdefault(each.reason, []).append(score.practice)
    return LeftOut(tuple(rows), tuple(_reasons(subject, by_reason)))


def _reasons(subject: Subject, by_reason: Mapping[str, list[str]]) -> Iterator[str]:
    for why, practices in by_reason.items():
        yield f"{figures.capital(names(subject, practices))}: {in_sentence(why)}" if len(by_reason) > 1 else why


def _row(subject: Subject, score: PracticeScore, absent: Absence) -> LeftOutRow:
    words = best_quote(subject, weak_statements(score)) if subject.options.quotes else None
    effort = absent.effort
    return LeftOutRow(
        practice=subject.practice_name(score.practice),
        tile=subject.tile(score.practice),
        cost=f"level {absent.to_level}: {figures.day_range(effort.low, effort.high)} days" if effort else "",
        words=quote_sentence(subject, words) if words else "",
    )
