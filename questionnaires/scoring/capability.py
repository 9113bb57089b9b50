"""The capability level by each of the two methods, and the gate that stopped it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.model import LEVELS
from questionnaires.model import Rating
from questionnaires.scoring.achievement import achievement, level_rating, rating_of
from questionnaires.scoring.model import Gate, Method, StatementScore

HOLDS = (Rating.L, Rating.F)


@dataclass(frozen=True, slots=True)
class LevelValues:
    """The applicable statements of each level, and their values in one reading of the answers."""

    statements: Mapping[int, tuple[StatementScore, ...]]
    values: Mapping[int, tuple[Fraction, ...]]

    def achievement(self, level: int) -> Fraction | None:
        """Return a level's achievement, or None if no statement of it applies."""
        return achievement(self.values[level]) if self.values[level] else None

    def rating(self, level: int) -> Rating | None:
        """Return a level's rating, or None if no statement of it applies."""
        return level_rating(self.values[level]) if self.values[level] else None

    @property
    def index(self) -> Fraction:
        """The capability index: the sum of the achievements, 0 to 5."""
        return sum((self.achievement(level) or Fraction(0) for level in LEVELS), Fraction(0))


def level_values(
    statements: Sequence[StatementScore], *, open_as: Rating = Rating.N, evidenced_only: bool = False
) -> LevelValues:
    """Return the values of a practice's statements by level.

    Args:
        statements: of one practice; those rated NA are left out.
        open_as: the rating that open statements count as: N, or F for the upper end.
        evidenced_only: whether ratings without evidence count as N.
    """
    by_level = {
        level: tuple(s for s in statements if s.statement.level == level and s.rating is not Rating.NA)
        for level in LEVELS
    }

    def value(score: StatementScore) -> Fraction:
        rating = score.rating or open_as
        return Rating.N.worth if evidenced_only and not score.evidenced else rating.worth

    return LevelValues(by_level, {level: tuple(map(value, each)) for level, each in by_level.items()})


def capability_level(values: LevelValues, method: Method) -> int:
    """Return the capability level by a method.

    Source: docs/scoring.md, "Capability level".
    """
    return _iso_level(values) if method is Method.ISO_33020 else _itil_level(values)


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


def gate(values: LevelValues, method: Method) -> Gate | None:
    """Return what stopped the level, or None at level 5."""
    reached = capability_level(values, method)
    if reached == LEVELS[-1]:
        return None
    level = _gate_level(values, reached, method)
    enough = Rating.F if method is Method.ISO_33020 else Rating.L
    failing = tuple(
        score.statement.id
        for score, value in zip(values.statements[level], values.values[level], strict=True)
        if value < enough.worth
    )
    return Gate(level, values.achievement(level), values.rating(level), failing, _why(values, level, reached, method))


def _gate_level(values: LevelValues, reached: int, method: Method) -> int:
    if method is Method.ITIL_SELF:
        return reached + 1 if values.values[LEVELS[0]] else LEVELS[0]
    return reached if reached and values.rating(reached) is not Rating.F else reached + 1


def _why(values: LevelValues, level: int, reached: int, method: Method) -> str:
    rating, achieved = values.rating(level), values.achievement(level)
    if achieved is None:
        barred = "no higher level" if level == reached else "neither it nor a higher level"
        return f"No statement of level {level} applies, so {barred} can be reached."
    if method is Method.ITIL_SELF:
        return f"Level {level} isn't reached: L or F is required for each of its statements."
    if level > reached:
        return f"Level {level} is rated {rating}; L or F is required."
    hole = " because one of its statements is N" if rating_of(achieved) is Rating.F else ""
    return f"Level {level} is rated L{hole}. That is enough for level {level}, but level {level + 1} requires F here."


def methods_differ(levels: Mapping[Method, int], values: LevelValues) -> str:
    """Return a sentence on why the two methods give different levels, or "" if they agree."""
    iso, itil = levels[Method.ISO_33020], levels[Method.ITIL_SELF]
    if iso == itil:
        return ""
    if iso == 0:
        why = "itil-self starts at 1 and doesn't check whether level 1 holds"
    elif itil > iso:
        why = f"iso-33020 requires F for every lower level, and level {iso} is {values.rating(iso)}; itil-self doesn't"
    else:
        below = f"one of level {itil + 1} is below L"
        why = f"iso-33020 takes the mean of a level, but itil-self requires every statement, and {below}"
    return f"The level is {iso} under iso-33020 and {itil} under itil-self: {why}."
