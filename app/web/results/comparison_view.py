"""The view model of a comparison: two or more assessments side by side, what changed, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.web.results.changes_view import ChangedPractice, changed_practice
from app.web.results.stacked_bar import percentage
from questionnaires.model import Method
from questionnaires.scoring.comparison import compare
from questionnaires.scoring.model import Scores
from reports.views import figures
from reports.views.changes import changes_lead
from reports.views.comparison import movement, reading
from reports.views.marks import Tile
from reports.views.method import method_name


@dataclass(frozen=True, slots=True)
class ComparedAssessment:
    """One of the compared assessments."""

    id: str
    name: str
    day: str
    questionnaire: str


@dataclass(frozen=True, slots=True)
class ComparisonCell:
    """A practice in one assessment; `at` is the position of its index on the axis as a percentage, or ""."""

    tile: Tile
    level: str
    index: str
    at: str


@dataclass(frozen=True, slots=True)
class ComparedPractice:
    """A practice across the assessments.

    Attributes:
        movement: the change in level from the first assessment to the last, such as `+1`, or "" if either has none.
        start, end: the positions of both ends of the line that joins the indexes, or "".
        has_moved: whether the practice is among those that changed.
    """

    id: str
    name: str
    cells: tuple[ComparisonCell, ...]
    movement: str
    start: str
    end: str
    has_moved: bool
    detail: str


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """A group of practices in the comparison."""

    name: str
    rows: tuple[ComparedPractice, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPair:
    """What changed from one assessment to the next."""

    before: ComparedAssessment
    after: ComparedAssessment
    lead: str
    moved: tuple[ChangedPractice, ...]
    unmoved: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page.

    Attributes:
        method_note: which method is used if the assessments have different ones.
        has_chart: whether the first or the last assessment has any level.
    """

    columns: tuple[ComparedAssessment, ...]
    lead: str
    method_note: str
    has_chart: bool
    groups: tuple[ComparedGroup, ...]
    pairs: tuple[ComparisonPair, ...]


def chosen_method(rows: Sequence[AssessmentRow]) -> Method:
    """Return the method used to score all assessments: that of the latest assessment."""
    return Method(rows[-1].method)


def comparison(content: Content, rows: Sequence[AssessmentRow], scores: Mapping[str, Scores]) -> Comparison:
    """Compare two or more assessments, earliest first, all scored with the same method."""
    columns = [_column(row, scores[row.id]) for row in rows]
    pairs = [_pair(content, before, after, scores[before.id], scores[after.id]) for before, after in pairwise(columns)]
    moved = {each.id for pair in pairs for each in pair.moved}
    named = [
        (p.group, _row(p.id, p.name, [scores[row.id] for row in rows], moved)) for p in content.catalogue.practices
    ]
    groups = [
        ComparedGroup(each.name, tuple(row for group, row in named if group == each.id))
        for each in content.catalogue.groups
    ]
    return Comparison(
        columns=tuple(columns),
        lead=pairs[-1].lead if len(pairs) == 1 else changes_lead(compare(scores[rows[0].id], scores[rows[-1].id])),
        method_note=_method_note(rows),
        has_chart=any(cell.at for _, row in named for cell in (row.cells[0], row.cells[-1])),
        groups=tuple(group for group in groups if group.rows),
        pairs=tuple(pairs),
    )


def _column(row: AssessmentRow, scores: Scores) -> ComparedAssessment:
    questionnaire = f"{scores.questionnaire.name}, version {row.questionnaire_version}"
    return ComparedAssessment(row.id, row.name, figures.day(row.assessed_on), questionnaire)


def _method_note(rows: Sequence[AssessmentRow]) -> str:
    if len({row.method for row in rows}) == 1:
        return ""
    return (
        "These assessments use different methods. For the comparison, all of them are scored with the method of the "
        f"latest assessment, {method_name(chosen_method(rows))}."
    )


def _pair(
    content: Content, before: ComparedAssessment, after: ComparedAssessment, then: Scores, now: Scores
) -> ComparisonPair:
    changes = compare(then, now)
    known = [each for each in changes if each.is_change]
    still = len(changes) - len(known)
    return ComparisonPair(
        before,
        after,
        changes_lead(changes),
        tuple(changed_practice(content, change, then, now) for change in known),
        f"{figures.capital(figures.count(still, 'practice'))} didn't change at all." if still else "",
    )


def _row(practice: str, name: str, several: Sequence[Scores], moved: set[str]) -> ComparedPractice:
    scores = [each.practice.get(practice) for each in several]
    cells = tuple(_cell(each, practice) for each in several)
    placed = [cell.at for cell in cells if cell.at]
    levels = [score.level for score in scores if score and score.level is not None]
    return ComparedPractice(
        id=practice,
        name=name,
        cells=cells,
        movement=movement(levels[0], levels[-1]) if len(levels) > 1 else "",
        start=placed[0] if len(placed) > 1 else "",
        end=placed[-1] if len(placed) > 1 else "",
        has_moved=practice in moved,
        detail=f"{name}: {', then '.join(f'{cell.tile.words}, index {cell.index}' for cell in cells)}",
    )


def _cell(scores: Scores, practice: str) -> ComparisonCell:
    score, found = scores.practice.get(practice), reading(scores, practice)
    if score is None or found.at is None:
        return ComparisonCell(found.tile, figures.level(None), found.index_text, "")
    level = figures.level(score.level, score.level_upper)
    return ComparisonCell(found.tile, level, found.index_text, percentage(found.at))
