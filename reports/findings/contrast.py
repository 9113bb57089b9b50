"""What works beside the trouble, for the end of a conclusion: only what no symptom contradicts."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.weighing import is_strong
from reports.findings.consequences import WORKS_FROM, reported_symptoms
from reports.findings.model import Candidate, Strength
from reports.findings.wording import name
from reports.views.subject import MANAGED, Subject


def contrast(subject: Subject, candidates: Sequence[Candidate], strengths: Sequence[Strength]) -> str:
    """Return what works beside the trouble, as the clause that ends a conclusion; "" if nothing is known to work."""
    best = _most_praised(subject, candidates[0], strengths)
    if best:
        return f"{name(subject, best.practice)} {'is sound' if best.level >= WORKS_FROM else 'works'}"
    told = {each.practice for each in candidates}
    rest = [score for score in subject.assessed if score.practice not in told]
    if len(rest) > 1 and all((score.level or 0) >= MANAGED for score in rest):
        return f"the other {len(rest)} practices are at level {MANAGED} or above"
    if len(subject.assessed) == 1:
        return f"{name(subject, subject.assessed[0].practice)} is the only practice assessed"
    return ""


def _most_praised(subject: Subject, first: Candidate, strengths: Sequence[Strength]) -> Strength | None:
    """Return the highest strength with a figure that neither the conclusion's symptom nor a strong one names.

    Beside a symptom that names it, praise contradicts itself.
    """
    strong = [each for each in reported_symptoms(subject) if is_strong(each.answer)]
    named = {practice for each in (*first.symptoms, *strong) for practice in each.symptom.practices}
    fit = [e for e in strengths if e.practice not in named and e.has_figures]
    return max(fit, key=lambda each: (each.level, each.telling), default=None)
