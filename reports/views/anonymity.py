"""Which respondents to a statement may be identified: the named ones. For all others, only counts are shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from questionnaires.answers.anonymity import LEAST_ANSWERS, is_anonymous
from questionnaires.model import Rating
from questionnaires.scoring.model import GivenAnswer, StatementScore
from reports.views import figures

TOO_FEW = (
    f"Too few answers to show: fewer than {LEAST_ANSWERS} people rated this statement anonymously, "
    "so their answers are hidden."
)

Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class VisibleAnswers:
    """The respondents to a statement, as far as the report may show them.

    Attributes:
        named: respondents who may be identified.
        crowd: unnamed respondents, shown only as counts; empty if there are too few of them to stay anonymous.
        is_hidden: there are unnamed respondents, but too few to show.
    """

    named: tuple[GivenAnswer, ...]
    crowd: tuple[GivenAnswer, ...]
    is_hidden: bool


def visible_answers(score: StatementScore) -> VisibleAnswers:
    """Return the respondents to a statement as far as the report may show them."""
    anonymous = tuple(given for given in score.answers if is_anonymous(given.respondent))
    named = tuple(given for given in score.answers if not is_anonymous(given.respondent))
    if len(ratings_of(anonymous)) < LEAST_ANSWERS:
        return VisibleAnswers(named, (), bool(anonymous) or score.withheld)
    return VisibleAnswers(named, anonymous, is_hidden=score.withheld)


def ratings_of(answers: Iterable[GivenAnswer]) -> list[Rating]:
    """Return the ratings given, lowest first."""
    ratings = [given.answer.rating for given in answers]
    return [rating for rating in Rating for each in ratings if each is rating]


def tally(several: Sequence[object]) -> str:
    """Return how often each value occurs: `2 times N, 1 time P`."""
    counts = ((each, several.count(each)) for each in dict.fromkeys(several))
    return ", ".join(f"{many}{figures.NO_BREAK}\u00d7{figures.NO_BREAK}{each}" for each, many in counts)


def shuffled(statement: str, words: Iterable[Words], text: Callable[[Words], str]) -> tuple[Words, ...]:
    """Return quotes in an order that differs by statement, so that their position doesn't reveal who wrote them."""
    return tuple(sorted(words, key=lambda each: hashlib.sha256(f"{statement} {text(each)}".encode()).digest()))
