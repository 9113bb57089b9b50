"""How ready an organization is for each requirement of a framework. Not a statement of conformity."""

from __future__ import annotations

from collections import abc
from collections.abc import Collection, Sequence
from fractions import Fraction

from practices_catalog.model import Framework, Mapping, Requirement, Strength
from questionnaires.model import Rating
from questionnaires.scoring.achievement import achievement, rating_of
from questionnaires.scoring.model import (
    FrameworkScore,
    PracticeReadiness,
    PracticeScore,
    PracticeStatus,
    RequirementScore,
    RequirementStatus,
    StatementScore,
    TooLittleKnown,
)

WEIGHTS = {Strength.PRIMARY: Fraction(1), Strength.SUPPORTING: Fraction(1, 3)}


def framework_score(framework: Framework, practices: abc.Mapping[str, PracticeScore]) -> FrameworkScore:
    """Return the readiness for every requirement of a framework.

    Args:
        framework: with its mappings.
        practices: scores by practice id; a practice that the questionnaire doesn't ask about can be missing.

    Source: docs/scoring.md, "Framework readiness".
    """
    return framework_score_after(framework, FrameworkScore(framework.id, ()), practices, practices)


def framework_score_after(
    framework: Framework,
    before: FrameworkScore,
    practices: abc.Mapping[str, PracticeScore],
    changed: Collection[str],
) -> FrameworkScore:
    """Return the readiness after some practices have changed; requirements unrelated to them keep their scores.

    Projections raise a few practices at a time, and computing all requirements again would take most of a page's time.

    Args:
        framework: with its mappings.
        before: the readiness before the change.
        practices: all scores after the change, by practice id.
        changed: ids of practices whose scores differ.
    """
    rank = {practice: number for number, practice in enumerate(practices)}
    found = []
    for requirement in framework.requirements:
        mappings, kept = framework.mappings_by_requirement[requirement.id], before.requirement.get(requirement.id)
        if kept is None or any(mapping.practice in changed for mapping in mappings):
            kept = _requirement_score(requirement, _ordered(mappings, rank), practices)
        found.append(kept)
    return FrameworkScore(framework.id, tuple(found))


def _requirement_score(
    requirement: Requirement, mappings: Sequence[Mapping], practices: abc.Mapping[str, PracticeScore]
) -> RequirementScore:
    contributions = [_contribution(mapping, practices.get(mapping.practice)) for mapping in mappings]
    parts = tuple(part for part, _ in contributions)
    counted = [part for part in parts if part.achievement is not None]
    spoken = [speaking for part, speaking in contributions if part.achievement is not None]
    statements = [score for scores in spoken for score in scores]
    asked, answered = len(statements), sum(score.rating is not None for score in statements)
    unrated = _unrated(parts, asked, answered)
    if unrated:
        status, why = unrated
        return RequirementScore(requirement.id, status, None, None, None, parts, None, (), asked, answered, why)
    weights = [part.weight for part in counted]
    achieved = _weighted(weights, [part.achievement or Fraction(0) for part in counted])
    complete = answered == asked
    return RequirementScore(
        requirement=requirement.id,
        status=RequirementStatus.RATED if complete else RequirementStatus.PROVISIONAL,
        achievement=achieved,
        achievement_upper=achieved if complete else _weighted(weights, [_achieved(each, Rating.F) for each in spoken]),
        rating=rating_of(achieved),
        practices=parts,
        lowest=min(counted, key=lambda part: part.achievement or Fraction(0)).practice,
        held_back_by=tuple(s.statement.id for s in statements if s.rating is not Rating.F),
        asked=asked,
        answered=answered,
    )


def _unrated(
    parts: Sequence[PracticeReadiness], asked: int, answered: int
) -> tuple[RequirementStatus, TooLittleKnown | None] | None:
    """Return the status of a requirement that can't be rated, and why too little is known; None if it can be rated.

    A supporting practice can't stand in for a primary one that nobody assessed. If no practice is primary, all of them
    count.
    """
    if not parts:
        return RequirementStatus.OUTSIDE, None
    primary = [part for part in parts if part.weight == WEIGHTS[Strength.PRIMARY]]
    speakers = primary or parts
    if all(part.achievement is None for part in speakers):
        if all(part.left_out is PracticeStatus.NOT_APPLICABLE for part in speakers):
            return RequirementStatus.NOT_APPLICABLE, None
        supported = any(part.achievement is not None for part in parts)
        why = TooLittleKnown.NO_PRIMARY_PRACTICE if supported else TooLittleKnown.NO_PRACTICE
        return RequirementStatus.NOT_ASSESSED, why
    if 2 * answered < asked:
        return RequirementStatus.NOT_ASSESSED, TooLittleKnown.FEW_ANSWERS
    return None


def _ordered(mappings: Sequence[Mapping], rank: abc.Mapping[str, int]) -> list[Mapping]:
    """Return primary mappings first, then by the order of the practices."""
    return sorted(
        mappings, key=lambda m: (m.strength is Strength.SUPPORTING, rank.get(m.practice, len(rank)), m.practice)
    )


def _contribution(
    mapping: Mapping, practice: PracticeScore | None
) -> tuple[PracticeReadiness, tuple[StatementScore, ...]]:
    """Return what a practice adds to a requirement, and the statements that this is based on."""
    weight = WEIGHTS[mapping.strength]
    left_out = _left_out(practice)
    speaking = () if practice is None or left_out else _speaking(practice, mapping)
    if not speaking and not left_out:
        left_out = PracticeStatus.NOT_APPLICABLE
    achieved = _achieved(speaking, Rating.N) if speaking else None
    ids = tuple(score.statement.id for score in speaking)
    return PracticeReadiness(mapping.practice, weight, mapping.level, achieved, left_out, ids), speaking


def _left_out(practice: PracticeScore | None) -> PracticeStatus | None:
    if practice is None:
        return PracticeStatus.NOT_ASSESSED
    return None if practice.has_figures else practice.status


def _speaking(practice: PracticeScore, mapping: Mapping) -> tuple[StatementScore, ...]:
    """Return the applicable statements that name the requirement; if none does, all up to the expected level."""
    named = f"{mapping.framework}:{mapping.requirement}"
    naming = [s for s in practice.statements if named in s.statement.requirements]
    chosen = naming or [s for s in practice.statements if s.statement.level <= mapping.level]
    return tuple(s for s in chosen if s.rating is not Rating.NA)


def _achieved(scores: Sequence[StatementScore], open_as: Rating) -> Fraction:
    return achievement([(score.rating or open_as).worth for score in scores])


def _weighted(weights: Sequence[Fraction], values: Sequence[Fraction]) -> Fraction:
    return sum((w * value for w, value in zip(weights, values, strict=True)), Fraction(0)) / sum(weights)
