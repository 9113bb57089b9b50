"""What the reported symptoms say about practices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from questionnaires.answers.model import Response
from questionnaires.model import Triage
from questionnaires.weighing import gravity, is_strong, mean_answers, nearest_answer

MOST_NEED = Fraction(1)


@dataclass(frozen=True, slots=True)
class Report:
    """The loudest symptom that speaks of a practice.

    Attributes:
        answer: the respondents' mean, 0 to 3.
        least_weight: what the practice's steps that treat symptoms weigh at least; 0 if none is reported strongly.
    """

    symptom: str
    short: str
    answer: Fraction
    least_weight: int = 0

    @property
    def strong(self) -> bool:
        """Whether its answer, as people read it, is 2 or 3."""
        return is_strong(self.answer)

    @property
    def need(self) -> Fraction:
        """What it adds to the need of the practice's steps, 0 to 1."""
        return min(self.answer / 2, MOST_NEED)


Reports = Mapping[str, Report]


def reports_by_practice(triage: Triage, responses: Sequence[Response]) -> dict[str, Report]:
    """Return the loudest symptom of each practice that any reported symptom speaks of; ties keep the triage's order."""
    answers = mean_answers(triage, responses)
    loudest: dict[str, Report] = {}
    least: dict[str, int] = {}
    for symptom in triage.symptoms:
        report = Report(symptom.id, symptom.short, answers.get(symptom.id, Fraction(0)))
        for place, practice in enumerate(symptom.practices):
            least[practice] = max(least.get(practice, 0), _least_weight(report, first=not place))
            if report.answer > (loudest[practice].answer if practice in loudest else 0):
                loudest[practice] = report
    return {practice: replace(report, least_weight=least[practice]) for practice, report in loudest.items()}


def most_reported(
    triage: Triage, responses: Sequence[Response], missing: Mapping[str, Fraction]
) -> tuple[str, ...]:
    """Return those of the practices that strongly reported symptoms point to most; several if they are equal.

    A symptom points with its gravity to the first of the practices that it names, with half of it to the others, and
    only for the part of the work that is missing: what is largely done explains little of what hurts.

    Args:
        triage: the symptoms and the practices that each names.
        responses: the respondents' answers.
        missing: the practices that could be to blame, with the share of their work that is missing, 0 to 1.
    """
    points: dict[str, Fraction] = {}
    answers = mean_answers(triage, responses)
    for symptom in triage.symptoms:
        answer = answers.get(symptom.id, Fraction(0))
        if is_strong(answer):
            named = [practice for practice in symptom.practices if practice in missing]
            for place, practice in enumerate(named):
                pointed = gravity(symptom, answer) * missing[practice] / (2 if place else 1)
                points[practice] = points.get(practice, Fraction(0)) + pointed
    most = max(points.values(), default=Fraction(0))
    return tuple(each for each in missing if most and points.get(each) == most)


def _least_weight(report: Report, *, first: bool) -> int:
    """Return twice the answer as people read it for the practice to look at first, once for the others."""
    answer = nearest_answer(report.answer) if report.strong else 0
    return answer * 2 if first else answer
