"""Scores as a `score/1` document."""

from __future__ import annotations

from typing import Any

from questionnaires.model import Rating
from questionnaires.recommendation import ApproachFit, Recommendation
from questionnaires.scoring.model import (
    FrameworkScore,
    Gate,
    Maturity,
    PracticeScore,
    RequirementScore,
    Scores,
    StatementScore,
)
from reports.documents.numbers import number
from reports.views.anonymity import visible_answers

Document = dict[str, Any]


def score_document(scores: Scores) -> Document:
    """Return all scores as a document."""
    return {
        "schema": "score/1",
        "questionnaire": scores.questionnaire.id,
        "version": scores.questionnaire.version,
        "method": scores.method.value,
        "respondents": [
            {"id": r.respondent.id, "name": r.respondent.name, "role": r.respondent.role}
            for r in scores.assessment.responses
        ],
        "practices": [_practice(practice) for practice in scores.practices],
        "disagreements": [_disagreement(statement) for statement in scores.disagreements],
        "alpha": None if scores.agreement.alpha is None else round(scores.agreement.alpha, 6),
        "raters": scores.agreement.raters,
        "frameworks": [_framework(framework) for framework in scores.frameworks],
        "triage": triage_document(scores.recommendation),
        "maturity": _maturity(scores.maturity),
    }


def _practice(score: PracticeScore) -> Document:
    return {
        "id": score.practice,
        "status": score.status.value,
        "level": score.level,
        "level_upper": score.level_upper,
        "level_evidenced": score.level_evidenced,
        "levels": {method.value: level for method, level in score.levels.items()} if score.levels else None,
        "index": number(score.index),
        "index_upper": number(score.index_upper),
        "achievements": [number(achieved) for achieved in score.achievements],
        "ratings": [_value(rating) for rating in score.ratings],
        "gate": _gate(score.gate) if score.gate else None,
        "dimensions": {d.value: number(share) for d, share in (score.dimensions or {}).items()},
        "success_factors": {f: number(share) for f, share in (score.success_factors or {}).items()},
        "weakest_dimension": score.weakest_dimension.value if score.weakest_dimension else None,
        "answered": number(score.answered),
        "with_evidence": number(score.with_evidence),
        "agreement": number(score.agreement),
        "confidence": score.confidence.value if score.confidence else None,
    }


def _value(rating: Rating | None) -> str | None:
    return rating.value if rating else None


def _gate(gate: Gate) -> Document:
    return {
        "level": gate.level,
        "achievement": number(gate.achievement),
        "rating": _value(gate.rating),
        "statements": list(gate.statements),
        "why": gate.why,
    }


def _disagreement(score: StatementScore) -> Document:
    ratings = {
        given.respondent.id: _value(given.answer.rating)
        for given in visible_answers(score).named
        if given.answer.rating
    }
    return {"statement": score.statement.id, "ratings": ratings}


def _framework(score: FrameworkScore) -> Document:
    return {"id": score.framework, "requirements": [_requirement(requirement) for requirement in score.requirements]}


def _requirement(score: RequirementScore) -> Document:
    return {
        "id": score.requirement,
        "achievement": number(score.achievement),
        "rating": _value(score.rating),
        "status": score.status.value,
        "held_back_by": list(score.held_back_by),
    }


def triage_document(recommendation: Recommendation) -> Document | None:
    """Return the approaches, best first, with both factors and the reasons; None if nothing is known."""
    if not recommendation.triage_answered and not recommendation.assessed:
        return None
    best, second = recommendation.recommended, recommendation.runner_up
    return {
        "recommended": best.approach if best else None,
        "runner_up": second.approach if second else None,
        "basis": recommendation.basis.value,
        "guess": recommendation.is_guess,
        "firm": recommendation.is_firm,
        "symptoms": len(recommendation.symptoms),
        "practices_assessed": recommendation.assessed,
        "practices_applicable": recommendation.applicable,
        "approaches": [_fit(fit) for fit in recommendation.fits],
    }


def _fit(fit: ApproachFit) -> Document:
    return {
        "approach": fit.approach,
        "share": number(fit.share),
        "missing": number(fit.missing),
        "factor": number(fit.factor),
        "fit": number(fit.fit),
        "reasons": [{"symptom": each.symptom, "answer": number(each.answer), "why": each.why} for each in fit.reasons],
    }


def _maturity(maturity: Maturity) -> Document:
    return {
        "level": maturity.level,
        "components": {component.value: level for component, level in maturity.components.items()},
        "why": maturity.why,
    }
