"""The order of scoring: consolidate, then each practice, then what is made of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from wayfinder.practices_catalog.model import LEVELS, Catalogue
from wayfinder.questionnaires.answers.model import Assessment
from wayfinder.questionnaires.model import Dimension, Questionnaire, Rating, Triage
from wayfinder.questionnaires.scoring import confidence
from wayfinder.questionnaires.scoring.achievement import mean
from wayfinder.questionnaires.scoring.agreement import krippendorff_alpha
from wayfinder.questionnaires.scoring.capability import (
    LevelValues,
    capability_level,
    gate,
    level_values,
    methods_differ,
)
from wayfinder.questionnaires.scoring.consolidation import consolidate
from wayfinder.questionnaires.scoring.maturity import maturity
from wayfinder.questionnaires.scoring.model import Method, PracticeScore, PracticeStatus, Scores, StatementScore
from wayfinder.questionnaires.scoring.readiness import framework_score
from wayfinder.questionnaires.triage import triage_result


def score(
    catalogue: Catalogue,
    questionnaire: Questionnaire,
    triage: Triage,
    assessment: Assessment,
    method: Method = Method.ISO_33020,
) -> Scores:
    """Return all figures of an assessment, of every practice that the questionnaire asks about.

    Same input, same output: no clock, no randomness, no order of files or respondents.

    Source: docs/scoring.md.
    """
    practices = tuple(
        practice_score(practice, tuple(consolidate(statement, assessment) for statement in statements), method)
        for practice, statements in questionnaire.by_practice.items()
    )
    by_id = {practice.practice: practice for practice in practices}
    return Scores(
        questionnaire=questionnaire,
        assessment=assessment,
        method=method,
        practices=practices,
        frameworks=tuple(framework_score(framework, by_id) for framework in catalogue.frameworks),
        agreement=krippendorff_alpha(s for practice in practices for s in practice.statements),
        maturity=maturity(practices),
        triage=triage_result(catalogue.approaches, triage, assessment.responses),
    )


def practice_score(practice: str, statements: tuple[StatementScore, ...], method: Method) -> PracticeScore:
    """Return the figures of one practice from its consolidated statements."""
    status = practice_status(statements)
    if status in {PracticeStatus.NOT_ASSESSED, PracticeStatus.NOT_APPLICABLE}:
        return PracticeScore(practice, status, statements)
    values = level_values(statements)
    upper = level_values(statements, open_as=Rating.F)
    levels = {each: capability_level(values, each) for each in Method}
    dimensions = _means_by_dimension(statements)
    factors = _means_by_success_factor(statements)
    shares = confidence.answered(statements), confidence.with_evidence(statements), confidence.agreement(statements)
    return PracticeScore(
        practice=practice,
        status=status,
        statements=statements,
        level=levels[method],
        level_upper=capability_level(upper, method),
        level_evidenced=capability_level(level_values(statements, evidenced_only=True), method),
        levels=levels,
        methods_differ=methods_differ(levels, values),
        index=values.index,
        index_upper=upper.index,
        achievements=tuple(values.achievement(level) for level in LEVELS),
        ratings=tuple(values.rating(level) for level in LEVELS),
        gate=gate(values, method),
        dimensions=dimensions,
        success_factors=factors,
        weakest_dimension=min(dimensions, key=lambda each: dimensions[each]) if dimensions else None,
        weakest_success_factor=min(factors, key=lambda each: factors[each]) if factors else None,
        answered=shares[0],
        with_evidence=shares[1],
        agreement=shares[2],
        confidence=confidence.grade(*shares),
        on_proposals=any(len(s.voices) > 1 for s in statements) and not any(s.consensus for s in statements),
        inconsistency=_inconsistency(values),
    )


def practice_status(statements: Sequence[StatementScore]) -> PracticeStatus:
    """Return what is known about a practice from its statements."""
    if statements and all(s.rating is Rating.NA for s in statements):
        return PracticeStatus.NOT_APPLICABLE
    if not any(s.rating is not None and s.rating.on_scale for s in statements):
        return PracticeStatus.NOT_ASSESSED
    return PracticeStatus.PROVISIONAL if any(s.rating is None for s in statements) else PracticeStatus.ASSESSED


def _applicable(statements: Sequence[StatementScore]) -> list[StatementScore]:
    return [s for s in statements if s.rating is not Rating.NA]


def _value(score: StatementScore) -> Fraction:
    return (score.rating or Rating.N).worth


def _means_by_dimension(statements: Sequence[StatementScore]) -> dict[Dimension, Fraction]:
    return {
        dimension: average
        for dimension in Dimension
        if (average := mean(_value(s) for s in _applicable(statements) if s.statement.dimension is dimension))
        is not None
    }


def _means_by_success_factor(statements: Sequence[StatementScore]) -> dict[str, Fraction]:
    factors = dict.fromkeys(s.statement.success_factor for s in _applicable(statements))
    means = {f: mean(_value(s) for s in _applicable(statements) if s.statement.success_factor == f) for f in factors}
    return {factor: average for factor, average in means.items() if average is not None}


def _inconsistency(values: LevelValues) -> str:
    """Name a level rated L or F above one rated N, an answer to be asked about again."""
    ratings = {level: values.rating(level) for level in LEVELS}
    empty = [level for level in LEVELS if ratings[level] is Rating.N]
    high = [level for level in LEVELS if empty and level > empty[0] and ratings[level] in {Rating.L, Rating.F}]
    if not high:
        return ""
    return (
        f"Level {high[0]} is rated {ratings[high[0]]} above level {empty[0]}, which is rated N: ask again about both."
    )
