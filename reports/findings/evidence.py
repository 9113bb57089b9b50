"""The most telling words about a practice: those with figures and comparisons first, only what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from practices_catalog.model import LEVELS
from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.findings.causes import gate_statements, weakest
from reports.findings.consequences import reported_symptoms, suspects
from reports.views import figures
from reports.views.quotes import Quote, quotes
from reports.views.subject import Subject

MOST, WHO = 200, 40
COUNT = re.compile(r"\d[^.]{0,30}(?<!instead) (out )?of (the |those |all )?\w*\d|\d ?(%|per cent|percent)")
COMPARISON = re.compile(
    r"\b(instead of|rather than|against|compared|than|but only|of which|of whom|down from|up from|from \d[\d.,]* to)\b"
)
PART = re.compile(r"(?:\bof (\d[\d,]*)|\b(\d[\d,]*) [A-Za-z][^.;:,\d]{0,40})[:,] (?:only |just |but )?(\d[\d,]*) [a-z]")
"""A number of things, then a number of them: `30 test calls: 17 sent`, `26 measures, 7 done`, `of 40: 36 found`."""
FIGURE = 2
"""How telling words with a figure are, at least."""
MONTH = (
    "(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?"
    "|Aug(ust)?|Sep(tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)"
)
DATE = re.compile(
    rf"\b(\d{{1,2}}\.? {MONTH}|{MONTH} \d{{1,2}}, (19|20)\d\d|\d{{1,2}}[./]\d{{1,2}}[./](19|20)\d\d"
    r"|\d{1,2}/(19|20)\d\d|Q[1-4]|(19|20)\d\d(-\d\d-\d\d)?)\b"
)
PAPER = re.compile(r"\b\d[\d,]* (pages?|forms?|chapters?|documents?|slides?)\b", re.IGNORECASE)
"""How much was written, which says nothing about the work."""
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = re.compile(rf"\b({'|'.join(WORDS)}|dozen)\b", re.IGNORECASE)
SHARE = re.compile(r"\b(half (of|the)|a (third|quarter|fifth|tenth) of|every (second|third|other))\b", re.IGNORECASE)
"""A share in words, for which a percentage stands in."""
SAMPLE = re.compile(r"\W*(a |the )?(sample|check|audit|review) of (the )?\d[\d,]*( [a-z-]+){0,3}\W*", re.IGNORECASE)
"""How much was looked at, without what was found."""
FULL_STOP = re.compile(r"(?<![A-Za-z]\.[A-Za-z])\.$")
"""At the end, but not that of `a.m.`"""
KINDS = ("Evidence", "Comment", "Consensus")
UNMET = (Rating.N, Rating.P)


def telling(text: str) -> int:
    """Return how telling words are.

    4 with a count such as `14 of 52` or a percentage, 3 with a figure compared, 2 with another figure, 1 with a date
    alone, else 0; a number in words is a figure, and the size of a sample or of a document alone proves nothing.
    """
    undated = SHARE.sub("50 % of", NUMBER.sub(_digits, DATE.sub("", text)))
    if SAMPLE.fullmatch(text):
        return 0
    if not any(map(str.isdigit, PAPER.sub("", undated))):
        return int(bool(DATE.search(text)))
    if COUNT.search(undated) or _counts_a_part(undated):
        return 4
    return 3 if COMPARISON.search(text) else FIGURE


def _digits(word: re.Match[str]) -> str:
    said = word[0].lower()
    return str(WORDS.index(said) + 2 if said in WORDS else 12)


def _counts_a_part(text: str) -> bool:
    found = PART.search(text)
    return found is not None and _number(found[3]) < _number(found[1] or found[2])


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def best_quote(subject: Subject, statements: Iterable[StatementScore], kinds: Sequence[str] = KINDS) -> Quote | None:
    """Return the most telling words about statements: by figures, then evidence before comments, then in order."""
    words = [each for statement in statements for each in quotes(subject, statement) if each.kind in kinds]
    return max(words, key=lambda each: _merit(each, kinds), default=None)


def _merit(words: Quote, kinds: Sequence[str] = KINDS) -> tuple[int, int]:
    return telling(words.text), -kinds.index(words.kind)


def weak_statements(score: PracticeScore) -> tuple[StatementScore, ...]:
    """Return the statements that stand between a practice and its next level, or else all that don't hold.

    They are more than the gate's: with a level 1 that is only P, level 2 waits for its own statements too.
    """
    gate, following = gate_statements(score), (score.level or 0) + 1
    unmet = tuple(each for each in score.statements if each.rating in UNMET)
    near = {each.statement.id for each in (*gate, *(one for one in unmet if one.statement.level <= following))}
    return tuple(each for each in score.statements if each.statement.id in near) or unmet


def cause_of(subject: Subject, score: PracticeScore) -> StatementScore | None:
    """Return the statement that explains a practice's level best; None if nothing stops it.

    Of the statements that don't hold and that explain its loudest symptom, or else that the next level waits for, it is
    the one with the most telling figures: what is proven explains more than what comes first. Where not even level 1 is
    begun, nothing explains more than that.
    """
    first = weakest(score)
    if first is None or first.rating is None or (first.rating is Rating.N and first.statement.level == LEVELS[0]):
        return first
    return _most_telling(subject, _explaining(subject, score), first) or _next(subject, score, first)


def first_to_mend(subject: Subject, score: PracticeScore, cause: StatementScore | None) -> StatementScore | None:
    """Return the statement to begin with: the cause, unless the practice reaches a lower level before."""
    return cause if cause is None or cause in weak_statements(score) else _next(subject, score, weakest(score) or cause)


def _next(subject: Subject, score: PracticeScore, first: StatementScore) -> StatementScore:
    """Return the most telling of what stopped the level and what doesn't hold before the next one."""
    unmet = [each for each in weak_statements(score) if each.rating in UNMET]
    return _most_telling(subject, [first, *unmet], first) or first


