"""The most telling words about a practice: those with figures and comparisons first, only what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.findings.causes import gate_statements
from reports.findings.consequences import explained_levels
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
SAID = "(?:logged|counts?|counted|says?|said|shows?|showed|reports?|reported|recorded|finds?|found)"
SIDES = re.compile(
    rf"\b{SAID} \d[^.;,]{{0,40}}[,;] (?:but )?[^.;,\d]{{1,40}}\b{SAID} \d"
    r"|\d[\d.,]{0,9} ?[A-Za-z]{1,15} by [^.;,\d]{1,40}[,;] (?:but )?\d[\d.,]{0,9} ?[A-Za-z]{1,15} by "
)
"""Two sides' figures for the same thing: `wards logged 47 entries, IT counts 6`, `1 h by the supplier, 7 h by us`."""
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


def pointed(text: str) -> tuple[bool, int]:
    """Return whether words have two sides' figures for the same thing, and how telling they are, to compare."""
    return SIDES.search(text) is not None, telling(text)


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


def is_shown(score: PracticeScore) -> bool:
    """Return whether evidence supports what is said to be missing in a practice."""
    return any(each.evidenced for each in weak_statements(score))


def proof(subject: Subject, statement: StatementScore) -> tuple[int, int]:
    """Return how telling the best figures about a statement are, and whether they are evidence, to compare."""
    best = _with_figures(subject, [statement])
    return _merit(best) if best else (0, -len(KINDS))


def evidence_sentence(subject: Subject, score: PracticeScore, cause: StatementScore | None) -> str:
    """Return the most telling words about what keeps a practice where it is; "" without any, or unquoted.

    Words about the statement named as the cause come first. Those of another one say which level they are about, and
    are added where they have more telling figures.
    """
    if not subject.options.quotes:
        return ""
    return " ".join(quote_sentence(subject, *each) for each in shown_words(subject, score, cause))


def shown_words(
    subject: Subject, score: PracticeScore, cause: StatementScore | None
) -> list[tuple[Quote, StatementScore | None]]:
    """Return the words that a finding quotes, with the statement that they are about unless that is its cause."""
    own = best_quote(subject, [cause]) if cause else None
    elsewhere = _elsewhere(subject, score, cause)
    said: list[tuple[Quote, StatementScore | None]] = [(own, None)] if own else []
    return [*said, elsewhere] if elsewhere and (own is None or _adds(own, *elsewhere)) else said


def _elsewhere(
    subject: Subject, score: PracticeScore, cause: StatementScore | None
) -> tuple[Quote, StatementScore] | None:
    """Return the most telling words about other statements that don't hold or stop the level; the lowest of equals.

    Figures about what explains the practice's loudest symptom come first.
    """
    near, levels = weak_statements(score), explained_levels(subject, score.practice)
    others = [each for each in score.statements if each != cause and (each in near or each.rating in UNMET)]
    found = [(words, each) for each in others for words in [best_quote(subject, [each])] if words]

    def merit(each: tuple[Quote, StatementScore]) -> tuple[object, ...]:
        words, about = each
        explains = about.statement.level in levels and has_figures(words)
        return explains, telling(words.text), about in near, _merit(words)

    return max(found, key=merit, default=None)


def _adds(own: Quote, words: Quote, about: StatementScore) -> bool:
    return has_figures(words) and _merit(words) > _merit(own) and about.rating in UNMET


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
