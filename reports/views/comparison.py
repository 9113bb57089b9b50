"""Two assessments of an organization compared, practice by practice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.faults import refuse
from practices_catalog.model import LEVELS
from questionnaires.scoring.model import Scores
from reports.views import figures
from reports.views.marks import Tile, practice_tile
from reports.views.subject import Subject


@dataclass(frozen=True, slots=True)
class Reading:
    """A practice in one of the two assessments; `index` is None if the practice has no index."""

    tile: Tile
    index: Fraction | None
    index_text: str

    @property
    def at(self) -> Fraction | None:
        """Where the index is on the scale, from 0 to 1."""
        return None if self.index is None else self.index / len(LEVELS)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A practice before and after; `movement` is in levels, such as `+1`, or "" if a level is missing."""

    name: str
    before: Reading
    after: Reading
    movement: str


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """A group of practices."""

    name: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The comparison; `before` and `after` are the days of the two assessments."""

    before: str
    after: str
    groups: tuple[ComparisonGroup, ...]


def comparison_view(subject: Subject, earlier: Scores) -> ComparisonView:
    """Return the practices that have a level in either assessment, by group, in catalogue order.

    Raises:
        InputError: the two are scored with different methods, whose levels can't be compared, or the earlier one has
            the later date.
    """
    dates = [scores.assessment.assessed_on for scores in (earlier, subject.scores)]
    if all(dates) and dates[0] > dates[1]:
        raise refuse(
            f"the earlier assessment is from {dates[0]}, and the later one from {dates[1]}", "swap their files"
        )
    if earlier.method is not subject.scores.method:
        raise refuse("the two assessments are scored with different methods", "score both with the same method")
    groups = []
    for group in subject.catalogue.groups:
        rows = [_row(subject, earlier, p.id) for p in subject.catalogue.practices if p.group == group.id]
        known = tuple(row for row in rows if row.before.index is not None or row.after.index is not None)
        groups.append(ComparisonGroup(group.name, known))
    return ComparisonView(
        before=figures.day_of(earlier.assessment.assessed_on),
        after=figures.day_of(subject.scores.assessment.assessed_on),
        groups=tuple(group for group in groups if group.rows),
    )


def reading(scores: Scores, practice: str) -> Reading:
    """Return a practice in one assessment."""
    score, tile = scores.practice.get(practice), practice_tile(scores, practice)
    if score is None or score.index is None:
        return Reading(tile, None, figures.index(None))
    return Reading(tile, score.index, figures.index(score.index, score.index_upper))


def movement(before: int | None, after: int | None) -> str:
    """Return the change in levels with its sign (a real minus sign, none for 0), or "" if a level is missing."""
    if before is None or after is None:
        return ""
    return f"+{after - before}" if after > before else str(after - before).replace("-", "\u2212")


def _row(subject: Subject, earlier: Scores, practice: str) -> ComparisonRow:
    levels = [level_of(scores, practice) for scores in (earlier, subject.scores)]
    return ComparisonRow(
        name=subject.practice_name(practice),
        before=reading(earlier, practice),
        after=reading(subject.scores, practice),
        movement=movement(*levels),
    )


def level_of(scores: Scores, practice: str) -> int | None:
    """Return a practice's level in one assessment, or None without one."""
    score = scores.practice.get(practice)
    return score.level if score else None
