"""The heat map: all practices by level, achievement of each level, and dimension."""

from __future__ import annotations

from dataclasses import dataclass

from practices_catalog.model import LEVELS, Practice
from questionnaires.model import Dimension
from questionnaires.scoring.achievement import rating_of
from questionnaires.scoring.model import OpenKind, PracticeScore
from reports.views import figures
from reports.views.marks import Mark, Tile, rating_mark, statement_mark
from reports.views.practices import anchor
from reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Share:
    """A share in a cell: its text and, for the shade, n, p, l or f; `none` is hatched, `blank` is not."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A practice's row.

    Attributes:
        anchor: "" where it has no section of its own.
        status: why nothing is known of it, in place of its cells; "" where they say more.
    """

    name: str
    anchor: str
    tile: Tile
    index: str
    levels: tuple[Mark, ...]
    dimensions: tuple[Share, ...]
    status: str


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """A group of practices."""

    name: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class HeatMapView:
    """The heat map."""

    dimensions: tuple[str, ...]
    groups: tuple[HeatGroup, ...]


def heat_map_view(subject: Subject) -> HeatMapView:
    """Return all practices of the catalogue by group."""
    groups = [
        HeatGroup(group.name, tuple(_row(subject, p) for p in subject.catalogue.practices if p.group == group.id))
        for group in subject.catalogue.groups
    ]
    return HeatMapView(tuple(each.label for each in Dimension), tuple(group for group in groups if group.rows))


def _row(subject: Subject, practice: Practice) -> HeatRow:
    score = subject.scores.practice.get(practice.id)
    has_section = score is not None and score.has_figures
    return HeatRow(
        name=practice.name,
        anchor=anchor(practice.id) if has_section else "",
        tile=subject.tile(practice.id),
        index=figures.index(score.index, score.index_upper) if score else figures.index(None),
        levels=tuple(_level_mark(score, level) for level in LEVELS),
        dimensions=tuple(_share(score, each) for each in Dimension),
        status=figures.capital(subject.status(practice.id)) if _is_silent(score) else "",
    )


def _is_silent(score: PracticeScore | None) -> bool:
    """Return whether nothing was said of a practice, not even that somebody doesn't know."""
    if score is None or score.has_figures:
        return score is None
    return all(s.rating is None and s.open_kind is not OpenKind.DONT_KNOW for s in score.statements)


def _level_mark(score: PracticeScore | None, level: int) -> Mark:
    """Return a level's rating; where the level rests on one statement, that statement's own mark, open or not."""
    if score is None:
        return rating_mark(None)
    at_level = [s for s in score.statements if s.statement.level == level]
    if len(at_level) == 1:
        return statement_mark(at_level[0])
    return rating_mark(score.ratings[level - 1])


def _share(score: PracticeScore | None, dimension: Dimension) -> Share:
    """Return a dimension's share; blank where no statement speaks for it, hatched where nothing was assessed."""
    if score is None or score.dimensions is None:
        return Share("", "none")
    share = score.dimensions.get(dimension)
    return Share("", "blank") if share is None else Share(figures.per_cent(share), rating_of(share).value.lower())
