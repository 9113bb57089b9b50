"""What works: practices that reach the level they should, with evidence that somebody gave."""

from __future__ import annotations

from collections.abc import Collection

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from questionnaires.telling import says_more, telling
from questionnaires.weighing import is_strong
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.evidence import best_quote, has_figures, quote_text, source
from reports.findings.model import Reported, Strength
from reports.findings.wording import happens
from reports.views.quotes import Quote
from reports.views.subject import GOOD, MANAGED, Subject

MOST = 3
MOST_WORDS = 90
"""Characters of evidence that fit on the first page."""


def strengths_of(subject: Subject, weak: Collection[str]) -> tuple[Strength, ...]:
    """Return up to three strengths, best first.

    A strength is a practice at level 2 or above that evidence backs at least up to level 2, without a finding, a
    disagreement or a contradiction between its levels. If a strongly reported symptom points to it, it must be at
    level 3 or above, and the symptom is named as the exception.
    """
    loud = loud_practices(subject)
    found = [
        (score, words)
        for score in subject.assessed
        if score.practice not in weak and _stands(score)
        if score.practice not in loud or (score.level or 0) >= GOOD
        for words in [_words(subject, score)]
        if words
    ]
    found.sort(key=lambda e: (*_rank(subject, e[0]), e[0].practice not in loud, telling(e[1].text)), reverse=True)
    return tuple(_strength(subject, score, words, loud.get(score.practice)) for score, words in found[:MOST])


def loud_practices(subject: Subject) -> dict[str, Reported]:
    """Return the practices that strong symptoms name first, or the weak ones to look at first, with the symptoms."""
    strong = [each for each in reported_symptoms(subject) if is_strong(each.answer)]
    return {practice: each for each in reversed(strong) for practice in _suspected(subject, each)}


def _suspected(subject: Subject, reported: Reported) -> tuple[str, ...]:
    """Return the practice that a symptom names first, and the weak one to look at first."""
    weak = first_suspect(subject, reported.symptom)
    return (reported.symptom.practices[0], *([weak.practice] if weak else []))


def _strength(subject: Subject, score: PracticeScore, words: Quote, exception: Reported | None) -> Strength:
    return Strength(
        practice=score.practice,
        name=subject.practice_name(score.practice),
        level=score.level or 0,
        text=_sentence(subject, score, words, exception),
        telling=telling(words.text),
        has_figures=has_figures(words),
    )


def _stands(score: PracticeScore) -> bool:
    """Return whether a practice's level is good, certain, backed by evidence and undisputed."""
    level, backed = score.level or 0, score.level_evidenced or 0
    disputed = any(each.is_disputed for each in score.statements)
    return level >= MANAGED and backed >= MANAGED and not disputed and not score.inconsistency


def _rank(subject: Subject, score: PracticeScore) -> tuple[bool, int, int]:
    """Return a sort key: at its target or level 3, then the evidenced level, then the claimed level."""
    target = subject.roadmap.targets.get(score.practice, GOOD) if subject.roadmap else GOOD
    return (score.level or 0) >= min(target, GOOD), score.level_evidenced or 0, score.level or 0


def _words(subject: Subject, score: PracticeScore) -> Quote | None:
    """Return the evidence for what works: a figure, or else a sentence; F comes before L, then the highest level."""
    held = [
        each
        for each in score.statements
        if each.evidenced and each.rating in {Rating.L, Rating.F} and each.statement.level <= (score.level or 0)
    ]
    best = [(words, each) for each in held for words in [best_quote(subject, [each], kinds=("Evidence",))] if words]

    def merit(found: tuple[Quote, StatementScore]) -> tuple[bool, bool, bool, int]:
        words, about = found
        return has_figures(words), says_more(words.text), about.rating is Rating.F, about.statement.level

    return max(best, key=merit, default=(None, None))[0]


def _sentence(subject: Subject, score: PracticeScore, words: Quote, exception: Reported | None) -> str:
    backed = score.level_evidenced or 0
    level = f"level {score.level}"
    shown = "" if backed == score.level else f", with evidence up to level {backed}"
    # Other words without a date name a document at best, which doesn't tell a reader anything.
    told = subject.options.quotes and (telling(words.text) or says_more(words.text))
    quote = f": {quote_text(words, MOST_WORDS)}{source(subject, words)}" if told else ""
    shown = shown or ("" if quote else ", backed by evidence")
    yet = f"; yet {happens(exception)}" if exception else ""
    return f"{subject.practice_name(score.practice)} is at {level}{shown}{quote}{yet}."
