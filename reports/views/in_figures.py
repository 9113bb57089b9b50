"""The weightiest figures about what doesn't hold, for the first page, unless its cards quote them."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.scoring.model import PracticeScore
from reports.findings.causes import UNMET
from reports.findings.consequences import is_weak
from reports.findings.evidence import quote_text, source, words_about
from reports.findings.telling import weight
from reports.findings.underlying import diagnosis_of
from reports.findings.wording import name
from reports.views import figures
from reports.views.quotes import Quote
from reports.views.subject import GOOD, Subject

MOST = 3
LEAST = 4
"""The minimum weight of a figure: that of a count, or of another figure about harm or the underlying cause."""
SHOWS = 2
"""The extra weight of a figure whose statement shows the underlying cause."""


def in_figures(subject: Subject, told: str) -> tuple[str, ...]:
    """Return the weightiest figures that `told` doesn't quote, one for each practice; none without quotations."""
    if not subject.options.quotes:
        return ()
    found: dict[str, tuple[int, str]] = {}
    for score in subject.assessed:
        if not is_weak(score):
            continue
        new = [each for each in _weighed(subject, score) if quote_text(each[1]) not in told]
        merit, words = max(new, key=lambda each: each[0], default=(0, None))
        if words and merit >= LEAST:
            what = figures.capital(name(subject, score.practice))
            found[score.practice] = merit, f"{what}: {quote_text(words)}{source(subject, words)}."
    best = sorted(found.values(), key=lambda each: -each[0])[:MOST]
    return tuple(text for _, text in best)


def _weighed(subject: Subject, score: PracticeScore) -> Iterator[tuple[int, Quote]]:
    """Yield all words about what doesn't hold up to level 3, with how much they weigh."""
    cause = diagnosis_of(subject)
    signs = {each.statement.id for each in cause.signs} if cause else set()
    for each in score.statements:
        if each.rating in UNMET and each.statement.level <= GOOD:
            more = SHOWS * (each.statement.id in signs)
            about = (words for words in words_about(subject, each) if weight(words.text))
            yield from ((weight(words.text) + more, words) for words in about)
