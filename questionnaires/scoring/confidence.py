"""How far a practice's figures can be trusted: three shares, and the one rule that turns them into a grade."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from questionnaires.model import Rating
from questionnaires.scoring.model import Grade, StatementScore

HIGH_EVIDENCE = Fraction(60, 100)
LOW_EVIDENCE = Fraction(20, 100)
HIGH_AGREEMENT = Fraction(80, 100)
LOW_AGREEMENT = Fraction(50, 100)
LOW_ANSWERED = Fraction(60, 100)


def share(part: int, whole: int) -> Fraction:
    """Return a part as a share of the whole, or 0 if the whole is 0."""
    return Fraction(part, whole) if whole else Fraction(0)


def answered(statements: Sequence[StatementScore]) -> Fraction:
    """Return the share of the applicable statements with a rating that isn't based on unconfirmed answers alone."""
    applicable = [s for s in statements if s.rating is not Rating.NA]
    return share(sum(s.rating is not None and not s.rests_on_unconfirmed for s in applicable), len(applicable))


def with_evidence(statements: Sequence[StatementScore]) -> Fraction:
    """Return the share of the rated statements that have evidence."""
    rated = _rated(statements)
    return share(sum(s.evidenced for s in rated), len(rated))


def agreement(statements: Sequence[StatementScore]) -> Fraction | None:
    """Return the share of the rated statements that at least two respondents rated without disagreement.

    None if no statement was rated by two respondents. A statement rated by only one of several respondents lowers
    the share.
    """
    rated = _rated(statements)
    if not any(s.spread is not None or s.disagreement for s in rated):
        return None
    return share(sum(s.spread is not None and not s.disagreement for s in rated), len(rated))


def grade(answered_share: Fraction, evidence_share: Fraction, agreement_share: Fraction | None) -> Grade:
    """Return the grade.

    High: all answered, 60% with evidence, 80% in agreement. Low: under 60% answered, under 20% with evidence, or under
    50% in agreement. Medium: everything else.

    Source: docs/scoring.md, "Confidence".
    """
    # A single respondent can't disagree: this counts neither for the practice nor against it, but rules out "high".
    agreed = agreement_share if agreement_share is not None else LOW_AGREEMENT
    if answered_share < LOW_ANSWERED or evidence_share < LOW_EVIDENCE or agreed < LOW_AGREEMENT:
        return Grade.LOW
    if answered_share == 1 and evidence_share >= HIGH_EVIDENCE and agreed >= HIGH_AGREEMENT:
        return Grade.HIGH
    return Grade.MEDIUM


def _rated(statements: Sequence[StatementScore]) -> list[StatementScore]:
    return [s for s in statements if s.rating is not None and s.rating.on_scale]
