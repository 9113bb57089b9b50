"""The most telling evidence and comments about a practice, exactly as somebody wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from questionnaires.telling import FIGURE, is_mild, is_strong, shows_a_gap, telling, weight
from reports.findings.causes import UNMET, gate_statements
from reports.findings.consequences import explained_levels
from reports.findings.words import KINDS, is_joined, words_about
from reports.views import figures
from reports.views.excerpts import excerpt
from reports.views.quotes import Quote, quotes
from reports.views.subject import GOOD, Subject

MOST, WHO = 200, 40
MOST_QUOTES, MORE = 3, 2
FULL_STOP = re.compile(r"(?<![A-Za-z]\.[A-Za-z])\.$")
"""A period at the end, but not the one in `a.m.`"""
About = tuple[Quote, StatementScore]
"""A text, such as evidence or a comment, and the statement that it is about."""


def best_quote(
    subject: Subject,
    statements: Iterable[StatementScore],
    kinds: Sequence[str] = KINDS,
    fits: Callable[[str], bool] = bool,
) -> Quote | None:
    """Return the weightiest text about some statements; among equals, evidence comes before comments.

    What somebody who rated L or F wrote doesn't show what an N or P lacks, and vice versa.

    Args:
        subject: the subject of the report.
        statements: the statements that the text may be about.
        kinds: the kinds of text that count, best first.
        fits: whether a text counts.
    """
    words = (each for statement in statements for each in words_about(subject, statement, kinds) if fits(each.text))
    return max(words, key=lambda each: _merit(each, kinds), default=None)


def _merit(words: Quote, kinds: Sequence[str] = KINDS) -> tuple[int, int]:
    return weight(words.text), -kinds.index(words.kind)


def weak_statements(score: PracticeScore) -> tuple[StatementScore, ...]:
    """Return the statements that keep a practice from its next level, or else all that don't hold.

    There can be more of them than the gate has: if level 1 is only P, level 2 also depends on its own statements.
    """
    gate, following = gate_statements(score), (score.level or 0) + 1
    unmet = tuple(each for each in score.statements if each.rating in UNMET)
    near = {each.statement.id for each in (*gate, *(one for one in unmet if one.statement.level <= following))}
    return tuple(each for each in score.statements if each.statement.id in near) or unmet


def is_shown(score: PracticeScore) -> bool:
    """Return whether evidence supports the claim that something is missing in a practice."""
    return any(each.evidenced for each in weak_statements(score))


def told_of(subject: Subject, score: PracticeScore | None) -> Quote | None:
    """Return the weightiest text about what a practice lacks; None if nobody wrote about that."""
    if score is None:
        return None
    found = [*lacking(subject, score, None), *_each_best(subject, weak_statements(score))]
    return max((words for words, _ in found), key=_merit, default=None)


def strongest(subject: Subject, score: PracticeScore | None) -> int:
    """Return the weight of the best text about what a practice lacks: 1 without a figure, 0 if there is none."""
    words = told_of(subject, score)
    return max(weight(words.text), 1) if words else 0


def proof(subject: Subject, statement: StatementScore) -> tuple[int, int]:
    """Return a sort key: how much the best figures about a statement weigh, and whether they are evidence."""
    best = _with_figures(subject, [statement])
    return _merit(best) if best else (0, -len(KINDS))


def evidence_sentences(
    subject: Subject, score: PracticeScore, cause: StatementScore | None, named: Sequence[StatementScore] = ()
) -> tuple[str, ...]:
    """Return the most telling quotations about what keeps a practice where it is; none if quotations are off.

    Quotations about the statement named as the cause come first. A quotation about another statement says which level
    it is about. It is added if it weighs more, or if the finding names that statement too and the quotation has
    figures.

    Args:
        subject: the subject of the report.
        score: the practice's score.
        cause: the statement named as the cause.
        named: all statements that the finding names.
    """
    if not subject.options.quotes:
        return ()
    shown = shown_words(subject, score, cause)
    told = {each.statement.id for _, each in shown if each} | ({cause.statement.id} if cause else set())
    others = [(_with_figures(subject, [each]), each) for each in named if each.statement.id not in told]
    shown += [(words, each) for words, each in others if words and not is_mild(words.text)]
    return tuple(quote_sentence(subject, *each) for each in shown[:MOST_QUOTES])


def shown_words(
    subject: Subject, score: PracticeScore, cause: StatementScore | None
) -> list[tuple[Quote, StatementScore | None]]:
    """Return the texts that a finding quotes, each with its statement unless that is the cause.

    A text about any other statement of the practice is added if it weighs more than those about the cause.
    """
    own = _own_words(subject, cause)
    others = _elsewhere(subject, score, cause)
    if not own:
        return [*others[:1]]
    best = max(own, key=_merit)
    fit = [each for each in others if each[1].rating and has_figures(each[0]) and not is_mild(each[0].text)]
    more = [each for each in fit if weight(each[0].text) > weight(best.text)]
    said = own if len(own) + len(more[:MORE]) <= MOST_QUOTES else [best]
    return [*((each, None) for each in said), *more[:MORE]]


def _own_words(subject: Subject, cause: StatementScore | None) -> list[Quote]:
    """Return the best text about the cause, or both evidence and a comment if both have figures, evidence first."""
    if cause is None:
        return []
    best = best_quote(subject, [cause])
    both = [best_quote(subject, [cause], kinds) for kinds in (("Evidence",), ("Comment", "Consensus"))]
    told = [each for each in both if each and has_figures(each)]
    if best and is_joined(best.text):
        return [best]
    return told if len(told) > 1 else [best] if best else []


def _elsewhere(subject: Subject, score: PracticeScore, cause: StatementScore | None) -> list[About]:
    """Return the most telling texts about other statements that fall short or stop the level, the best first.

    Ties prefer what explains the practice's loudest symptom, then statements near the level and those rated N or P.
    """
    near, levels = weak_statements(score), explained_levels(subject, score.practice)
    stopping = [each for each in near if each.rating not in {*UNMET, Rating.L}]
    found = [*lacking(subject, score, cause), *_each_best(subject, stopping)]

    def merit(each: About) -> tuple[object, ...]:
        words, about = each
        return weight(words.text), about.statement.level in levels, about in near, about.rating in UNMET, _merit(words)

    return sorted((each for each in found if each[1] != cause), key=merit, reverse=True)


def lacking(
    subject: Subject, score: PracticeScore, cause: StatementScore | None, kinds: Sequence[str] = KINDS
) -> list[About]:
    """Return the best text about each statement that falls short: N or P up to level 3, or L up to the cause's level.

    A comment on a statement rated L may be praise, so it counts only if it says what is missing. Texts about other
    statements rated L or F count if evidence and the comment on it set a fact beside a claim. Above level 3, a text
    counts only if it compares a claim with a fact or counts harm.
    """
    level = cause.statement.level if cause else 0
    unmet = [each for each in score.statements if each.rating in UNMET and each.statement.level <= GOOD]
    largely = [each for each in score.statements if each.rating is Rating.L and each.statement.level <= level]
    above = [each for each in score.statements if each.rating in UNMET and each.statement.level > GOOD]
    good = [each for each in score.statements if each.rating in {Rating.L, Rating.F} and each not in largely]
    return [
        *_each_best(subject, unmet, kinds),
        *_each_best(subject, largely, kinds, shows_a_gap),
        *_each_best(subject, above, kinds, is_strong),
        *_each_best(subject, good, kinds, is_joined),
    ]


def _each_best(
    subject: Subject,
    statements: Iterable[StatementScore],
    kinds: Sequence[str] = KINDS,
    fits: Callable[[str], bool] = bool,
) -> list[About]:
    found = ((best_quote(subject, [each], kinds, fits), each) for each in statements)
    return [(words, each) for words, each in found if words]


def both_sides(subject: Subject, statement: StatementScore) -> tuple[str, ...]:
    """Return the most telling text about a statement, and somebody else's; none if quotations are off."""
    words = [each for each in quotes(subject, statement) if each.kind in KINDS]
    best = max(words, key=_merit, default=None)
    if best is None or not subject.options.quotes:
        return ()
    others = [each for each in words if each.who != best.who]
    other = max(others, key=lambda each: weight(each.text), default=None)
    return tuple(quote_sentence(subject, each) for each in (best, other) if each)


