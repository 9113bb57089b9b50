"""The level that evidence backs, and the statements that lack the evidence for the claimed level."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from fractions import Fraction

from practices_catalog.model import LEVELS
from questionnaires.model import Method, Rating, is_ladder
from questionnaires.scoring.capability import HOLDS, LevelValues, capability_level
from questionnaires.scoring.gates import gate
from questionnaires.scoring.model import PracticeScore, StatementScore

IN_EARNEST = Fraction(1, 2)
"""The share of L and F ratings that must have evidence before a lack of it says something about a practice."""


def backed(statements: Sequence[StatementScore]) -> frozenset[str]:
    """Return the ids of a practice's applicable statements that evidence backs.

    In a ladder each rung presupposes those below it, so its evidence backs them too.
    """
    applicable = [score for score in statements if score.rating is not Rating.NA]
    evidenced = [score.statement for score in applicable if score.evidenced]
    ladder = is_ladder([score.statement for score in statements])
    top = max((statement.level for statement in evidenced), default=0) if ladder else 0
    below = (score.statement.id for score in applicable if score.statement.level < top)
    return frozenset(below) | {statement.id for statement in evidenced}


def evidenced_values(values: LevelValues, by_evidence: Container[str]) -> LevelValues:
    """Return a practice's values, counting ratings that no evidence backs as N, or at some levels as at most L.

    Args:
        values: the practice's values, counting all ratings.
        by_evidence: the ids of the statements backed by evidence.

    Source: docs/scoring.md, "Evidenced level".
    """
    return replace(values, values={level: _level(values, level, by_evidence) for level in LEVELS})


def _level(values: LevelValues, level: int, by_evidence: Container[str]) -> tuple[Fraction, ...]:
    scores = values.statements[level]
    many = sum(score.statement.id in by_evidence for score in scores)
    at_most = Rating.L if len(scores) > 1 and 2 * many >= len(scores) else Rating.N
    return tuple(
        value if score.statement.id in by_evidence else min(value, at_most.worth)
        for score, value in zip(scores, values.values[level], strict=True)
    )


def unbacked(values: LevelValues, evidenced: LevelValues, method: Method) -> tuple[str, ...]:
    """Return the ids of the statements whose missing evidence stops the evidenced level; () if it is the claimed level.

    They belong to the lowest level that stops it, where evidence is needed first.
    """
    stopped = gate(evidenced, method)
    if stopped is None or capability_level(evidenced, method) == capability_level(values, method):
        return ()
    level = stopped.level
    both = zip(values.statements[level], values.values[level], evidenced.values[level], strict=True)
    return tuple(score.statement.id for score, claimed, shown in both if shown < claimed)


def share_with_evidence(practices: Sequence[PracticeScore]) -> Fraction:
    """Return what share of some practices' L and F ratings has evidence; 0 if there is no such rating."""
    shown, good = with_evidence(practices)
    return Fraction(shown, good) if good else Fraction(0)


def with_evidence(practices: Sequence[PracticeScore]) -> tuple[int, int]:
    """Return how many of some practices' L and F ratings have evidence, and how many such ratings there are."""
    good = [s for practice in practices for s in practice.statements if s.rating in HOLDS]
    return sum(s.evidenced for s in good), len(good)


def lacks_evidence(practice: PracticeScore, practices: Sequence[PracticeScore]) -> bool:
    """Return whether a lack of evidence for a practice's level is worth a finding.

    This is the case if the assessment collected evidence systematically, but less for this practice than overall.

    Source: docs/scoring.md, "Evidenced level".
    """
    overall = share_with_evidence(practices)
    return bool(practice.unbacked) and overall >= IN_EARNEST and share_with_evidence([practice]) < overall
