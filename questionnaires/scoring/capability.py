"""The capability level, by each of the three methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.model import LEVELS
from questionnaires.model import Method, Rating
from questionnaires.scoring.achievement import achievement, level_rating
from questionnaires.scoring.model import StatementScore

HOLDS = (Rating.L, Rating.F)


@dataclass(frozen=True, slots=True)
class LevelValues:
    """The applicable statements of each level, and their values under one interpretation of the answers."""

    statements: Mapping[int, tuple[StatementScore, ...]]
    values: Mapping[int, tuple[Fraction, ...]]

    def achievement(self, level: int) -> Fraction | None:
        """Return a level's achievement, or None if none of its statements applies."""
        return achievement(self.values[level]) if self.values[level] else None

    def rating(self, level: int) -> Rating | None:
        """Return a level's rating, or None if none of its statements applies."""
        return level_rating(self.values[level]) if self.values[level] else None

    def is_open(self, level: int) -> bool:
        """Return whether statements of a level apply, but none of them has a rating."""
        return bool(self.statements[level]) and all(score.rating is None for score in self.statements[level])

    @property
    def index(self) -> Fraction:
        """The capability index: the sum of the achievements, 0 to 5."""
        return sum((self.achievement(level) or Fraction(0) for level in LEVELS), Fraction(0))


def level_values(statements: Sequence[StatementScore], *, open_as: Rating = Rating.N) -> LevelValues:
    """Return the values of a practice's statements by level.

    Args:
        statements: of one practice; those rated NA are left out.
        open_as: the rating that open statements count as: N, or F for the upper end.
    """
    by_level = {
        level: tuple(s for s in statements if s.statement.level == level and s.rating is not Rating.NA)
        for level in LEVELS
    }
    values = {level: tuple((s.rating or open_as).worth for s in each) for level, each in by_level.items()}
    return LevelValues(by_level, values)


def capability_level(values: LevelValues, method: Method) -> int:
    """Return the capability level by a method.

    Source: docs/scoring.md, "Capability level".
    """
    return _LEVEL_BY[method](values)


def _ladder_level(values: LevelValues) -> int:
    """Level 1 is reached once some of the work is done; each higher level requires L or F up to and including it."""
    first = LEVELS[0]
    if values.rating(first) in {None, Rating.N}:
        return 0
    failing = next((level for level in LEVELS if values.rating(level) not in HOLDS), LEVELS[-1] + 1)
    return max(first, failing - 1)


def _iso_level(values: LevelValues) -> int:
    reached = 0
    for level in LEVELS:
        rating = values.rating(level)
        if rating in HOLDS:
            reached = level
        if rating is not Rating.F:
            break
    return reached


def _itil_level(values: LevelValues) -> int:
    """Start at 1, whatever the ratings of level 1. But at least one statement must apply: NA never raises a level."""
    for level in LEVELS:
        worths = values.values[level]
        if not worths or (level > 1 and min(worths) < Rating.L.worth):
            return max(1, level - 1)
    return LEVELS[-1]


_LEVEL_BY = {Method.LADDER: _ladder_level, Method.ISO_33020: _iso_level, Method.ITIL_SELF: _itil_level}