def quote_sentence(subject: Subject, words: Quote, about: StatementScore | None = None, of: str = "") -> str:
    """Return a quotation with its kind and source.

    Args:
        subject: the subject of the report.
        words: the text to quote.
        about: the statement that the text is about, if it isn't the one just named.
        of: the name of the statement's practice, if it isn't the one just named.
    """
    kind = "Note" if words.kind == "Consensus" else words.kind
    practice = f"{of}, " if of else ""
    level = f" on {practice}level {about.statement.level}" if about else ""
    return f"{kind}{level}{source(subject, words)}: {quote_text(words)}."


def quote_text(words: Quote, most: int = MOST) -> str:
    """Return a text in quotation marks, cut to about `most` characters."""
    # A note on a consensus begins with its rating, which isn't part of what was said.
    said = words.text.partition(": ")[2] if words.kind == "Consensus" else words.text
    return f"\u201c{FULL_STOP.sub('', excerpt(said, most))}\u201d"


def source(subject: Subject, words: Quote) -> str:
    """Return the author of a text, in parentheses, without the letter used in tables; "" for the only respondent."""
    who = [each.respondent.name for each in subject.scores.assessment.responses]
    if len(set(who)) == 1 and (len(who) == 1 or who[0]) and words.kind != "Consensus":
        return ""
    return in_parentheses(author(words.who.removeprefix(f"{words.letter} ")))


def author(name: str) -> str:
    """Return a person's name as quotations give it."""
    return figures.shortened(name, WHO)


def in_parentheses(who: str) -> str:
    """Return how a quotation names its author."""
    return f" ({who})"


def figures_in(subject: Subject, score: PracticeScore) -> Fraction:
    """Return how telling the figures in the best text about a weak practice are, 0 to 4; comments count half.

    A date isn't a figure.
    """
    best = _with_figures(subject, weak_statements(score))
    return telling(best.text) / Fraction(2 if best.kind == "Comment" else 1) if best else Fraction(0)


def short_words(subject: Subject, score: PracticeScore, cause: StatementScore | None, most: int) -> Quote | None:
    """Return the best text about what a practice lacks whose figures fit within `most` characters, or None.

    Figures come first; among equals, text about the cause comes first, then text about what explains the practice's
    loudest symptom.
    """
    levels = explained_levels(subject, score.practice)
    own = _each_best(subject, [cause] if cause else [])
    found = [each for each in (*own, *lacking(subject, score, cause)) if _survives(each[0].text, most)]

    def merit(each: About) -> tuple[object, ...]:
        words, about = each
        return has_figures(words), about == cause, about.statement.level in levels, _merit(words)

    return max(found, key=merit, default=(None, None))[0]


def _survives(text: str, most: int) -> bool:
    """Return whether a text fits, or is as telling when it is cut."""
    return len(text) <= most or FIGURE <= telling(text) == telling(excerpt(text, most))


def _with_figures(subject: Subject, statements: Iterable[StatementScore]) -> Quote | None:
    best = best_quote(subject, statements)
    return best if best and has_figures(best) else None


def has_figures(words: Quote) -> bool:
    """Return whether a text has a figure other than a date."""
    return telling(words.text) >= FIGURE