def _most_telling(
    subject: Subject, statements: Sequence[StatementScore], first: StatementScore
) -> StatementScore | None:
    """Return the statement with the most telling figures; of equal ones `first`, and else the lowest."""
    ranked = sorted(statements, key=lambda each: each != first)
    return max(ranked, key=lambda each: _proof(subject, each), default=None)


def _proof(subject: Subject, statement: StatementScore) -> tuple[int, int]:
    best = _with_figures(subject, [statement])
    return _merit(best) if best else (0, -len(KINDS))


def _explaining(subject: Subject, score: PracticeScore) -> list[StatementScore]:
    """Return the statements that don't hold and that explain the loudest symptom of the practice.

    One that the next level doesn't wait for is among them only if somebody wrote about it.
    """
    loud = next((each for each in reported_symptoms(subject) if suspects(subject, each.symptom)[:1] == (score,)), None)
    if loud is None or loud.symptom.practices[0] != score.practice:
        return []
    near = weak_statements(score)
    return [
        each
        for each in score.statements
        if each.rating in UNMET
        and each.statement.level in loud.symptom.explained_by
        and (each in near or best_quote(subject, [each]))
    ]


def evidence_sentence(subject: Subject, score: PracticeScore, cause: StatementScore | None) -> str:
    """Return the most telling words about what keeps a practice where it is; "" without any, or unquoted.

    Words about the statement named as the cause come first. Those of another one say which level they are about, and
    are added where only they count or compare something.
    """
    if not subject.options.quotes:
        return ""
    own = best_quote(subject, [cause]) if cause else None
    elsewhere = _elsewhere(subject, score, cause)
    said = [quote_sentence(subject, own)] if own else []
    if elsewhere and (own is None or (not has_figures(own) and _adds(*elsewhere))):
        said.append(quote_sentence(subject, *elsewhere))
    return " ".join(said)


def _elsewhere(
    subject: Subject, score: PracticeScore, cause: StatementScore | None
) -> tuple[Quote, StatementScore] | None:
    """Return the most telling words about other statements that don't hold or stop the level; the lowest of equals."""
    near = weak_statements(score)
    others = [each for each in score.statements if each != cause and (each in near or each.rating in UNMET)]
    found = [(words, each) for each in others for words in [best_quote(subject, [each])] if words]
    return max(found, key=lambda each: (telling(each[0].text), each[1] in near, _merit(each[0])), default=None)


def _adds(words: Quote, about: StatementScore) -> bool:
    return telling(words.text) > FIGURE and about.rating in UNMET


def both_sides(subject: Subject, statement: StatementScore) -> str:
    """Return the most telling words about a statement, and those of somebody else; "" without any, or unquoted."""
    best = best_quote(subject, [statement])
    if best is None or not subject.options.quotes:
        return ""
    others = [each for each in quotes(subject, statement) if each.kind in KINDS and each.who != best.who]
    other = max(others, key=lambda each: telling(each.text), default=None)
    return " ".join(quote_sentence(subject, each) for each in (best, other) if each)


def quote_sentence(subject: Subject, words: Quote, about: StatementScore | None = None) -> str:
    """Return words with their kind and source, and the level that they are about if that isn't the one just named."""
    kind = "Note" if words.kind == "Consensus" else words.kind
    level = f" on level {about.statement.level}" if about else ""
    return f"{kind}{level}{source(subject, words)}: {quote_text(words)}."


def quote_text(words: Quote, most: int = MOST) -> str:
    """Return words in quotation marks, at most so many characters of them."""
    return f"\u201c{FULL_STOP.sub('', figures.shortened(words.text, most))}\u201d"


def source(subject: Subject, words: Quote) -> str:
    """Return who wrote words, in parentheses and without the letter that tables use; "" for the only respondent."""
    if len(subject.scores.assessment.responses) == 1 and words.kind != "Consensus":
        return ""
    return f" ({figures.shortened(words.who.removeprefix(f'{words.letter} '), WHO)})"


def figures_in(subject: Subject, score: PracticeScore) -> Fraction:
    """Return how telling the figures in the best words about a weak practice are, 0 to 4, and half for a comment.

    A date isn't a figure.
    """
    best = _with_figures(subject, weak_statements(score))
    return telling(best.text) / Fraction(2 if best.kind == "Comment" else 1) if best else Fraction(0)


def figures_about(subject: Subject, score: PracticeScore, cause: StatementScore | None) -> Quote | None:
    """Return the most telling figures about the cause, or else about any statement that doesn't hold; None for none."""
    unmet = [each for each in score.statements if each.rating in UNMET]
    own = _with_figures(subject, [cause]) if cause else None
    return own or _with_figures(subject, unmet)


def _with_figures(subject: Subject, statements: Iterable[StatementScore]) -> Quote | None:
    best = best_quote(subject, statements)
    return best if best and has_figures(best) else None


def has_figures(words: Quote) -> bool:
    """Return whether words have a figure other than a date."""
    return telling(words.text) >= FIGURE
