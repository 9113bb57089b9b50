"""What the reported symptoms say about practices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.answers.model import Response
from questionnaires.model import Triage
from questionnaires.weighing import WORST, is_strong, mean_answers


@dataclass(frozen=True, slots=True)
class Report:
    """The loudest symptom that speaks of a practice; `answer` is the respondents' mean, 0 to 3."""

    symptom: str
    short: str
    answer: Fraction

    @property
    def strong(self) -> bool:
        """Whether it happens about once a month or more often."""
        return is_strong(self.answer)

    @property
    def need(self) -> Fraction:
        """What it adds to the need of the practice's steps, 0 to 1."""
        return self.answer / WORST


Reports = Mapping[str, Report]


def reports_by_practice(triage: Triage, responses: Sequence[Response]) -> dict[str, Report]:
    """Return the loudest symptom of each practice that any reported symptom speaks of; ties keep the triage's order."""
    answers = mean_answers(triage, responses)
    loudest: dict[str, Report] = {}
    for symptom in triage.symptoms:
        report = Report(symptom.id, symptom.short, answers.get(symptom.id, Fraction(0)))
        for practice in symptom.practices:
            if report.answer > (loudest[practice].answer if practice in loudest else 0):
                loudest[practice] = report
    return loudest
