"""A mark on a ladder, read from the ratings and set over them: what was rated one by one wins over it."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.answers.ladders import LadderMark, climb
from questionnaires.model import Rating, Statement

Ladder = Mapping[int, Statement]
Ratings = Mapping[str, Rating | None]


def mark_of(ladder: Ladder, ratings: Ratings) -> int | Rating | None:
    """Return the mark that a ladder's ratings amount to, None while one is missing or none says so.

    It is the highest level rated F; 0 where there is none and one is N; NA or DK where all are.
    """
    by_level = {level: ratings.get(statement.id) for level, statement in ladder.items()}
    given = set(by_level.values())
    if None in given:
        return None
    for whole in (Rating.NA, Rating.DK):
        if given == {whole}:
            return whole
    held = [level for level, rating in by_level.items() if rating is Rating.F]
    if held:
        return max(held)
    return 0 if Rating.N in given else None


def marked(ladder: Ladder, ratings: Ratings, rung: int | Rating | None) -> dict[str, Rating | None]:
    """Return the ratings that change with a new mark: those that are open or were the old mark's; None removes it."""
    before = _by_mark(ladder, mark_of(ladder, ratings))
    after = _by_mark(ladder, rung)
    changed = {}
    for statement in ladder.values():
        rating = ratings.get(statement.id)
        if rating in {None, before.get(statement.id)} and rating is not after.get(statement.id):
            changed[statement.id] = after.get(statement.id)
    return changed


def _by_mark(ladder: Ladder, rung: int | Rating | None) -> dict[str, Rating | None]:
    return {statement: answer.rating for statement, answer in climb(dict(ladder), LadderMark(rung)).items()}
