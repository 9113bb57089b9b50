"""Recommends an approach: symptoms lead, and levels that are already reached discount them. The person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from practices_catalog.model import Approach
from questionnaires.answers.model import Response
from questionnaires.model import Triage
from questionnaires.recommendation import ApproachFit, ApproachGaps, Basis, PracticeGap, Recommendation
from questionnaires.scoring.model import PracticeScore, PracticeStatus
from questionnaires.weighing import mean_answers, weigh


def recommend(
    approaches: Sequence[Approach],
    triage: Triage,
    responses: Sequence[Response],
    practices: Sequence[PracticeScore] = (),
) -> Recommendation:
    """Rank the approaches by share of symptoms x min(1, missing / 0.6), or by what is missing alone.

    The missing share alone decides if no symptom occurs, or if nothing is missing in any approach that one points to.
    With several respondents, the mean answer counts. Ties keep the order of the approaches.

    Args:
        approaches: all approaches, in order.
        triage: the symptoms.
        responses: the answers about symptoms.
        practices: the scores of the practices in scope; none if only symptoms are known.

    Source: docs/scoring.md, "Recommended approach".
    """
    answers = mean_answers(triage, responses)
    by_id = {each.practice: each for each in practices}
    fits = [ApproachFit(weigh(each, answers), gaps_of(each, by_id)) for each in approaches]
    basis = Basis.SYMPTOMS if any(each.fit for each in fits) else Basis.LEVELS
    applicable = [each for each in practices if each.status is not PracticeStatus.NOT_APPLICABLE]
    ranked = sorted(fits, key=lambda each: -(each.fit if basis is Basis.SYMPTOMS else each.missing))
    return Recommendation(
        fits=tuple(ranked),
        basis=basis,
        symptoms=tuple(symptom for symptom, answer in answers.items() if answer),
        triage_answered=bool(answers),
        assessed=sum(each.has_figures for each in applicable),
        applicable=len(applicable),
    )


def first_practice(approach: Approach, fit: ApproachFit) -> str:
    """Return the practice to begin with: the first one of the approach that hasn't reached its target."""
    reached = {gap.practice for gap in fit.gaps.gaps if not gap.missing}
    return next((each for each in (*approach.entry, *approach.supporting) if each not in reached), approach.entry[0])


def gaps_of(approach: Approach, practices: Mapping[str, PracticeScore]) -> ApproachGaps:
    """Return what the approach's entry and supporting practices lack; an open statement counts as not met."""
    gaps: list[PracticeGap] = []
    unknown: list[str] = []
    for practice in dict.fromkeys((*approach.entry, *approach.supporting)):
        score = practices.get(practice)
        if score is not None and score.status is PracticeStatus.NOT_APPLICABLE:
            continue
        if score is None or score.level is None:
            unknown.append(practice)
            continue
        gaps.append(PracticeGap(practice, score.level, approach.target(practice), approach.weights[practice]))
    return ApproachGaps(tuple(gaps), tuple(unknown))
