"""What the first page says beside the findings: the practices that the first phase raises or that weekly trouble names.

Otherwise, a reader would look in vain for the reason why work begins there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from questionnaires.scoring.model import PracticeScore
from questionnaires.weighing import WORST, nearest_answer
from reports.findings.causes import level_clause, unmet_clause
from reports.findings.consequences import is_weak, reported_symptoms, suspects
from reports.findings.evidence import cause_of, figures_about, quote_text
from reports.findings.wording import name
from reports.views import figures
from reports.views.milestones import raised_first
from reports.views.subject import Subject

WORDS = 90


def also_found(subject: Subject, told: Collection[str], most: int = 3) -> tuple[str, ...]:
    """Return a sentence about each practice that isn't in a finding although it is loud or work begins with it.

    Args:
        subject: of the report.
        told: the practices that the findings are about.
        most: how many have a sentence of their own; the others share one, because the first page has little room.
    """
    shown = (each for each in reported_symptoms(subject) if nearest_answer(each.answer) == WORST)
    loud = (score.practice for each in shown for score in suspects(subject, each.symptom)[:1])
    wanted = dict.fromkeys((*loud, *raised_first(subject.roadmap)))
    scores = (subject.scores.practice.get(each) for each in wanted if each not in told)
    left = [each for each in scores if each and is_weak(each)]
    said = tuple(_sentence(subject, each) for each in left[:most])
    return (*said, _together(subject, left[most:])) if left[most:] else said


def _together(subject: Subject, scores: Sequence[PracticeScore]) -> str:
    """Return the practices that have no sentence of their own, in one."""
    if len(scores) == 1:
        return f"{level_clause(subject, scores[0])}."
    return figures.capital(f"{figures.listed([name(subject, each.practice) for each in scores])} must rise too.")


def _sentence(subject: Subject, score: PracticeScore) -> str:
    """Return what doesn't hold, with the practice and its level, and the best figure."""
    cause = cause_of(subject, score)
    clause, level = unmet_clause(cause), figures.level(score.level, score.level_upper)
    head = f"{clause} ({name(subject, score.practice)}, level {level})" if clause else level_clause(subject, score)
    words = figures_about(subject, score, cause) if subject.options.quotes else None
    quote = f": {quote_text(words)}" if words and len(words.text) <= WORDS else ""
    return figures.capital(f"{head}{quote}.")
