"""What changed between two assessments, and how much of it is due to a new version of the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from questionnaires.model import Method
from questionnaires.scoring.model import PracticeScore, Scores, StatementScore
from questionnaires.scoring.score import practice_score


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement in two assessments; `before` is None if it is new, `after` if it was dropped."""

    before: StatementScore | None
    after: StatementScore | None

    @property
    def is_paired(self) -> bool:
        """Whether both questionnaires have the statement."""
        return self.before is not None and self.after is not None

    @property
    def moved_level(self) -> bool:
        """Whether it now belongs to another level."""
        return self._differs("level")

    @property
    def reworded(self) -> bool:
        """Whether its text has changed."""
        return self._differs("text")

    @property
    def rating_changed(self) -> bool:
        """Whether both have it with different ratings; open and rated count as different."""
        return self.before is not None and self.after is not None and self.before.rating is not self.after.rating

    @property
    def is_change(self) -> bool:
        """Whether anything about it has changed."""
        return not self.is_paired or self.rating_changed or self.moved_level or self.reworded

    @property
    def steps(self) -> int | None:
        """How many steps from N to F the rating rose, or None if either isn't on the scale."""
        ratings = [each.rating for each in (self.before, self.after) if each is not None]
        if len(ratings) < 2 or not all(rating is not None and rating.on_scale for rating in ratings):  # noqa: PLR2004
            return None
        first, last = (rating.step for rating in ratings if rating is not None)
        return last - first

    def _differs(self, name: str) -> bool:
        if self.before is None or self.after is None:
            return False
        return bool(getattr(self.before.statement, name) != getattr(self.after.statement, name))


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """A practice in two assessments; `before` or `after` is None if that assessment didn't cover it.

    Attributes:
        bridge: the later questionnaire with the earlier ratings; new statements have their later rating. The difference
            from `before` to `bridge` is due to the questionnaire, and from `bridge` to `after` to the ratings.
    """

    practice: str
    before: PracticeScore | None
    after: PracticeScore | None
    bridge: PracticeScore | None
    statements: tuple[StatementChange, ...]

    @property
    def levels_from_questionnaire(self) -> int | None:
        """How many levels are due only to the questionnaire's version, or None if a level is missing."""
        return _rise(self.before, self.bridge)

    @property
    def levels_from_ratings(self) -> int | None:
        """How many levels are due to changed ratings of statements in both, or None if a level is missing."""
        return _rise(self.bridge, self.after)

    @property
    def is_change(self) -> bool:
        """Whether its level, its index or any of its statements has changed."""
        figures = [(score.level, score.index) if score else None for score in (self.before, self.after)]
        return figures[0] != figures[1] or any(each.is_change for each in self.statements)


def compare(before: Scores, after: Scores) -> tuple[PracticeChange, ...]:
    """Compare each practice that either assessment scores, in the order of the later one; dropped practices come last.

    Raises:
        ValueError: the two are scored with different methods, whose levels can't be compared.

    Source: docs/scoring.md, "Comparison".
    """
    if before.method is not after.method:
        raise ValueError(f"{before.method} and {after.method} give levels that can't be compared")
    practices = dict.fromkeys((*after.practice, *before.practice))
    return tuple(_change(each, before.practice.get(each), after.practice.get(each), after.method) for each in practices)


def _change(practice: str, before: PracticeScore | None, after: PracticeScore | None, method: Method) -> PracticeChange:
    changes = _paired(before.statements if before else (), after.statements if after else ())
    bridge = practice_score(practice, _bridged(changes), method) if before and after else None
    return PracticeChange(practice, before, after, bridge, changes)


def _paired(before: Sequence[StatementScore], after: Sequence[StatementScore]) -> tuple[StatementChange, ...]:
    """Pair each statement with its ancestor; dropped statements come last."""
    earlier = {score.statement.id: score for score in before}
    pairs = [StatementChange(_ancestor(score, earlier), score) for score in after]
    continued = {each.before.statement.id for each in pairs if each.before}
    dropped = [score for score in before if score.statement.id not in continued]
    return (*pairs, *(StatementChange(score, None) for score in dropped))


def _ancestor(score: StatementScore, earlier: Mapping[str, StatementScore]) -> StatementScore | None:
    names = (score.statement.id, *score.statement.lineage)
    return next((earlier[name] for name in names if name in earlier), None)


def _bridged(changes: Sequence[StatementChange]) -> tuple[StatementScore, ...]:
    """Return the later questionnaire's statements, with their earlier ratings if they had any."""
    return tuple(
        replace(change.before, statement=change.after.statement) if change.before else change.after
        for change in changes
        if change.after is not None
    )


def _rise(before: PracticeScore | None, after: PracticeScore | None) -> int | None:
    if before is None or after is None or before.level is None or after.level is None:
        return None
    return after.level - before.level
