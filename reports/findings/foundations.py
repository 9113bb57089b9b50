"""What there is to build on, where no practice works yet: statements that hold, in the words of those who showed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.findings.evidence import best_quote, has_figures, quote_text, source
from reports.findings.model import Strength
from reports.findings.strengths import MOST, loud_practices
from reports.findings.telling import telling
from reports.findings.wording import quoted
from reports.views.quotes import Quote
from reports.views.subject import GOOD, Subject

HOLDS = {Rating.F: "fully", Rating.L: "largely"}


def foundations_of(subject: Subject, weak: Collection[str]) -> tuple[Strength, ...]:
    """Return up to three statements that hold and have evidence, each of another practice, best first.

    There are none where a practice has reached level 3, and none of the practices that findings or strong symptoms are
    about: beside these, praise for a part of the practice would confuse.
    """
    if any((score.level or 0) >= GOOD for score in subject.assessed):
        return ()
    loud = loud_practices(subject)
    found = [
        max(own, key=lambda each: _merit(*each))
        for score in subject.assessed
        if score.practice not in weak and score.practice not in loud and not score.inconsistency
        for own in [list(_shown(subject, score))]
        if own
    ]
    found.sort(key=lambda each: _merit(*each), reverse=True)
    return tuple(_foundation(subject, *each) for each in found[:MOST])


def _shown(subject: Subject, score: PracticeScore) -> Iterator[tuple[StatementScore, Quote]]:
    """Yield the undisputed statements of levels 1 to 3 that hold, with their evidence."""
    for each in score.statements:
        if each.rating in HOLDS and each.statement.level <= GOOD and each.evidenced and not each.is_disputed:
            words = best_quote(subject, [each], kinds=("Evidence",))
            if words:
                yield each, words


def _merit(statement: StatementScore, words: Quote) -> tuple[bool, bool, int, int]:
    """Return how much there is to build on: a figure first, then F before L, more telling words, a higher level."""
    return has_figures(words), statement.rating is Rating.F, telling(words.text), statement.statement.level


def _foundation(subject: Subject, statement: StatementScore, words: Quote) -> Strength:
    practice, level = statement.statement.practice, statement.statement.level
    name = subject.practice_name(practice)
    said = f"{name}, level {level}: {quote_text(words)}{source(subject, words)}."
    if not subject.options.quotes:
        how = HOLDS[statement.rating or Rating.L]
        said = f"{name} {how} meets, with evidence, the statement of level {level}: {quoted(statement.statement.text)}."
    return Strength(
        practice=practice,
        name=name,
        level=subject.scores.practice[practice].level or 0,
        text=said,
        telling=telling(words.text),
        has_figures=has_figures(words),
        is_foundation=True,
    )
