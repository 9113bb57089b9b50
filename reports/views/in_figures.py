"""The weightiest figures about what doesn't hold, for the first page, unless its cards quote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from questionnaires.scoring.model import PracticeScore
from questionnaires.telling import is_strong as is_strongly_told
from questionnaires.telling import weight
from questionnaires.weighing import is_strong
from reports.findings.causes import UNMET
from reports.findings.consequences import reported_symptoms, suspects
from reports.findings.evidence import quote_text, source
from reports.findings.model import Finding
from reports.findings.underlying import diagnosis_of
from reports.findings.wording import name
from reports.findings.words import words_about
from reports.views import figures
from reports.views.quotes import Quote
from reports.views.subject import Subject

MOST = 3


def in_figures(subject: Subject, told: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the weightiest figures that `told` doesn't quote, one for each practice; none if quotations are off.

    They count harm or set a fact beside a claim, and are about a practice that shows the underlying cause, that a
    strong symptom points to, or that a finding is about.
    """
    if not subject.options.quotes:
        return ()
    cause = diagnosis_of(subject)
    strong = (each.symptom for each in reported_symptoms(subject) if is_strong(each.answer))
    ill = {each.practice for each in findings} | set(cause.practices if cause else ())
    ill |= {score.practice for each in strong for score in suspects(subject, each)}
    found: dict[str, tuple[int, str]] = {}
    for score in subject.assessed:
        words = [each for each in _weighed(subject, score) if quote_text(each) not in told]
        best = max(words, key=lambda each: weight(each.text), default=None)
        if best and score.practice in ill:
            what = figures.capital(name(subject, score.practice))
            found[score.practice] = weight(best.text), f"{what}: {quote_text(best)}{source(subject, best)}."
    heaviest = sorted(found.values(), key=lambda each: -each[0])[:MOST]
    return tuple(text for _, text in heaviest)


def _weighed(subject: Subject, score: PracticeScore) -> Iterator[Quote]:
    """Yield the strong words about what isn't in place."""
    for each in score.statements:
        if each.rating in UNMET:
            yield from (words for words in words_about(subject, each) if is_strongly_told(words.text))
