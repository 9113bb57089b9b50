"""The most telling words about a practice: those with figures and comparisons first, only what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.findings.causes import gate_statements
from reports.views import figures
from reports.views.quotes import Quote, quotes
from reports.views.subject import Subject

MOST, WHO = 200, 40
COUNT = re.compile(r"\d[^.]{0,30}(?<!instead) (out )?of (the |those |all )?\w*\d|\d ?(%|per cent|percent)")
COMPARISON = re.compile(
    r"\b(instead of|rather than|against|compared|than|but only|of which|of whom|down from|up from|from \d[\d.,]* to)\b"
)
DATE = re.compile(
    r"\b(\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(19|20)\d\d|\d{4}-\d\d-\d\d)\b"
)
KINDS = ("Evidence", "Comment", "Consensus")


def telling(text: str) -> int:
    """Return how telling words are.

    4 with a count such as `14 of 52` or a percentage, 3 with a figure compared, 2 with another figure, 1 with a date
    alone, else 0.
    """
    if COUNT.search(text):
        return 4
    if not any(map(str.isdigit, DATE.sub("", text))):
        return int(bool(DATE.search(text)))
    return 3 if COMPARISON.search(text) else 2


def best_quote(subject: Subject, statements: Iterable[StatementScore], kinds: Sequence[str] = KINDS) -> Quote | None:
    """Return the most telling words about statements: by figures, then evidence before comments, then in order."""
    words = [each for statement in statements for each in quotes(subject, statement) if each.kind in kinds]
    return max(words, key=lambda each: (telling(each.text), -kinds.index(each.kind)), default=None)


def weak_statements(score: PracticeScore) -> tuple[StatementScore, ...]:
    """Return the statements that stand between a practice and its next level, or else all that don't hold.

    They are more than the gate's: with a level 1 that is only P, level 2 waits for its own statements too.
    """
    gate, following = gate_statements(score), (score.level or 0) + 1
    unmet = tuple(each for each in score.statements if each.rating in {Rating.N, Rating.P})
    near = {each.statement.id for each in (*gate, *(one for one in unmet if one.statement.level <= following))}
    return tuple(each for each in score.statements if each.statement.id in near) or unmet


def evidence_sentence(subject: Subject, score: PracticeScore) -> str:
    """Return the most telling words about what stopped a practice, with their source; "" without any, or unquoted."""
    if not subject.options.quotes:
        return ""
    best = best_quote(subject, weak_statements(score))
    return quote_sentence(best) if best else ""


def both_sides(subject: Subject, statement: StatementScore) -> str:
    """Return the most telling words about a statement, and those of somebody else; "" without any, or unquoted."""
    best = best_quote(subject, [statement])
    if best is None or not subject.options.quotes:
        return ""
    others = [each for each in quotes(subject, statement) if each.kind in KINDS and each.who != best.who]
    other = max(others, key=lambda each: telling(each.text), default=None)
    return " ".join(quote_sentence(each) for each in (best, other) if each)


def quote_sentence(words: Quote) -> str:
    """Return words with their kind and source."""
    kind = "Note" if words.kind == "Consensus" else words.kind
    return f"{kind} ({source(words)}): {quote_text(words)}."


def quote_text(words: Quote) -> str:
    """Return words in quotation marks."""
    return f"\u201c{figures.shortened(words.text, MOST).rstrip('.')}\u201d"


def source(words: Quote) -> str:
    """Return who wrote words, without the letter that tables use."""
    return figures.shortened(words.who.removeprefix(f"{words.letter} "), WHO)


def figures_in(subject: Subject, score: PracticeScore) -> int:
    """Return how telling the best words about a weak practice are, 0 to 4."""
    best = best_quote(subject, weak_statements(score))
    return telling(best.text) if best else 0
