"""Finds the approach that fits the symptoms, or the scores alone. The person decides."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from practices_catalog.model import Approach
from questionnaires.answers.model import Response
from questionnaires.model import Triage
from questionnaires.scoring.model import PracticeStatus, Scores, TriageReason, TriageResult, TriageShare
from questionnaires.weighing import Weighing, mean_answers, weigh

SOUGHT_LEVEL = 3


def triage_result(approaches: Sequence[Approach], triage: Triage, responses: Sequence[Response]) -> TriageResult | None:
    """Rank the approaches by their share of symptoms; None if nobody answered the triage.

    If several respondents answered a symptom, their mean counts. Ties keep the order of the approaches.

    Source: docs/scoring.md, "Triage".
    """
    answers = mean_answers(triage, responses)
    if not answers:
        return None
    shares = [_share(weigh(approach, answers)) for approach in approaches]
    return TriageResult(tuple(sorted(shares, key=lambda each: -each.share)))


def _share(weighing: Weighing) -> TriageShare:
    reasons = tuple(TriageReason(each.symptom, each.answer, each.why) for each in weighing.symptoms if each.answer)
    return TriageShare(weighing.approach, weighing.share, reasons)


def approach_from_scores(approaches: Sequence[Approach], scores: Scores) -> Approach:
    """Return the approach whose entry and supporting practices fall furthest below level 3, by the approach's weights.

    A practice that wasn't assessed counts as level 0, and a practice that isn't applicable doesn't count. Ties keep the
    order.

    Source: docs/scoring.md, "Triage".
    """
    return max(approaches, key=lambda approach: (_shortfall(approach, scores), -approaches.index(approach)))


def _shortfall(approach: Approach, scores: Scores) -> Fraction:
    missing = weight = 0
    for practice in (*approach.entry, *approach.supporting):
        known = scores.practice.get(practice)
        if known is not None and known.status is PracticeStatus.NOT_APPLICABLE:
            continue
        level = known.level if known is not None and known.level is not None else 0
        missing += approach.weights[practice] * max(0, SOUGHT_LEVEL - level)
        weight += approach.weights[practice] * SOUGHT_LEVEL
    return Fraction(missing, weight) if weight else Fraction(0)
