"""How far symptoms match an approach, symptom by symptom, so that readers can check the share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from practices_catalog.model import Approach
from questionnaires.answers.model import Response
from questionnaires.model import Symptom, Triage

WORST = 3
STRONG = 2
"""The lowest answer that reports a symptom strongly: usually about once a month; see `Triage.scale`."""


@dataclass(frozen=True, slots=True)
class WeighedSymptom:
    """What one symptom adds to an approach; `answer` is None if nobody answered it."""

    symptom: str
    weight: int
    answer: Fraction | None
    why: str

    @property
    def points(self) -> Fraction:
        """The weight times the answer."""
        return self.weight * (self.answer or Fraction(0))


@dataclass(frozen=True, slots=True)
class Weighing:
    """The symptoms of one approach, those with the most points first."""

    approach: str
    symptoms: tuple[WeighedSymptom, ...]

    @property
    def points(self) -> Fraction:
        """The sum of the symptoms' points."""
        return sum((each.points for each in self.symptoms), Fraction(0))

    @property
    def most(self) -> int:
        """The sum if every symptom had the highest answer."""
        return sum(each.weight for each in self.symptoms) * WORST

    @property
    def share(self) -> Fraction:
        """The points as a share of the highest possible sum.

        Source: docs/scoring.md, "Recommended approach".
        """
        return self.points / self.most if self.most else Fraction(0)


def mean_answers(triage: Triage, responses: Sequence[Response]) -> Mapping[str, Fraction]:
    """Return the mean answer, 0 to 3, to each symptom that anyone answered."""
    answers: dict[str, Fraction] = {}
    for symptom in triage.symptoms:
        given = [response.triage[symptom.id] for response in responses if symptom.id in response.triage]
        if given:
            answers[symptom.id] = Fraction(sum(given), len(given))
    return answers


def weigh(approach: Approach, answers: Mapping[str, Fraction]) -> Weighing:
    """Weigh the answers for an approach."""
    symptoms = [
        WeighedSymptom(each.symptom, each.weight, answers.get(each.symptom), each.why) for each in approach.signals
    ]
    return Weighing(approach.id, tuple(sorted(symptoms, key=lambda each: -each.points)))


def nearest_answer(mean: Fraction) -> int:
    """Return the answer, 0 to 3, that is closest to several respondents' mean; halves are rounded up."""
    return floor(mean + Fraction(1, 2))


def gravity(symptom: Symptom, mean: Fraction) -> Fraction:
    """Return how much a symptom hurts, 0 to 3: its answer, plus 1 if it is serious even when it's rare."""
    return min(mean + 1, Fraction(WORST)) if symptom.grave and mean else mean


def is_strong(mean: Fraction) -> bool:
    """Return whether a symptom is reported strongly: its answer, as people read it, is 2 or 3."""
    return nearest_answer(mean) >= STRONG
