"""What there is to build on if no practice works yet: statements that hold, in the words of respondents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from questionnaires.telling import says_more, shows_a_gap, telling
from reports.findings.causes import UNMET
from reports.findings.evidence import best_quote, has_figures, quote_text, source
from reports.findings.model import Strength
from reports.findings.strengths import MOST, loud_practices
from reports.findings.wording import quoted
from reports.views.quotes import Quote
from reports.views.subject import GOOD, MANAGED, Subject

HOLDS = {Rating.F: "fully", Rating.L: "largely"}


def foundations_of(subject: Subject, weak: Collection[str], strengths: Sequence[Strength] = ()) -> tuple[Strength, ...]:
    """Return statements that hold, in somebody's words, one per practice, best first, to bring the strengths to three.

    Practices that findings or strong symptoms are about are left out, because praise for part of such a practice would
    be confusing. So are practices about whose next level somebody wrote what is missing, and practices below level 2
    that prevent rare but serious harm.
    """
    loud = {*loud_practices(subject), *(each.practice for each in strengths)}
    found = [
        max(own, key=lambda each: _merit(*each))
        for score in subject.assessed
        if score.practice not in weak and score.practice not in loud and not score.inconsistency
        if not subject.catalogue.practice[score.practice].grave or (score.level or 0) >= MANAGED
        for own in [list(_shown(subject, score))]
        if own
    ]
    found.sort(key=lambda each: _merit(*each), reverse=True)
    return tuple(_foundation(subject, *each) for each in found[: MOST - len(strengths)])


def _shown(subject: Subject, score: PracticeScore) -> Iterator[tuple[StatementScore, Quote]]:
    """Yield the undisputed statements of levels 1 to 3 that hold, with evidence or else a comment that says something.

    A statement rated L counts only with evidence that doesn't say what is missing.
    """
    for each in score.statements:
        if each.rating in HOLDS and each.statement.level <= GOOD and not each.is_disputed and not _lacks(subject, each):
            fully = each.rating is Rating.F
            words = best_quote(subject, [each], ("Evidence",))
            words = words or (best_quote(subject, [each], ("Comment",), says_more) if fully else None)
            if words and (fully or not shows_a_gap(words.text)):
                yield each, words


def _merit(statement: StatementScore, words: Quote) -> tuple[object, ...]:
    """Return a sort key: evidence, F before L, a figure, more telling words, a higher level."""
    fully, level = statement.rating is Rating.F, statement.statement.level
    return words.kind == "Evidence", fully, has_figures(words), telling(words.text), level


def _lacks(subject: Subject, statement: StatementScore) -> bool:
    """Return whether somebody wrote about the next level's statements that are rated N or P."""
    above = [
        each
        for each in subject.scores.practice[statement.statement.practice].statements
        if each.statement.level == statement.statement.level + 1 and each.rating in UNMET
    ]
    return best_quote(subject, above) is not None


def _foundation(subject: Subject, statement: StatementScore, words: Quote) -> Strength:
    practice, level = statement.statement.practice, statement.statement.level
    name = subject.practice_name(practice)
    said = f"{name}, level {level}: {quote_text(words)}{source(subject, words)}."
    if not subject.options.quotes:
        how = HOLDS[statement.rating or Rating.L]
        shown = "with evidence" if words.kind == "Evidence" else "as a comment says"
        said = f"{name} {how} meets, {shown}, the statement of level {level}: {quoted(statement.statement.text)}."
    return Strength(
        practice=practice,
        name=name,
        level=subject.scores.practice[practice].level or 0,
        text=said,
        telling=telling(words.text),
        has_figures=has_figures(words),
        is_foundation=True,
    )
