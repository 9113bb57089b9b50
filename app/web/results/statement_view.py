"""The view model of one statement: its rating, how the rating came about, the answers, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from app.web.results.answers_view import StatementAnswers, rating_code
from app.web.results.results import Results
from questionnaires.model import Rating, Statement
from questionnaires.scoring.model import OpenKind, PracticeScore, StatementScore
from reports.views import figures
from reports.views.marks import WORDS, statement_mark


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its rating and answers.

    Attributes:
        code: the code of the rating; DK if everyone answered "don't know", None if nobody answered.
        badges: short remarks, such as `No evidence`.
        is_unmet: whether to show the action and the evidence needed.
        how: how the rating came about, in a sentence.
    """

    id: str
    code: str | None
    rating: str
    statement: Statement
    stops: bool
    badges: tuple[str, ...]
    is_unmet: bool
    answers: StatementAnswers
    how: str


def statement_view(results: Results, each: StatementScore) -> StatementView:
    """Return the view of a statement."""
    score = results.scores.practice[each.statement.practice]
    answers = results.answers(each)
    return StatementView(
        id=each.statement.id,
        code=rating_code(each),
        rating=WORDS[each.rating] if each.rating else statement_mark(each).words,
        statement=each.statement,
        stops=bool(score.gate and each.statement.id in score.gate.statements),
        badges=_badges(score, each),
        is_unmet=each.rating not in {Rating.F, Rating.NA},
        answers=answers,
        how=_how_rated(each, answers),
    )


def _badges(score: PracticeScore, each: StatementScore) -> tuple[str, ...]:
    stops = bool(score.gate and each.statement.id in score.gate.statements)
    lacks_evidence = each.rating is not None and each.rating.on_scale and each.statement.id not in score.backed
    named = (
        ("Blocks the next level", stops),
        ("Respondents disagree", each.is_disputed),
        ("Lower middle rating counts", each.lower_middle and each.consensus is None),
        ("Consensus", each.consensus is not None),
        ("No evidence", lacks_evidence),
        (f"{figures.count(each.unconfirmed, 'unconfirmed answer')}", each.unconfirmed > 0),
    )
    return tuple(text for text, holds in named if holds)


def _how_rated(each: StatementScore, answers: StatementAnswers) -> str:
    if each.consensus:
        proposed = each.proposal.value if each.proposal else "none"
        return f"Consensus set by the assessor. The median of the respondents' ratings is {proposed}."
    if not answers.many:
        why = "Too few people" if each.open_kind is OpenKind.WITHHELD else "Nobody"
        verb = "have" if each.open_kind is OpenKind.WITHHELD else "has"
        return f"{why} {verb} rated this statement. It counts as N in the lower figure and as F in the upper one."
    if each.rating is None:
        return (
            "Everyone answered \u201cdon't know\u201d, which counts as N in the lower figure and as F in the upper one."
        )
    if each.rating is Rating.NA and answers.many > 1:
        said = f"More than half of {answers.many} answers say \u201cnot applicable\u201d"
        return f"{said}; \u201cdon't know\u201d doesn't count."
    if answers.hidden_reason:
        return "The median of the ratings from N to F, or the lower of the two in the middle."
    return _median(each)


def _median(each: StatementScore) -> str:
    """Say which ratings the median is taken from, and which answers are left out."""
    ratings = [given.answer.rating for given in each.answers if given.answer.rating]
    many = sum(rating.on_scale for rating in ratings)
    left = ((Rating.DK, "don't know"), (Rating.NA, "not applicable"))
    left_out = [f"{ratings.count(rating)} {words}" for rating, words in left if ratings.count(rating)]
    whole = "The only rating given" if many <= 1 else f"The median of {many} ratings"
    middle = ", the lower of the two in the middle" if each.lower_middle else ""
    return f"{whole}{middle}{f'; left out: {figures.listed(left_out)}' if left_out and many else ''}."
