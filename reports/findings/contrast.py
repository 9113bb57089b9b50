"""What works in spite of the problems, for the end of a conclusion. Whatever a symptom contradicts is left out."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.weighing import is_strong
from reports.findings.consequences import WORKS_FROM, reported_symptoms
from reports.findings.model import Candidate, Strength
from reports.findings.wording import name
from reports.views.subject import MANAGED, Subject

NEAR = 3
"""The minimum weight in the approach that a practice needs for the conclusion to mention it as a strength."""


def contrast(subject: Subject, candidates: Sequence[Candidate], strengths: Sequence[Strength]) -> str:
    """Return what works in spite of the problems, as the end of a conclusion; "" if nothing is known to work."""
    best = _most_praised(subject, candidates[0], strengths)
    if best:
        return f"; {name(subject, best.practice)} {_how_well(best.level)}"
    told = {each.practice for each in candidates}
    rest = [score for score in subject.assessed if score.practice not in told]
    if len(rest) > 1 and all((score.level or 0) >= MANAGED for score in rest):
        return f"; the other {len(rest)} practices are at level {MANAGED} or above"
    if len(subject.assessed) == 1:
        return f"; {name(subject, subject.assessed[0].practice)} is the only practice assessed"
    return ""


def _most_praised(subject: Subject, first: Candidate, strengths: Sequence[Strength]) -> Strength | None:
    """Return the strength at the highest level whose evidence has a figure and whose practice matters to the approach.

    Strengths that the conclusion's symptom or a strong symptom points to are left out, because the symptom would
    contradict the praise.
    """
    strong = [each for each in reported_symptoms(subject) if is_strong(each.answer)]
    named = {practice for each in (*first.symptoms, *strong) for practice in each.symptom.practices}
    weights = subject.approach.weights if subject.approach else {each.practice: NEAR for each in strengths}
    near = [each for each in strengths if weights.get(each.practice, 0) >= NEAR]
    fit = [each for each in near if each.practice not in named and each.has_figures]
    return max(fit, key=lambda each: (each.level, weights[each.practice], each.telling), default=None)


def _how_well(level: int) -> str:
    return "is strong" if level > WORKS_FROM else "is sound" if level == WORKS_FROM else "works"
