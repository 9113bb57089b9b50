"""What was written about a statement: a claim together with the fact beside it, and the text that words refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from questionnaires.scoring.model import StatementScore
from questionnaires.telling import is_pair, telling
from reports.findings.causes import UNMET, is_on_one_side
from reports.views.quotes import Quote, quotes
from reports.views.subject import Subject, once_per_subject

ELSEWHERE = re.compile(r"\W*((see|same as) |(as|like) (above|below|before|under)\b|(ditto|ibid)\b)", re.IGNORECASE)
"""Expressions that mean nothing without the text they refer to."""
FIGURE_OF = re.compile(r"\W*see (?:the )?(\d[\d.,]*\d)", re.IGNORECASE)
"""The figure that words use to refer to others: `See the 96.8 per cent`."""
KINDS = ("Evidence", "Comment", "Consensus")
JOINED = "\u201d; comment: \u201c"
"""Joins evidence and the comment on it in one quotation."""
ROOM = 240
"""The most characters of evidence and a comment that are quoted together."""


def words_about(subject: Subject, statement: StatementScore, kinds: Sequence[str] = KINDS) -> Iterator[Quote]:
    """Yield what was written about a statement by those who don't contradict its rating, if it makes sense on its own.

    A claim with the fact against it shows what an N or P lacks, whoever wrote it down. If only evidence and a comment
    together set a fact beside a claim, they are joined. Words that refer to others by a figure, as in `See the 96.8 per
    cent`, are replaced by those others.
    """
    own = [
        each
        for each in quotes(subject, statement)
        if is_on_one_side(each.rating, statement.rating) or (statement.rating in UNMET and is_pair(each.text))
    ]
    yield from _pairs([each for each in own if each.kind in kinds])
    for each in own:
        if not ELSEWHERE.match(each.text):
            if each.kind in kinds:
                yield each
        elif (found := FIGURE_OF.match(each.text)) and (meant := _meant(subject, found[1])) and meant.kind in kinds:
            yield meant


def is_joined(text: str) -> bool:
    """Return whether a text is evidence and the comment that sets a fact beside it."""
    return JOINED in text


def first_half(words: Quote) -> Quote:
    """Return only the evidence of a text that is evidence and a comment."""
    return replace(words, text=words.text.partition(JOINED)[0])


def _pairs(words: Sequence[Quote]) -> Iterator[Quote]:
    """Yield evidence with the same named person's comment if only both together give a claim and the fact."""
    comments = {each.letter: each for each in words if each.kind == "Comment" and each.letter}
    for each in words:
        other = comments.get(each.letter) if each.kind == "Evidence" else None
        if other is None or is_pair(each.text) or is_pair(other.text) or not telling(other.text):
            continue
        both = f"{each.text.rstrip('.')}{JOINED}{other.text}"
        if is_pair(both) and len(both) <= ROOM:
            yield replace(each, text=both)


def _meant(subject: Subject, figure: str) -> Quote | None:
    """Return the words that contain a figure; None if none or several do."""
    found = [each for each in _all_words(subject) if re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", each.text)]
    return found[0] if len(found) == 1 else None


@once_per_subject
def _all_words(subject: Subject) -> tuple[Quote, ...]:
    said = (each for score in subject.assessed for one in score.statements for each in quotes(subject, one))
    return tuple(each for each in said if each.kind in KINDS and not ELSEWHERE.match(each.text))
