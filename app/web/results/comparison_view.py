"""Two or more assessments of an organization beside each other: what moved, and why."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.web.results.changes_view import Moved, moved_practice
from practices_catalog.model import LEVELS
from questionnaires.scoring.comparison import PracticeChange, compare
from questionnaires.scoring.model import Method, Scores
from reports.views import figures
from reports.views.marks import Tile, practice_tile
from reports.views.method import method_name


@dataclass(frozen=True, slots=True)
class Column:
    """An assessment of the comparison."""

    id: str
    name: str
    day: str
    questionnaire: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A practice in one assessment; `at` is the place of its index on the axis in per cent, "" without one."""

    tile: Tile
    level: str
    index: str
    at: str


@dataclass(frozen=True, slots=True)
class Row:
    """A practice over the assessments.

    Attributes:
        movement: levels up or down from the first to the last, such as `+1`; "" where there is none to tell.
        start, end: places of the ends of the line that joins the indexes, "" without two.
        has_moved: it stands under what moved.
    """

    id: str
    name: str
    cells: tuple[Cell, ...]
    movement: str
    start: str
    end: str
    has_moved: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of practices."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What moved from one assessment to the next."""

    before: Column
    after: Column
    lead: str
    moved: tuple[Moved, ...]
    unmoved: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page; `method_note` says that one rulebook reads them all where they were made by two."""

    columns: tuple[Column, ...]
    lead: str
    method_note: str
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]


def chosen_method(rows: Sequence[AssessmentRow]) -> Method:
    """Return the method by which all are read: that of the latest."""
    return Method(rows[-1].method)


def comparison(content: Content, rows: Sequence[AssessmentRow], scores: Dict[str, Scores]) -> Comparison:
    """Return the comparison of two or more assessments, earliest first, all scored by one method."""
    columns = [_column(row, scores[row.id]) for row in rows]
    pairs = [_pair(content, before, after, scores[before.id], scores[after.id]) for before, after in pairwise(columns)]
    moved = {each.id for pair in pairs for each in pair.moved}
    named = [
        (p.group, _row(p.id, p.name, [scores[row.id] for row in rows], moved)) for p in content.catalogue.practices
    ]
    groups = [
        Group(each.name, tuple(row for group, row in named if group == each.id)) for each in content.catalogue.groups
    ]
    return Comparison(
        columns=tuple(columns),
        lead=pairs[-1].lead if len(pairs) == 1 else _lead(compare(scores[rows[0].id], scores[rows[-1].id])),
        method_note=_method_note(rows),
        groups=tuple(group for group in groups if group.rows),
        pairs=tuple(pairs),
    )


def _column(row: AssessmentRow, scores: Scores) -> Column:
    asked = f"{scores.questionnaire.name}, version {row.questionnaire_version}"
    return Column(row.id, row.name, figures.day(row.assessed_on), asked)


def _method_note(rows: Sequence[AssessmentRow]) -> str:
    if len({row.method for row in rows}) == 1:
        return ""
    return (
        f"They were made by two methods; here all are read by that of the latest, {method_name(chosen_method(rows))}."
    )


def _pair(content: Content, before: Column, after: Column, then: Scores, now: Scores) -> Pair:
    changes = compare(then, now)
    known = [each for each in changes if each.is_change]
    still = len(changes) - len(known)
    return Pair(
        before,
        after,
        _lead(changes),
        tuple(moved_practice(content, change, then, now) for change in known),
        f"{figures.capital(figures.count(still, 'practice'))} did not move at all." if still else "",
    )


def _lead(changes: Sequence[PracticeChange]) -> str:
    """Return how many practices rose and fell, and how many of them by the questionnaire alone."""
    rises = [(_whole(each), each.levels_from_ratings or 0) for each in changes]
    up, down = sum(whole > 0 for whole, _ in rises), sum(whole < 0 for whole, _ in rises)
    alone = sum(whole != 0 and not ratings for whole, ratings in rises)
    said = f"{figures.capital(figures.count(up, 'practice'))} rose in level and {figures.count(down, 'practice')} fell"
    if not alone:
        return f"{said}."
    return f"{said}; {alone} of these by the questionnaire's version alone, which is no change in the work."


def _whole(change: PracticeChange) -> int:
    return (change.levels_from_questionnaire or 0) + (change.levels_from_ratings or 0)


def _row(practice: str, name: str, several: Sequence[Scores], moved: set[str]) -> Row:
    scores = [each.practice.get(practice) for each in several]
    cells = tuple(_cell(each, practice) for each in several)
    placed = [cell.at for cell in cells if cell.at]
    levels = [score.level for score in scores if score and score.level is not None]
    whole = levels[-1] - levels[0] if len(levels) > 1 else None
    return Row(
        id=practice,
        name=name,
        cells=cells,
        movement="" if whole is None else signed(whole),
        start=placed[0] if len(placed) > 1 else "",
        end=placed[-1] if len(placed) > 1 else "",
        has_moved=practice in moved,
        detail=f"{name}: {', then '.join(f'{cell.tile.words}, index {cell.index}' for cell in cells)}",
    )


def _cell(scores: Scores, practice: str) -> Cell:
    score, tile = scores.practice.get(practice), practice_tile(scores, practice)
    if score is None or score.index is None:
        return Cell(tile, figures.level(None), figures.index(None), "")
    return Cell(
        tile,
        figures.level(score.level, score.level_upper),
        figures.index(score.index, score.index_upper),
        f"{float(score.index) / len(LEVELS):.2%}",
    )


def signed(levels: int) -> str:
    """Return levels with their sign, such as `+1`; a true minus sign, and none for 0."""
    return f"+{levels}" if levels > 0 else str(levels).replace("-", "\u2212")
