"""What people wrote in strong words about what a practice lacks: a claim beside a fact, or a count of harm."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.answers.anonymity import is_anonymous
from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from questionnaires.telling import is_pair, is_strong, weight

UNMET = frozenset({Rating.N, Rating.P})


def strongest_statement(score: PracticeScore, most: int) -> StatementScore | None:
    """Return the statement rated N or P about which somebody wrote the strongest words; None if none are strong.

    Args:
        score: the practice's score.
        most: the highest level of a statement that counts.

    Ties prefer the lowest level. What anonymous people wrote doesn't change the roadmap.
    """
    unmet = (each for each in score.statements if each.rating in UNMET and each.statement.level <= most)
    told = [(max(map(weight, texts)), each) for each in unmet if (texts := [*_strong_texts(each)])]
    return max(told, key=lambda each: (each[0], -each[1].statement.level), default=(0, None))[1]


def _strong_texts(score: StatementScore) -> Iterator[str]:
    for given in score.answers:
        answer = given.answer
        if is_anonymous(given.respondent):
            continue
        for text in (answer.evidence, answer.comment, f"{answer.evidence}; {answer.comment}"):
            if is_strong(text) and (answer.rating in UNMET or is_pair(text)):
                yield text
