"""The mark on a ladder: derived from the ratings, and applied to them. Individual ratings take precedence."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.answers.ladders import LadderMark, climb
from questionnaires.model import Rating, Statement

Ladder = Mapping[int, Statement]
Ratings = Mapping[str, Rating | None]


def mark_of(ladder: Ladder, ratings: Ratings) -> int | Rating | None:
    """Return the mark that matches a ladder's ratings, or None if a rating is missing or no mark matches.

    The mark is the highest level rated F; 0 if no level is rated F and at least one is N; NA or DK if all are.
    """
    by_level = {level: ratings.get(statement.id) for level, statement in ladder.items()}
    given = set(by_level.values())
    if None in given:
        return None
    for whole in (Rating.NA, Rating.DK):
        if given == {whole}:
            return whole
    achieved = [level for level, rating in by_level.items() if rating is Rating.F]
    if achieved:
        return max(achieved)
    return 0 if Rating.N in given else None


def marked(ladder: Ladder, ratings: Ratings, mark: int | Rating | None) -> dict[str, Rating | None]:
    """Return the ratings that a new mark changes; None removes the mark.

    Only open statements and ratings that match the previous mark change.
    """
    before = _by_mark(ladder, mark_of(ladder, ratings))
    after = _by_mark(ladder, mark)
    changed = {}
    for statement in ladder.values():
        rating = ratings.get(statement.id)
        if rating in {None, before.get(statement.id)} and rating is not after.get(statement.id):
            changed[statement.id] = after.get(statement.id)
    return changed


def _by_mark(ladder: Ladder, mark: int | Rating | None) -> dict[str, Rating | None]:
    return {statement: answer.rating for statement, answer in climb(dict(ladder), LadderMark(mark)).items()}
