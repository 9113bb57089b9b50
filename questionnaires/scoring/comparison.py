"""What moved between two assessments, and how much of it comes from the questionnaire's version alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from questionnaires.scoring.model import Method, PracticeScore, Scores, StatementScore
from questionnaires.scoring.score import practice_score


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement in two assessments; `before` is None where it is new, `after` where it was dropped."""

    before: StatementScore | None
    after: StatementScore | None

    @property
    def is_paired(self) -> bool:
        """Whether both questionnaires have it."""
        return self.before is not None and self.after is not None

    @property
    def moved_level(self) -> bool:
        """Whether it speaks for another level now."""
        return self._differs("level")

    @property
    def reworded(self) -> bool:
        """Whether its text is another now."""
        return self._differs("text")

    @property
    def rating_changed(self) -> bool:
        """Whether both have it, with another rating; an open one is another than a rated one."""
        return self.before is not None and self.after is not None and self.before.rating is not self.after.rating

    @property
    def is_change(self) -> bool:
        """Whether anything about it is another."""
        return not self.is_paired or self.rating_changed or self.moved_level or self.reworded

    @property
    def steps(self) -> int | None:
        """Steps on N to F that the rating went up, None where either is not on the scale."""
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
    """A practice in two assessments; None where one of them left it out or did not ask about it.

    Attributes:
        bridge: the earlier ratings read by the later questionnaire: a statement that both have with its earlier rating,
            a new one with its later rating. From `before` to `bridge` the questionnaire moved, from there on the work.
    """

    practice: str
    before: PracticeScore | None
    after: PracticeScore | None
    bridge: PracticeScore | None
    statements: tuple[StatementChange, ...]

    @property
    def levels_from_questionnaire(self) -> int | None:
        """How many levels come from the questionnaire's version alone; None where a level is missing."""
        return _rise(self.before, self.bridge)

    @property
    def levels_from_ratings(self) -> int | None:
        """How many levels come from other ratings of statements that both have; None where a level is missing."""
        return _rise(self.bridge, self.after)

    @property
    def is_change(self) -> bool:
        """Whether its level, its index or any of its statements is another."""
        figures = [(score.level, score.index) if score else None for score in (self.before, self.after)]
        return figures[0] != figures[1] or any(each.is_change for each in self.statements)


def compare(before: Scores, after: Scores) -> tuple[PracticeChange, ...]:
    """Return what moved in each practice that either assessment scores; in the later one's order, dropped ones last.

    Raises:
        ValueError: the two are scored by different methods, and levels of two rulebooks cannot be compared.

    Source: docs/scoring.md, "Comparison".
    """
    if before.method is not after.method:
        raise ValueError(f"{before.method} and {after.method} give levels that cannot be compared")
    practices = dict.fromkeys((*after.practice, *before.practice))
    return tuple(_change(each, before.practice.get(each), after.practice.get(each), after.method) for each in practices)


def _change(practice: str, before: PracticeScore | None, after: PracticeScore | None, method: Method) -> PracticeChange:
    changes = _paired(before.statements if before else (), after.statements if after else ())
    bridge = practice_score(practice, _bridged(changes), method) if before and after else None
    return PracticeChange(practice, before, after, bridge, changes)


def _paired(before: Sequence[StatementScore], after: Sequence[StatementScore]) -> tuple[StatementChange, ...]:
    """Return each statement with its ancestor, those that were dropped last."""
    earlier = {score.statement.id: score for score in before}
    pairs = [StatementChange(_ancestor(score, earlier), score) for score in after]
    continued = {each.before.statement.id for each in pairs if each.before}
    dropped = [score for score in before if score.statement.id not in continued]
    return (*pairs, *(StatementChange(score, None) for score in dropped))


def _ancestor(score: StatementScore, earlier: Mapping[str, StatementScore]) -> StatementScore | None:
    names = (score.statement.id, *score.statement.lineage)
    return next((earlier[name] for name in names if name in earlier), None)


def _bridged(changes: Sequence[StatementChange]) -> tuple[StatementScore, ...]:
    """Return the later questionnaire's statements with the earlier ratings, where there were any."""
    return tuple(
        replace(change.before, statement=change.after.statement) if change.before else change.after
        for change in changes
        if change.after is not None
    )


def _rise(before: PracticeScore | None, after: PracticeScore | None) -> int | None:
    if before is None or after is None or before.level is None or after.level is None:
        return None
    return after.level - before.level
