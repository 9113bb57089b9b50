"""What heads a finding: its loudest symptom, or what doesn't hold if that says more."""

from __future__ import annotations

from questionnaires.model import Rating
from questionnaires.scoring.model import PracticeScore, StatementScore
from reports.findings.causes import level_clause, level_of, unmet_clause
from reports.findings.model import Reported
from reports.findings.wording import happens, is_rare, name, symptom_clause
from reports.views import figures
from reports.views.subject import Subject

NOTHING = "nobody"
"""Words in a symptom's clause if something isn't known or done at all."""


def heads(score: PracticeScore, loudest: Reported | None, cause: StatementScore | None) -> bool:
    """Return whether a finding's loudest symptom heads it, rather than what doesn't hold.

    What doesn't hold says more than a rare symptom if nothing is done or the statement is rated N. If level 1 holds
    fully, a symptom that says nobody knows or does something would contradict the level.
    """
    if loudest is None or not unmet_clause(cause):
        return loudest is not None
    missing = cause is not None and (score.level == 0 or cause.rating is Rating.N)
    return not (contradicts(score, loudest) or (missing and is_rare(loudest)))


def contradicts(score: PracticeScore, reported: Reported) -> bool:
    """Return whether a symptom says that nothing is known or done although level 1 is fully achieved."""
    return NOTHING in happens(reported) and score.ratings[0] is Rating.F


def title(subject: Subject, score: PracticeScore, loudest: Reported | None, cause: StatementScore | None) -> str:
    """Return what heads a finding, with the practice and its level."""
    said = short_title(score, loudest, cause)
    if not said:
        return figures.capital(level_clause(subject, score))
    if heads(score, loudest, cause):
        return f"{said}; {name(subject, score.practice)} is at {level_of(score)}"
    return f"{said} ({name(subject, score.practice)}, {level_of(score)})"


def short_title(score: PracticeScore, loudest: Reported | None, cause: StatementScore | None) -> str:
    """Return what heads a finding, without the practice; "" if only the practice's level is known."""
    if loudest is not None and heads(score, loudest, cause):
        return figures.capital(symptom_clause(loudest))
    return figures.capital(unmet_clause(cause))
