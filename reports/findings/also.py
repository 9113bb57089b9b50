"""What the first page says beside its cards: the other findings, and the practices that a reader would look for.

These are the ones that the first phase raises, that weekly trouble names, or where nothing is done about trouble.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from questionnaires.scoring.model import PracticeScore
from questionnaires.weighing import WORST, is_strong, nearest_answer
from reports.findings.causes import level_clause, unmet_clause
from reports.findings.consequences import first_suspect, is_weak, reported_symptoms, suspects
from reports.findings.evidence import best_quote, quote_text, short_words, weak_statements
from reports.findings.explaining import cause_of
from reports.findings.model import Finding
from reports.findings.wording import name
from reports.views import figures
from reports.views.milestones import raised_first
from reports.views.subject import Subject

WORDS = 90


def also_found(
    subject: Subject, told: Collection[str], findings: Sequence[Finding] = (), most: int = 3
) -> tuple[str, ...]:
    """Return a sentence about each finding without a card, and each other practice that a reader would look for.

    What is at level 0 comes first.

    Args:
        subject: of the report.
        told: the practices that all findings are about.
        findings: those that only have their headline here.
        most: how many have a sentence of their own; other practices share one, because the first page has little room.
    """
    left = _left_out(subject, told)
    own = left[: max(most - len(findings), 0)]
    said: list[str] = []
    for at_0 in (True, False):
        said += [f"{each.headline}." for each in findings if _is_at_0(subject, each.practice) == at_0]
        said += [_sentence(subject, each) for each in own if (each.level == 0) == at_0]
        said += _together(subject, [each for each in left[len(own) :] if (each.level == 0) == at_0])
    return tuple(said)


def _left_out(subject: Subject, told: Collection[str]) -> list[PracticeScore]:
    """Return the weak practices that aren't in a finding though they are loud or work begins with them."""
    reported = reported_symptoms(subject)
    weekly = (each for each in reported if nearest_answer(each.answer) == WORST)
    loud = (score.practice for each in weekly if (score := first_suspect(subject, each.symptom)))
    empty = (
        score.practice
        for each in reported
        for score in suspects(subject, each.symptom)
        if score.level == 0 and (is_strong(each.answer) or best_quote(subject, weak_statements(score)))
    )
    wanted = dict.fromkeys((*loud, *raised_first(subject.roadmap), *empty))
    scores = (subject.scores.practice.get(each) for each in wanted if each not in told)
    return sorted((each for each in scores if each and is_weak(each)), key=lambda each: each.level != 0)


def _is_at_0(subject: Subject, practice: str) -> bool:
    score = subject.scores.practice.get(practice)
    return score is not None and score.level == 0


def _together(subject: Subject, scores: Sequence[PracticeScore]) -> list[str]:
    """Return in one sentence the practices that have none of their own; they are all at level 0, or none is."""
    if len(scores) < 2:  # noqa: PLR2004 - one has no plural
        return [f"{level_clause(subject, each)}." for each in scores]
    named = figures.capital(figures.listed([name(subject, each.practice) for each in scores]))
    return [f"{named} are at level 0." if scores[0].level == 0 else f"{named} must rise too."]


def _sentence(subject: Subject, score: PracticeScore) -> str:
    """Return what doesn't hold, with the practice and its level, and the best figure."""
    cause = cause_of(subject, score)
    clause, level = unmet_clause(cause), figures.level(score.level, score.level_upper)
    head = f"{clause} ({name(subject, score.practice)}, level {level})" if clause else level_clause(subject, score)
    words = short_words(subject, score, cause, WORDS) if subject.options.quotes else None
    quote = f": {quote_text(words)}" if words else ""
    return figures.capital(f"{head}{quote}.")
