"""From achievements to a capability level, by each of the two rulebooks, and what stopped it."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from wayfinder.practices_catalog.model import LEVELS
from wayfinder.questionnaires.model import Rating
from wayfinder.questionnaires.scoring.achievement import achievement, level_rating
from wayfinder.questionnaires.scoring.model import Gate, Method, StatementScore

HOLDS = (Rating.L, Rating.F)


@dataclass(frozen=True, slots=True)
class LevelValues:
    """The applicable statements of each level and their values, as one reading of the answers takes them."""

    statements: Dict[int, tuple[StatementScore, ...]]
    values: Dict[int, tuple[Fraction, ...]]

    def achievement(self, level: int) -> Fraction | None:
        """Return a level's achievement, None without an applicable statement."""
        return achievement(self.values[level]) if self.values[level] else None

    def rating(self, level: int) -> Rating | None:
        """Return a level's rating, None without an applicable statement."""
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
        open_as: what an open statement counts as; N, or F for the upper end.
        evidenced_only: whether a rating that no evidence backs counts as N.
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
    """Return the capability level by a rulebook.

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
    reached = 1
    for level in LEVELS[1:]:
        if not values.values[level] or min(values.values[level]) < Rating.L.worth:
            break
        reached = level
    return reached


def gate(values: LevelValues, method: Method) -> Gate | None:
    """Return what stopped the level, None at level 5."""
    reached = capability_level(values, method)
    if reached == LEVELS[-1]:
        return None
    below = reached if method is Method.ISO_33020 and reached and values.rating(reached) is not Rating.F else None
    level = below or reached + 1
    failing = tuple(
        score.statement.id
        for score, value in zip(values.statements[level], values.values[level], strict=True)
        if value < (Rating.F if method is Method.ISO_33020 else Rating.L).worth
    )
    rating = values.rating(level)
    return Gate(level, values.achievement(level), rating, failing, _why(level, rating, reached, method))


def _why(level: int, rating: Rating | None, reached: int, method: Method) -> str:
    if rating is None:
        return f"Level {level} has no applicable statement, so neither it nor any level above it can be reached."
    if level == reached:
        return f"Level {level} is rated L: that is enough for level {level}, but level {level + 1} needs it at F."
    if method is Method.ITIL_SELF:
        return f"Level {level} is not reached: each of its statements has to be L or F."
    return f"Level {level} is rated {rating}; it has to be L or F."


def methods_differ(levels: Dict[Method, int], values: LevelValues) -> str:
    """Return in a sentence why the two rulebooks give different levels, "" where they agree."""
    iso, itil = levels[Method.ISO_33020], levels[Method.ITIL_SELF]
    if iso == itil:
        return ""
    if iso == 0:
        return f"By itil-self it is level {itil}: that method starts at 1 and does not ask whether level 1 holds."
    if itil > iso:
        return (
            f"By iso-33020 it is level {iso}, by itil-self level {itil}: the first needs every level below at F, "
            f"the second is content with L, and level {_stopping(values, iso)} is {values.rating(_stopping(values, iso)) or 'not applicable'}."
        )
    stop = itil + 1
    return (
        f"By iso-33020 it is level {iso}, by itil-self level {itil}: the first takes the mean of a level, "
        f"the second every statement of it, and one of level {stop} is below L."
    )


def _stopping(values: LevelValues, reached: int) -> int:
    return reached if values.rating(reached) is not Rating.F else reached + 1
