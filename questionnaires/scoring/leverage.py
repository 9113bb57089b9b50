"""Leverage: whether another of the ratings given to a statement would change its practice's level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from questionnaires.model import SCALE, Method, Rating
from questionnaires.scoring.capability import capability_level, level_values
from questionnaires.scoring.model import PracticeStatus, Scores, StatementScore
from questionnaires.scoring.score import practice_status

ORDER = (*SCALE, Rating.NA)
WITH_FIGURES = (PracticeStatus.ASSESSED, PracticeStatus.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Leverage:
    """What a practice's level would be with each of the ratings given to one of its statements.

    Attributes:
        level: the current level, or None if the practice has none.
        levels: by each rating given, N to F and then NA; abstentions don't count.
        together: the same if the practice's other open disagreements ended at the highest rating given.
    """

    statement: StatementScore
    level: int | None
    levels: Mapping[Rating, int | None]
    together: Mapping[Rating, int | None]

    @property
    def changes_level(self) -> bool:
        """Whether the ratings given lead to different levels, alone or together with the other disagreements."""
        return self.changes_alone or len(set(self.together.values())) > 1

    @property
    def changes_alone(self) -> bool:
        """Whether any of the ratings given would change the level, however the other disagreements are resolved."""
        return any(level != self.level for level in self.levels.values())

    @property
    def swing(self) -> int:
        """Levels between the lowest and the highest outcome; no level counts as 0."""
        outcomes = [level or 0 for level in (self.level, *self.levels.values())]
        return max(outcomes) - min(outcomes)


def leverage(scores: Scores, statement: StatementScore) -> Leverage:
    """Return the leverage of a statement.

    Source: docs/scoring.md, "Several respondents".
    """
    practice = scores.practice[statement.statement.practice]
    ratings = [rating for rating in ORDER if rating in _given(statement)]
    levels = {each: _level_with(practice.statements, statement, each, scores.method) for each in ratings}
    others = tuple(each if each is statement else _at_best(each) for each in practice.statements)
    together = {each: _level_with(others, statement, each, scores.method) for each in ratings}
    return Leverage(statement, practice.level, levels, together)


def by_leverage(scores: Scores) -> tuple[Leverage, ...]:
    """Return the statements on which respondents disagree, those without a consensus first, then by leverage.

    Ties keep the questionnaire's order.
    """
    found = [leverage(scores, statement) for statement in scores.disagreements]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.statement.consensus is not None,
                not each.changes_alone,
                not each.changes_level,
                -each.swing,
            ),
        )
    )


def open_disagreements(scores: Scores) -> tuple[Leverage, ...]:
    """Return the statements on which respondents disagree and that have no consensus, by leverage."""
    return tuple(each for each in by_leverage(scores) if each.statement.consensus is None)


def _given(statement: StatementScore) -> set[Rating | None]:
    return {given.answer.rating for given in statement.answers}


def _at_best(statement: StatementScore) -> StatementScore:
    """Return a statement as if its disagreement had ended at the highest rating that anyone gave it."""
    if not statement.disagreement or statement.consensus is not None:
        return statement
    best = max((each for each in SCALE if each in _given(statement)), key=SCALE.index, default=None)
    return replace(statement, rating=best, open_kind=None) if best else statement


def _level_with(
    practice: Sequence[StatementScore], statement: StatementScore, rating: Rating, method: Method
) -> int | None:
    rated = replace(statement, rating=rating, open_kind=None)
    statements = [rated if each is statement else each for each in practice]
    if practice_status(statements) not in WITH_FIGURES:
        return None
    return capability_level(level_values(statements), method)
