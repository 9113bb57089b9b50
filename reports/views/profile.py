"""The capability profile: each practice's level, index and evidenced level, and the number of practices by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from practices_catalog.model import LEVELS
from reports.views import figures
from reports.views.marks import LEVEL_WORDS, NOT_ASSESSED, OUT_OF_SCOPE, Tile, level_tile
from reports.views.milestones import planned_level, reached
from reports.views.ranking import by_priority
from reports.views.subject import GOOD, MANAGED, Subject
from reports.views.unlisted import unlisted


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A practice in the chart; its figures are None if it isn't assessed.

    `target` is the level that the roadmap reaches or completes, or None if it doesn't do anything for the practice.
    """

    name: str
    tile: Tile
    level: int | None
    level_upper: int | None
    evidenced: int | None
    index: Fraction | None
    index_text: str
    target: int | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The kind of each cell: a level that is reached, `not-assessed` up to the upper end, or `empty`."""
        level, upper = self.level or 0, self.level_upper or 0
        return tuple(f"level-{k}" if k <= level else "not-assessed" if k <= upper else "empty" for k in LEVELS)

    @property
    def index_at(self) -> Fraction | None:
        """Where the index is on the scale, from 0 to 1."""
        return None if self.index is None else self.index / len(LEVELS)

    @property
    def evidenced_at(self) -> Fraction | None:
        """Where the evidenced level is on the scale, or None if it equals the level."""
        return None if self.evidenced in {None, self.level} else Fraction(self.evidenced or 0, len(LEVELS))


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """A group of practices."""

    name: str
    rows: tuple[ProfileRow, ...]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The profile, with a sentence that sums it up.

    Attributes:
        by_priority: the rows to show, in the order of priority.
        by_level: all rows by level, highest level first; a level or status without practices is left out.
        unlisted: names the practices whose rows aren't shown; "" for none.
    """

    groups: tuple[ProfileGroup, ...]
    lead: str
    headline: str
    by_priority: tuple[ProfileRow, ...]
    by_level: tuple[LevelGroup, ...]
    unlisted: str


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many practices are at a level, or have none.

    Attributes:
        share: the number as a share of the largest of these numbers.
        provisional: how many of them may turn out higher once their open statements are answered.
    """

    tile: Tile
    label: str
    many: int
    meaning: str = ""
    share: Fraction = Fraction(0)
    provisional: int = 0

    @property
    def words(self) -> str:
        """`3 at level 0 (1 provisional)`, `1 not assessed`."""
        doubt = f" ({self.provisional} provisional)" if self.provisional else ""
        return f"{self.many} {'at ' if self.has_level else ''}{self.label.lower()}{doubt}"

    @property
    def has_level(self) -> bool:
        """Whether the practices counted have a level."""
        return self.tile.kind.startswith("level")


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """The practices at a level, or without one for the same reason, in the order of priority."""

    count: LevelCount
    rows: tuple[ProfileRow, ...]


def profile_view(subject: Subject) -> ProfileView:
    """Return all practices of the catalogue by group, in catalogue order."""
    rows = {practice.id: _row(subject, practice.id) for practice in subject.catalogue.practices}
    groups = [
        ProfileGroup(group.name, tuple(rows[p.id] for p in subject.catalogue.practices if p.group == group.id))
        for group in subject.catalogue.groups
    ]
    order, hidden = by_priority(subject), unlisted(subject)
    ranked = tuple(rows[each] for each in order)
    lead = _lead(subject)
    return ProfileView(
        groups=tuple(group for group in groups if group.rows),
        lead=lead,
        headline=_headline(subject) or lead.rstrip("."),
        by_priority=tuple(rows[each] for each in order if each not in hidden.practices),
        by_level=tuple(
            LevelGroup(count, tuple(row for row in ranked if _counts(count, row)))
            for count in highest_first(level_counts(subject))
            if count.many
        ),
        unlisted=hidden.line,
    )


def _counts(count: LevelCount, row: ProfileRow) -> bool:
    """Return whether a count includes a row; two statuses may share the kind of their tile."""
    return row.tile.kind == count.tile.kind and (count.has_level or row.tile.words == count.tile.words)


def level_counts(subject: Subject) -> tuple[LevelCount, ...]:
    """Return how many practices are at each level from 0 to 5, and how many have no level and why."""
    counts = [_level_count(subject, level) for level in (0, *LEVELS)]
    if untouched := len(subject.not_assessed) - len(subject.only_dont_know):
        counts.append(LevelCount(NOT_ASSESSED, "Not assessed", untouched))
    if subject.only_dont_know:
        tile = subject.tile(subject.only_dont_know[0])
        counts.append(LevelCount(tile, "Only \u201cdon't know\u201d", len(subject.only_dont_know)))
    if subject.not_applicable:
        tile = subject.tile(subject.not_applicable[0])
        counts.append(LevelCount(tile, "Not applicable", len(subject.not_applicable)))
    if subject.left_out:
        counts.append(LevelCount(OUT_OF_SCOPE, "Not in scope", len(subject.left_out)))
    most = max(count.many for count in counts) or 1
    return tuple(replace(count, share=Fraction(count.many, most)) for count in counts)


def _level_count(subject: Subject, level: int) -> LevelCount:
    here = [score for score in subject.assessed if score.level == level]
    doubtful = sum(score.is_level_open for score in here)
    return LevelCount(level_tile(level), f"Level {level}", len(here), LEVEL_WORDS[level], provisional=doubtful)


def highest_first(counts: Sequence[LevelCount]) -> list[LevelCount]:
    """Return the counts as bars are stacked: level 5 at the top, practices without a level at the bottom."""
    levels = [count for count in counts if count.has_level]
    return [*reversed(levels), *(count for count in counts if count not in levels)]


def _row(subject: Subject, practice: str) -> ProfileRow:
    score = subject.scores.practice.get(practice)
    return ProfileRow(
        name=subject.practice_name(practice),
        tile=subject.tile(practice),
        level=score.level if score else None,
        level_upper=score.level_upper if score else None,
        evidenced=score.level_evidenced if score else None,
        index=score.index if score else None,
        index_text=figures.index(score.index, score.index_upper) if score else figures.index(None),
        target=planned_level(subject.roadmap, practice),
    )


def _headline(subject: Subject) -> str:
    """Return how many practices are at level 2 today and with the roadmap, or at 3 if those don't differ; or ""."""
    today = {score.practice: score.level or 0 for score in subject.assessed}
    ends = {practice: end.level for practice in today if (end := reached(subject.roadmap, practice))}
    for level in (MANAGED, GOOD):
        now, then = (sum(each >= level for each in levels.values()) for levels in (today, today | ends))
        if then > now:
            have = "No practice is" if not now else f"{now} of {figures.count(len(today), 'practice')} {_are(now)}"
            of = "" if now else f" of {len(today)}"
            return f"{have} at level {level} or above today; with the roadmap, {then}{of} will be"
    return ""


def _are(many: int) -> str:
    return "is" if many == 1 else "are"


def _lead(subject: Subject) -> str:
    levels = [score.level for score in subject.assessed if score.level is not None]
    if not levels:
        waits = subject.not_assessed or not subject.not_applicable
        return "No practices have been assessed yet." if waits else "No practice has a level because none apply."
    if min(levels) == max(levels):
        return f"Every assessed practice is at level {min(levels)}."
    low, high = (_named(subject, level) for level in (min(levels), max(levels)))
    return f"Levels range from {min(levels)} ({low}) to {max(levels)} ({high})."


def _named(subject: Subject, level: int) -> str:
    """Return the practices at a level; practices that may turn out higher only if there are no others."""
    here = [score for score in subject.assessed if score.level == level]
    certain = [score for score in here if not score.is_level_open]
    return figures.listed([subject.practice_name(score.practice) for score in certain or here], 4)
