"""Who said what about a statement: the ratings on one line, and what people wrote as quotes."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.answers.anonymity import LEAST_ANSWERS, SOMEBODY
from questionnaires.model import Rating
from questionnaires.scoring.model import GivenAnswer, StatementScore
from reports.views import figures
from reports.views.anonymity import ratings_of, shuffled, tally, visible_answers
from reports.views.excerpts import ELLIPSIS, excerpt
from reports.views.subject import Subject

CUT = 200


@dataclass(frozen=True, slots=True)
class Quote:
    """What one person wrote about a statement.

    Attributes:
        who: letter and name, `Assessor`, or `A respondent` if no name was given.
        letter: the letter alone, or "".
        kind: Evidence, Comment, Reason or Consensus.
        cut: whether the text continues in the appendix.
        rating: this person's rating of the statement; None for unnamed people, whose comments can't be tied to a
            rating.
    """

    who: str
    letter: str
    kind: str
    text: str
    cut: bool = False
    rating: Rating | None = None


def quotes(subject: Subject, score: StatementScore, *, shorten: bool = False) -> tuple[Quote, ...]:
    """Return everything written about a statement: evidence, then comments, reasons and the assessor's notes."""
    words: list[Quote] = []
    answers = visible_answers(score)
    for kind in ("Evidence", "Comment", "Reason"):
        words += [_one(subject, given, kind) for given in answers.named if _text(given, kind)]
        unnamed = [Quote(SOMEBODY, "", kind, _text(given, kind)) for given in answers.crowd if _text(given, kind)]
        words += shuffled(score.statement.id, unnamed, lambda each: each.text)
    if score.consensus:
        if score.consensus.evidence:
            words.append(Quote("Assessor", "", "Evidence", score.consensus.evidence))
        words.append(Quote("Assessor", "", "Consensus", f"{score.consensus.rating}: {score.consensus.note}"))
    return tuple(map(_shortened, words)) if shorten else tuple(words)


def ratings_line(subject: Subject, score: StatementScore) -> str:
    """Return the ratings given, `A: F, B: L`, with only the counts for unnamed respondents."""
    answers = visible_answers(score)
    said_by = [
        f"{subject.letters[given.respondent.id]}:{figures.NO_BREAK}{rating_text(given.answer.rating)}"
        for given in answers.named
        if given.answer.rating is not None
    ]
    said_by += [f"anonymous: {tally(ratings_of(answers.crowd))}"] if answers.crowd else []
    said_by += ["anonymous: hidden"] if answers.is_hidden else []
    return figures.capital(", ".join(said_by))


def unnamed_rule(subject: Subject) -> str:
    """Return how the report treats unnamed respondents; "" if there are none."""
    if not subject.has_anonymous:
        return ""
    return (
        "For anonymous respondents, the report shows only how many gave each rating; if fewer than "
        f"{LEAST_ANSWERS} of them rated a statement, their answers are hidden."
    )


def rating_text(rating: Rating | None) -> str:
    """Return a rating's letters, or a dash for none."""
    return rating.value if rating else "\u2013"


def _text(given: GivenAnswer, kind: str) -> str:
    answer = given.answer
    return {"Evidence": answer.evidence, "Comment": answer.comment, "Reason": answer.reason}[kind]


def _one(subject: Subject, given: GivenAnswer, kind: str) -> Quote:
    letter = subject.letters[given.respondent.id]
    return Quote(subject.speaker(given.respondent), letter, kind, _text(given, kind), rating=given.answer.rating)


def _shortened(words: Quote) -> Quote:
    text = excerpt(words.text, CUT)
    if ELLIPSIS not in text or text == " ".join(words.text.split()):
        return words
    return Quote(words.who, words.letter, words.kind, text, cut=True)
