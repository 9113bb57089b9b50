"""The order of scoring: consolidate the statements, score each practice, then everything built on the practices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from practices_catalog.model import LEVELS, Catalogue
from questionnaires.answers.model import Assessment
from questionnaires.model import Dimension, Method, Questionnaire, Rating, Triage
from questionnaires.scoring import confidence
from questionnaires.scoring.achievement import mean
from questionnaires.scoring.agreement import krippendorff_alpha
from questionnaires.scoring.capability import HOLDS, LevelValues, capability_level, level_values
from questionnaires.scoring.consolidation import consolidate
from questionnaires.scoring.evidence import backed, evidenced_values, unbacked
from questionnaires.scoring.gates import gate
from questionnaires.scoring.maturity import maturity
from questionnaires.scoring.method_differences import methods_differ
from questionnaires.scoring.model import PracticeScore, PracticeStatus, Scores, StatementScore
from questionnaires.scoring.readiness import framework_score
from questionnaires.triage import recommend


def score(
    catalogue: Catalogue,
    questionnaire: Questionnaire,
    triage: Triage,
    assessment: Assessment,
    method: Method | None = None,
) -> Scores:
    """Return all figures of an assessment, for every practice that the questionnaire asks about.

    Args:
        catalogue: with the frameworks whose readiness is calculated.
        questionnaire: the version that was answered, without the practices that are out of scope.
        triage: the symptoms that the assessment's responses are about.
        assessment: everyone's answers, and the assessor's consensus.
        method: how levels are found; by default the questionnaire's method.

    The same input gives the same output: no clock, no randomness, and the order of files or respondents doesn't matter.

    Source: docs/scoring.md.
    """
    chosen = method or questionnaire.method
    practices = tuple(
        practice_score(practice, tuple(consolidate(statement, assessment) for statement in statements), chosen)
        for practice, statements in questionnaire.by_practice.items()
    )
    by_id = {practice.practice: practice for practice in practices}
    return Scores(
        questionnaire=questionnaire,
        assessment=assessment,
        method=chosen,
        practices=practices,
        frameworks=tuple(framework_score(framework, by_id) for framework in catalogue.frameworks),
        agreement=krippendorff_alpha(s for practice in practices for s in practice.statements),
        maturity=maturity(catalogue.practice, by_id),
        recommendation=recommend(catalogue.approaches, triage, assessment.responses, practices),
    )


def practice_score(practice: str, statements: tuple[StatementScore, ...], method: Method) -> PracticeScore:
    """Return the figures of one practice from its consolidated statements."""
    status = practice_status(statements)
    if status in {PracticeStatus.NOT_ASSESSED, PracticeStatus.NOT_APPLICABLE}:
        return PracticeScore(practice, status, statements)
    values = level_values(statements)
    upper = level_values(statements, open_as=Rating.F)
    by_evidence = backed(statements)
    evidenced = evidenced_values(values, by_evidence)
    levels = {each: capability_level(values, each) for each in Method}
    dimensions = means_by_dimension(statements)
    factors = means_by_success_factor(statements)
    shares = confidence.answered(statements), confidence.with_evidence(statements), confidence.agreement(statements)
    return PracticeScore(
        practice=practice,
        status=status,
        statements=statements,
        level=levels[method],
        level_upper=capability_level(upper, method),
        level_evidenced=capability_level(evidenced, method),
        backed=by_evidence,
        unbacked=unbacked(values, evidenced, method),
        levels=levels,
        methods_differ=methods_differ(levels, values, method),
        index=values.index,
        index_upper=upper.index,
        achievements=tuple(values.achievement(level) for level in LEVELS),
        achievements_upper=tuple(upper.achievement(level) for level in LEVELS),
        ratings=tuple(values.rating(level) for level in LEVELS),
        gate=gate(values, method),
        dimensions=dimensions,
        dimensions_upper=means_by_dimension(statements, open_as=Rating.F),
        success_factors=factors,
        success_factors_upper=means_by_success_factor(statements, open_as=Rating.F),
        weakest_dimension=min(dimensions, key=lambda each: dimensions[each]) if dimensions else None,
        weakest_success_factor=min(factors, key=lambda each: factors[each]) if factors else None,
        answered=shares[0],
        with_evidence=shares[1],
        agreement=shares[2],
        confidence=confidence.grade(*shares),
        on_proposals=_on_proposals(statements),
        inconsistency=_inconsistency(values, upper),
    )


def practice_status(statements: Sequence[StatementScore]) -> PracticeStatus:
    """Return the status of a practice, from its statements.

    Source: docs/scoring.md, "Open statements".
    """
    if statements and all(s.rating is Rating.NA for s in statements):
        return PracticeStatus.NOT_APPLICABLE
    if not any(s.rating is not None and s.rating.on_scale for s in statements):
        return PracticeStatus.NOT_ASSESSED
    return PracticeStatus.PROVISIONAL if any(s.rating is None for s in statements) else PracticeStatus.ASSESSED


def means_by_dimension(
    statements: Sequence[StatementScore], *, open_as: Rating = Rating.N
) -> dict[Dimension, Fraction]:
    """Return the mean value of the applicable statements of each dimension that has any.

    Source: docs/scoring.md, "By dimension and by success factor".
    """
    return _means(statements, lambda s: s.statement.dimension, tuple(Dimension), open_as)


def means_by_success_factor(statements: Sequence[StatementScore], *, open_as: Rating = Rating.N) -> dict[str, Fraction]:
    """Return the mean value of the applicable statements of each success factor that has any."""
    factors = tuple(dict.fromkeys(s.statement.success_factor for s in statements))
    return _means(statements, lambda s: s.statement.success_factor, factors, open_as)


Key = TypeVar("Key")


def _means(
    statements: Sequence[StatementScore], key: Callable[[StatementScore], Key], keys: Sequence[Key], open_as: Rating
) -> dict[Key, Fraction]:
    applicable = [s for s in statements if s.rating is not Rating.NA]
    means = {each: mean((s.rating or open_as).worth for s in applicable if key(s) == each) for each in keys}
    return {each: average for each, average in means.items() if average is not None}


def _on_proposals(statements: Sequence[StatementScore]) -> bool:
    several = any(sum(given.answer.rating is not None for given in s.answers) > 1 for s in statements)
    return several and not any(s.consensus for s in statements)


def _inconsistency(values: LevelValues, upper: LevelValues) -> str:
    """Report a level rated L or F above one that stays at N even if its open statements are F.

    Source: docs/scoring.md, "High rungs above empty low ones".
    """
    empty = next((level for level in LEVELS if upper.rating(level) is Rating.N), LEVELS[-1])
    high = next((level for level in LEVELS if level > empty and values.rating(level) in HOLDS), None)
    if high is None:
        return ""
    return f"Level {high} is rated {values.rating(high)}, but level {empty} below it is rated N. Check both again."
