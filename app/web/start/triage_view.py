"""What the triage's result shows: an approach and a runner-up with reasons, a first practice, and every figure."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from fractions import Fraction

from app.running.content import Content
from app.web.catalogue.approach_view import WorkPeriod, work_periods
from app.web.catalogue.ladder_view import LadderStatement, ladder
from practices_catalog.model import Approach
from questionnaires.answers.model import Respondent, Response
from questionnaires.model import Triage
from questionnaires.scoring.model import TriageResult, TriageShare
from questionnaires.triage import triage_result
from questionnaires.weighing import WeighedSymptom, Weighing, mean_answers, weigh
from reports.views import figures

FIRST_RUNGS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A symptom that speaks for an approach."""

    symptom: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Way:
    """An approach with what speaks for it."""

    id: str
    name: str
    promise: str
    share: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class FirstPractice:
    """The practice to adopt first; `next_ones` are the names of the entry practices after it."""

    id: str
    name: str
    purpose: str
    rungs: tuple[LadderStatement, ...]
    next_ones: str


@dataclass(frozen=True, slots=True)
class WeighedRow:
    """One symptom in the table of an approach."""

    symptom: str
    answer: str
    value: str
    weight: int
    points: str


@dataclass(frozen=True, slots=True)
class WeighedTable:
    """How one approach came to its share."""

    id: str
    name: str
    rows: tuple[WeighedRow, ...]
    points: str
    most: int
    share: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result; `way` is None where no symptom occurs, `runner_up` where nothing speaks for a second one."""

    answered: int
    asked: int
    way: Way | None
    runner_up: Way | None
    is_tie: bool
    first: FirstPractice | None
    first_90_days: tuple[WorkPeriod, ...]
    tables: tuple[WeighedTable, ...]


def outcome(content: Content, answers: Dict[str, int]) -> Outcome:
    """Return what the answers to at least one question lead to."""
    responses = [Response(content.questionnaires[0].id, Respondent("page"), triage=dict(answers))]
    result = triage_result(content.catalogue.approaches, content.triage, responses)
    assert result is not None  # noqa: S101 - there is an answer
    approach = content.catalogue.approach.get(result.recommended or "")
    means = mean_answers(content.triage, responses)
    approaches = [content.catalogue.approach[share.approach] for share in result.shares]
    return Outcome(
        answered=len(answers),
        asked=len(content.triage.symptoms),
        way=_way(content, result, result.recommended),
        runner_up=_way(content, result, result.runner_up),
        is_tie=result.runner_up is not None and result.shares[0].share == result.shares[1].share,
        first=_first_practice(content, approach) if approach else None,
        first_90_days=work_periods(approach) if approach else (),
        tables=tuple(_table(content.triage, each, weigh(each, means)) for each in approaches),
    )


def _way(content: Content, result: TriageResult, wanted: str | None) -> Way | None:
    share = next((each for each in result.shares if each.approach == wanted), None)
    if share is None:
        return None
    approach = content.catalogue.approach[share.approach]
    return Way(
        approach.id, approach.name, approach.promise, figures.per_cent(share.share), _reasons(content.triage, share)
    )


def _reasons(triage: Triage, share: TriageShare) -> tuple[Reason, ...]:
    return tuple(
        Reason(triage.symptom[each.symptom].short, _words(triage, each.answer), each.why) for each in share.reasons
    )


def _words(triage: Triage, answer: Fraction | None) -> str:
    return "not answered" if answer is None else triage.answers[int(answer)]


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
        answer=_words(triage, each.answer),
        value=figures.number(each.answer or Fraction(0)),
        weight=each.weight,
        points=figures.number(each.points),
    )
