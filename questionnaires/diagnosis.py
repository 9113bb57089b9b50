"""Names the underlying cause: the one that shows in several practices and whose symptoms hurt most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from questionnaires.answers.anonymity import is_anonymous
from questionnaires.answers.model import Response
from questionnaires.model import Rating, Triage, UnderlyingCause
from questionnaires.scoring.model import PracticeScore, Scores, StatementScore
from questionnaires.weighing import WORST, gravity, is_strong, mean_answers

MISSING = {Rating.N: Fraction(1), Rating.P: Fraction(1, 2)}
"""How clearly a sign shows the cause, by its rating."""
HOLDS = {Rating.L, Rating.F}
DISPUTED = Fraction(1, 2)
"""The share of its weight that a sign keeps if respondents disagree on it and nobody explained a low rating."""
GRAVEST = 3
"""How many of a cause's symptoms count: the most serious ones."""
PLACE = Fraction(1, 2)
"""How much each place in a cause's list of symptoms counts, in steps of the answer scale."""
LEAST_SIGNS, LEAST_PRACTICES = 3, 2
LEAST_RATED = Fraction(1, 2)
"""The share of a cause's signs that must be rated, because unknown isn't weak."""
LEAST = Fraction(1, 10)
"""How well a cause must fit to be named."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How well an underlying cause fits the answers.

    Attributes:
        signs: the statements rated N or P that show it, in the order of the cause.
        rated: how many of its signs are rated N to F.
        missing: the share of its rated signs that don't hold, 0 to 1; a P counts half.
        reported: how much its most serious symptoms hurt, 0 to 1.
        told: the share of its signs about which somebody used the cause's words, 0 to 1.
        strong: ids of its strongly reported symptoms, starting with the one to conclude with. The more frequent
            symptom comes first, but each place in the cause's list counts as half a step of the answer.
    """

    cause: UnderlyingCause
    signs: tuple[StatementScore, ...]
    rated: int
    missing: Fraction
    reported: Fraction
    told: Fraction
    strong: tuple[str, ...]

    @property
    def fit(self) -> Fraction:
        """How well it fits, 0 to 1: signs that nobody wrote about count half."""
        return self.missing * self.reported * (1 + self.told) / 2

    @property
    def practices(self) -> tuple[str, ...]:
        """The practices that show it."""
        return tuple(dict.fromkeys(each.statement.practice for each in self.signs))


def diagnoses(
    triage: Triage, responses: Sequence[Response], practices: Sequence[PracticeScore]
) -> tuple[Diagnosis, ...]:
    """Return the underlying causes that may be named, the best fit first; ties keep the triage's order.

    A cause may be named if all of these are true:

    - At least half of its signs are rated, including one of its first practice.
    - At least three of its signs, in at least two practices, are rated N or P, and at least one of them N.
    - At least one of its symptoms is strongly reported.
    - Its fit is at least a tenth.

    A cause that assumes something that not every organization has also needs words that point to it.

    Args:
        triage: the symptoms and the causes.
        responses: the answers about symptoms.
        practices: the scores of the practices in scope.

    Source: docs/scoring.md, "Underlying cause".
    """
    answers = mean_answers(triage, responses)
    hurts = {each: gravity(triage.symptom[each], answer) for each, answer in answers.items()}
    scores = {each.practice: each for each in practices}
    found = []
    for cause in triage.underlying_causes:
        rated = _rated_signs(cause, scores)
        diagnosis = _diagnosis(cause, rated, answers, hurts)
        if _is_known(cause, rated) and _may_be_named(diagnosis):
            found.append(diagnosis)
    return tuple(sorted(found, key=lambda each: -each.fit))


def named_causes(triage: Triage, scores: Scores) -> tuple[Diagnosis, ...]:
    """Return the causes that fit, starting with the one to name; none in a first glimpse, or if the best two tie."""
    if scores.is_first_glimpse:
        return ()
    found = diagnoses(triage, scores.assessment.responses, scores.practices)
    fits = [each.fit for each in found[:2]]
    return () if len(set(fits)) < len(fits) else found


def _diagnosis(
    cause: UnderlyingCause,
    rated: Sequence[StatementScore],
    answers: Mapping[str, Fraction],
    hurts: Mapping[str, Fraction],
) -> Diagnosis:
    shown = tuple(each for each in rated if each.rating in MISSING)
    return Diagnosis(
        cause=cause,
        signs=shown,
        rated=len(rated),
        missing=sum(map(_missing, shown), Fraction(0)) / max(len(rated), 1),
        reported=_reported([hurts.get(each, Fraction(0)) for each in cause.symptoms]),
        told=Fraction(sum(_uses(each, cause.words) for each in shown), max(len(shown), 1)),
        strong=_strong(cause, answers),
    )


def _is_known(cause: UnderlyingCause, rated: Sequence[StatementScore]) -> bool:
    """Return whether half of a cause's signs are rated, including one of its first practice, which is indispensable."""
    known = {(each.statement.practice, each.statement.level) for each in rated}
    first = next(iter(cause.signs))
    enough = len(known) >= LEAST_RATED * sum(map(len, cause.signs.values()))
    return enough and any(practice == first for practice, _ in known)


def _may_be_named(diagnosis: Diagnosis) -> bool:
    """Return whether a cause shows in enough signs of several practices, one of them N, and hurts and fits enough."""
    several = len(diagnosis.signs) >= LEAST_SIGNS and len(diagnosis.practices) >= LEAST_PRACTICES
    absolute = any(each.rating is Rating.N for each in diagnosis.signs)
    told = bool(diagnosis.told) or not diagnosis.cause.only_if_told
    return several and absolute and told and bool(diagnosis.strong) and diagnosis.fit >= LEAST


def _missing(sign: StatementScore) -> Fraction:
    share = MISSING[sign.rating] if sign.rating else Fraction(0)
    return share * DISPUTED if sign.is_disputed and not _is_shown(sign) else share


def _is_shown(sign: StatementScore) -> bool:
    """Return whether somebody who rated N or P wrote why."""
    low = (given.answer for given in sign.answers if given.answer.rating in MISSING)
    return any(answer.evidence or answer.comment for answer in low)


def _strong(cause: UnderlyingCause, answers: Mapping[str, Fraction]) -> tuple[str, ...]:
    found = [each for each in cause.symptoms if is_strong(answers.get(each, Fraction(0)))]
    return tuple(sorted(found, key=lambda each: cause.symptoms.index(each) * PLACE - answers[each]))


def _rated_signs(cause: UnderlyingCause, scores: Mapping[str, PracticeScore]) -> list[StatementScore]:
    """Return the statements at a cause's signs that are rated N to F."""
    return [
        each
        for practice, levels in cause.signs.items()
        if practice in scores
        for each in scores[practice].statements
        if each.statement.level in levels and each.rating is not None and each.rating.on_scale
    ]


def _uses(sign: StatementScore, words: Sequence[str]) -> bool:
    """Return whether somebody who isn't anonymous and didn't rate L or F used one of the words."""
    texts = [
        f"{given.answer.evidence} {given.answer.comment}".casefold()
        for given in sign.answers
        if not is_anonymous(given.respondent) and given.answer.rating not in HOLDS
    ]
    return any(_pattern(tuple(words)).search(text) for text in texts)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(each.casefold()) for each in words)})\b")


def _reported(hurts: Sequence[Fraction]) -> Fraction:
    """Return the mean square of the most serious symptoms, each as a share of the worst."""
    gravest = sorted(hurts, reverse=True)[:GRAVEST]
    return sum(((each / WORST) ** 2 for each in gravest), Fraction(0)) / GRAVEST
