"""The heat map: every practice by level, rating of each level, and dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from practices_catalog.model import LEVELS, Practice
from questionnaires.model import Dimension
from questionnaires.scoring.achievement import rating_of
from questionnaires.scoring.model import OpenKind, PracticeScore
from reports.views import figures
from reports.views.marks import RatingMark, Tile, level_mark, level_tile, rating_mark
from reports.views.milestones import planned_level
from reports.views.practices import anchor
from reports.views.ranking import by_priority
from reports.views.subject import Subject
from reports.views.unlisted import unlisted


@dataclass(frozen=True, slots=True)
class Share:
    """A share in a cell: its text, and n, p, l or f for its shade; `none` is hatched, and `blank` is empty."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A practice's row.

    Attributes:
        anchor: the link target of its section; "" if it has none.
        evidenced: the level that evidence supports, if it is lower.
        target: the level that the roadmap reaches or completes, if it does anything for the practice.
        status: why nothing is known about it, shown in place of its cells; "" if the cells say more.
    """

    name: str
    anchor: str
    tile: Tile
    index: str
    levels: tuple[RatingMark, ...]
    dimensions: tuple[Share, ...]
    status: str
    evidenced: Tile | None
    target: Tile | None


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """A group of practices."""

    name: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class HeatMapView:
    """The heat map.

    Attributes:
        groups: all practices.
        listed: all practices whose rows are shown.
        by_priority: the rows to show, in the order of priority.
        unlisted: names the practices whose rows aren't shown; "" for none.
    """

    dimensions: tuple[str, ...]
    groups: tuple[HeatGroup, ...]
    listed: tuple[HeatGroup, ...]
    by_priority: tuple[HeatRow, ...]
    unlisted: str
    headline: str


def heat_map_view(subject: Subject) -> HeatMapView:
    """Return all practices of the catalogue by group."""
    rows = {practice.id: _row(subject, practice) for practice in subject.catalogue.practices}
    hidden = unlisted(subject)
    shown = {practice: row for practice, row in rows.items() if practice not in hidden.practices}
    return HeatMapView(
        dimensions=tuple(each.label for each in Dimension),
        groups=_grouped(subject, rows),
        listed=_grouped(subject, shown),
        by_priority=tuple(shown[each] for each in by_priority(subject) if each in shown),
        unlisted=hidden.line,
        headline=_headline(subject),
    )


def _grouped(subject: Subject, rows: Mapping[str, HeatRow]) -> tuple[HeatGroup, ...]:
    """Return rows by group, in catalogue order, without empty groups."""
    known = [practice for practice in subject.catalogue.practices if practice.id in rows]
    groups = (
        HeatGroup(group.name, tuple(rows[practice.id] for practice in known if practice.group == group.id))
        for group in subject.catalogue.groups
    )
    return tuple(group for group in groups if group.rows)


def _headline(subject: Subject) -> str:
    """Return the most common level of the practices; ties prefer the lower level."""
    levels = [score.level or 0 for score in subject.assessed]
    if not levels:
        return "No practice has a level yet"
    most = min(set(levels), key=lambda level: (-levels.count(level), level))
    many = levels.count(most)
    return f"{many} of {figures.count(len(levels), 'practice')} {'is' if many == 1 else 'are'} at level {most}"


def _row(subject: Subject, practice: Practice) -> HeatRow:
    score, level = subject.scores.practice.get(practice.id), planned_level(subject.roadmap, practice.id)
    has_section = score is not None and score.has_figures
    return HeatRow(
        name=practice.name,
        anchor=anchor(practice.id) if has_section else "",
        tile=subject.tile(practice.id),
        index=figures.index(score.index, score.index_upper) if score else figures.index(None),
        levels=tuple(level_mark(score, level) if score else rating_mark(None) for level in LEVELS),
        dimensions=tuple(_share(score, each) for each in Dimension),
        status=figures.capital(subject.status(practice.id)) if _is_silent(score) else "",
        evidenced=_evidenced(score),
        target=None if level is None else level_tile(level),
    )


def _evidenced(score: PracticeScore | None) -> Tile | None:
    """Return the level that evidence supports if it is lower than the practice's level."""
    if score is None or score.level_evidenced in {None, score.level}:
        return None
    return level_tile(score.level_evidenced or 0)


def _is_silent(score: PracticeScore | None) -> bool:
    """Return whether nobody said anything about a practice, not even "don't know"."""
    if score is None or score.has_figures:
        return score is None
    return all(s.rating is None and s.open_kind is not OpenKind.DONT_KNOW for s in score.statements)


def _share(score: PracticeScore | None, dimension: Dimension) -> Share:
    """Return a dimension's share: blank if no statement covers it, hatched if nothing was assessed."""
    if score is None or score.dimensions is None:
        return Share("", "none")
    share = score.dimensions.get(dimension)
    return Share("", "blank") if share is None else Share(figures.per_cent(share), rating_of(share).value.lower())
