"""Turns a practice's rung, and any individual answers, into answers to its statements, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from questionnaires.answers.model import Answer
from questionnaires.model import Rating, Statement


@dataclass(frozen=True, slots=True)
class LadderMark:
    """The answer to a practice as a whole.

    Attributes:
        rung: the highest rung that is true, NA or DK for the whole practice, or None if only text was given.
    """

    rung: int | Rating | None
    evidence: str = ""
    comment: str = ""
    reason: str = ""

    @property
    def written(self) -> str:
        """The rung as files contain it; "" for none."""
        return "" if self.rung is None else str(self.rung)


def climb(ladder: Mapping[int, Statement], mark: LadderMark) -> dict[str, Answer]:
    """Return the answers that a rung gives: F up to the rung, N above it.

    Evidence for a rung also supports every rung below it. A comment belongs to the rung's own statement, or to the
    lowest one if no rung was given.
    """
    lowest = min(ladder)
    at = max((level for level in ladder if isinstance(mark.rung, int) and level <= mark.rung), default=lowest)
    answers = {}
    for level, statement in ladder.items():
        answers[statement.id] = Answer(
            _rating(level, mark.rung),
            evidence=mark.evidence if level <= at else "",
            comment=mark.comment if level == at else "",
            reason=mark.reason if isinstance(mark.rung, Rating) or level == at else "",
        )
    return {each: answer for each, answer in answers.items() if answer != Answer(None)}


def _rating(level: int, rung: int | Rating | None) -> Rating | None:
    if rung is None or isinstance(rung, Rating):
        return rung
    return Rating.F if level <= rung else Rating.N


def mark_of(ladder: Mapping[int, Statement], answers: Mapping[str, Answer]) -> LadderMark | None:
    """Return the rung that gives exactly the ratings of a ladder; None if no rung does.

    Files are written with the rung instead of the ratings: an individual rating would override a rung that people
    change later. Evidence, comments and reasons stay with their statements.
    """
    given = [answers.get(statement.id, Answer(None)) for _, statement in sorted(ladder.items())]
    ratings = [answer.rating for answer in given]
    first = ratings[0]
    if first is Rating.DK and all(rating is first for rating in ratings):
        return LadderMark(first)
    if first is Rating.NA and all(answer.rating is first and answer.reason for answer in given):
        return LadderMark(first, reason=given[0].reason)
    rated = list(zip(sorted(ladder), ratings, strict=True))
    rung = max((level for level, rating in rated if rating is Rating.F), default=0)
    return LadderMark(rung) if all(rating is _rating(level, rung) for level, rating in rated) else None


def has_no_effect(ratings: Mapping[str, Rating | None], marked: Mapping[str, Answer]) -> bool:
    """Return whether individual ratings override a rung everywhere, and at least one of them differs from it."""
    by_rung = {statement: answer.rating for statement, answer in marked.items() if answer.rating is not None}
    if not by_rung or any(ratings.get(statement) is None for statement in by_rung):
        return False
    return any(ratings[statement] is not rating for statement, rating in by_rung.items())


def prevail(single: Answer, marked: Answer | None) -> Answer:
    """Return an individual answer combined with the rung's: the individual rating wins, and no text is lost."""
    if marked is None:
        return single
    own_rating = single.rating is not None and single.rating is not marked.rating
    return replace(
        single,
        rating=single.rating if single.rating is not None else marked.rating,
        evidence=_both(single.evidence, marked.evidence),
        comment=_both(single.comment, marked.comment),
        reason=single.reason or ("" if own_rating and marked.rating is Rating.NA else marked.reason),
    )


def keep_reason(answers: Mapping[str, Answer], marked: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return a practice's answers, with the rung's reason on the first if individual ratings override it."""
    kept = dict(answers)
    reason = next((answer.reason for answer in marked.values() if answer.reason), "")
    if kept and not any(reason in answer.reason for answer in kept.values()):
        first = next(iter(kept))
        kept[first] = replace(kept[first], reason=_both(kept[first].reason, reason))
    return kept


def _both(own: str, marked: str) -> str:
    return "\n".join(dict.fromkeys(text for text in (own, marked) if text))
