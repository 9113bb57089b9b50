"""The view model of the triage's result: the recommended approach, runner-up, first practice, and all figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.running.content import Content
from app.web.catalogue.ladder_view import LadderStatement, ladder
from practices_catalog.model import Approach
from questionnaires.answers.model import Respondent, Response
from questionnaires.model import Triage
from questionnaires.recommendation import ApproachFit
from questionnaires.triage import recommend
from questionnaires.weighing import WeighedSymptom, Weighing
from reports.views import figures
from reports.views.first_days import FirstDaysView, before_assessment
from reports.views.recommendation import RecommendationView, recommendation_view

FIRST_RUNGS = 3


@dataclass(frozen=True, slots=True)
class ApproachReason:
    """A symptom that points to an approach."""

    symptom: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class MatchingApproach:
    """An approach, how well it matches the answers, and why."""

    id: str
    name: str
    promise: str
    share: str
    reasons: tuple[ApproachReason, ...]


@dataclass(frozen=True, slots=True)
class FirstPractice:
    """The practice to adopt first; `next_practices` names the entry practices after it."""

    id: str
    name: str
    purpose: str
    rungs: tuple[LadderStatement, ...]
    next_practices: str


@dataclass(frozen=True, slots=True)
class WeighedRow:
    """One symptom in an approach's table."""

    symptom: str
    answer: str
    value: str
    weight: int
    points: str


@dataclass(frozen=True, slots=True)
class WeighedTable:
    """How the share of one approach was calculated."""

    id: str
    name: str
    rows: tuple[WeighedRow, ...]
    points: str
    most: int
    share: str


@dataclass(frozen=True, slots=True)
class TriageOutcome:
    """The result.

    Attributes:
        recommended: None if no symptom occurs.
        runner_up: None if no symptom points to a second approach.
        recommendation: the recommendation in words, with both figures of every approach.
    """

    answered: int
    questions: int
    recommended: MatchingApproach | None
    runner_up: MatchingApproach | None
    is_tie: bool
    recommendation: RecommendationView
    first: FirstPractice | None
    first_days: FirstDaysView
    tables: tuple[WeighedTable, ...]


def triage_outcome(content: Content, answers: Mapping[str, int]) -> TriageOutcome:
    """Return the outcome of answering at least one question; no practice is assessed, so nothing is discounted."""
    responses = [Response(content.questionnaires[0].id, Respondent("page"), triage=dict(answers))]
    recommendation = recommend(content.catalogue.approaches, content.triage, responses)
    best, second = recommendation.recommended, recommendation.runner_up
    approach = content.catalogue.approach[best.approach] if best else None
    return TriageOutcome(
        answered=len(answers),
        questions=len(content.triage.symptoms),
        recommended=_matching_approach(content, best),
        runner_up=_matching_approach(content, second),
        is_tie=recommendation.is_tie,
        recommendation=recommendation_view(content.catalogue, content.triage, recommendation),
        first=_first_practice(content, approach) if approach else None,
        first_days=_first_days(content, approach),
        tables=tuple(
            _table(content.triage, content.catalogue.approach[fit.approach], fit.weighing)
            for fit in recommendation.fits
        ),
    )


def _first_days(content: Content, approach: Approach | None) -> FirstDaysView:
    if approach is None:
        return FirstDaysView("", ())
    return before_assessment(content.catalogue, content.questionnaires[0], approach.id)


def _matching_approach(content: Content, fit: ApproachFit | None) -> MatchingApproach | None:
    if fit is None:
        return None
    approach = content.catalogue.approach[fit.approach]
    return MatchingApproach(
        approach.id, approach.name, approach.promise, figures.per_cent(fit.share), _reasons(content.triage, fit)
    )


def _reasons(triage: Triage, fit: ApproachFit) -> tuple[ApproachReason, ...]:
    return tuple(
        ApproachReason(triage.symptom[each.symptom].short, _words(triage, each), each.why) for each in fit.reasons
    )


def _words(triage: Triage, each: WeighedSymptom) -> str:
    return "not answered" if each.answer is None else triage.scale(each.symptom)[int(each.answer)]


def _first_practice(content: Content, approach: Approach) -> FirstPractice:
    practices = [content.catalogue.practice[each] for each in approach.entry]
    first, others = practices[0], [each.name for each in practices[1:]]
    rungs = ladder(content.questionnaires[0], first.id).statements
    return FirstPractice(first.id, first.name, first.purpose, rungs[:FIRST_RUNGS], figures.listed(others))


def _table(triage: Triage, approach: Approach, weighing: Weighing) -> WeighedTable:
    return WeighedTable(
        id=approach.id,
        name=approach.name,
        rows=tuple(_row(triage, each) for each in weighing.symptoms),
        points=figures.number(weighing.points),
        most=weighing.most,
        share=figures.per_cent(weighing.share),
    )


def _row(triage: Triage, each: WeighedSymptom) -> WeighedRow:
    return WeighedRow(
        symptom=triage.symptom[each.symptom].short,
        answer=_words(triage, each),
        value=figures.number(each.answer or Fraction(0)),
        weight=each.weight,
        points=figures.number(each.points),
    )
