"""What the reported symptoms say about practices."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from practices_catalog.model import Catalogue
from questionnaires.answers.model import Response
from questionnaires.diagnosis import Diagnosis
from questionnaires.model import Symptom, Triage
from questionnaires.weighing import WORST, gravity, is_strong, mean_answers, nearest_answer
from roadmaps.current_state import CurrentStates

MOST_NEED = Fraction(1)
TREATED = 2
"""The level at which a practice treats a symptom, because its work is planned and followed up from there on."""
MOST_TREATING = 3
"""The lowest level at which a practice works the same way everywhere; the roadmap treats a cause up to this level."""
MOST_URGENT = 3
"""If symptoms point to more practices than this equally, none of them stands out."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the symptoms that point to a practice say.

    Attributes:
        symptom, short: the loudest strongly reported symptom that names the practice first, or else the loudest one.
        answer: the respondents' mean for the loudest symptom, 0 to 3.
        least_weight: the minimum weight of the practice's steps that treat symptoms; 0 if none is strongly reported.
        grave: the gravity, 0 to 3, of the most serious symptom that hurts even if it is rare and names the practice
            first.
        gravest: the gravity, 0 to 3, of the most serious symptom that names the practice first and hurts even if it
            is rare or is strongly reported.
        is_first: whether a strongly reported symptom names the practice first.
        is_worst: whether a symptom with the highest answer names the practice first.
        explained_by: levels whose statements explain strongly reported symptoms that name the practice first.
    """

    symptom: str
    short: str
    answer: Fraction
    least_weight: int = 0
    grave: Fraction = Fraction(0)
    gravest: Fraction = Fraction(0)
    is_first: bool = False
    is_worst: bool = False
    explained_by: frozenset[int] = frozenset()

    @property
    def strong(self) -> bool:
        """Whether its answer, as people read it, is 2 or 3."""
        return is_strong(self.answer)

    @property
    def need(self) -> Fraction:
        """The addition, 0 to 1, to the need of the practice's steps to levels 1 and 2."""
        return min(self.answer / 2, MOST_NEED) if self.strong else Fraction(0)

    @property
    def need_at_0(self) -> Fraction:
        """The addition for the step from level 0 instead: if nothing is done, once may be too often."""
        return max(self.need, min(self.grave / 2, MOST_NEED))

    @property
    def least_weight_at_0(self) -> int:
        """The minimum weight of the step from level 0."""
        return max(self.least_weight, nearest_answer(self.grave) ** 2)


Reports = Mapping[str, Report]


def reports_by_practice(triage: Triage, responses: Sequence[Response]) -> dict[str, Report]:
    """Return what the reported symptoms say about each practice that any of them points to."""
    answers = mean_answers(triage, responses)
    named: dict[str, list[tuple[Symptom, Fraction, bool]]] = {}
    for symptom in triage.symptoms:
        for place, practice in enumerate(symptom.practices):
            if answer := answers.get(symptom.id, Fraction(0)):
                named.setdefault(practice, []).append((symptom, answer, not place))
    return {practice: _report(each) for practice, each in named.items()}


def _report(named: Sequence[tuple[Symptom, Fraction, bool]]) -> Report:
    """Return what symptoms say about a practice, from each one's answer and whether it names the practice first."""
    symptom, _, _ = max(named, key=lambda each: (each[2] and is_strong(each[1]), each[1]))
    return Report(
        symptom.id,
        symptom.short,
        max(answer for _, answer, _ in named),
        max(_least_weight(answer, first=first) for _, answer, first in named),
        max((gravity(each, answer) for each, answer, first in named if first and each.grave), default=Fraction(0)),
        max((gravity(s, a) for s, a, first in named if first and (s.grave or is_strong(a))), default=Fraction(0)),
        any(first and is_strong(answer) for _, answer, first in named),
        any(first and nearest_answer(answer) == WORST for _, answer, first in named),
        frozenset(level for each, answer, first in named if first and is_strong(answer) for level in each.explained_by),
    )


def pointed(triage: Triage, responses: Sequence[Response], missing: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the points that strongly reported symptoms give to practices.

    A symptom points with its full gravity to the first of its practices and with half of it to the others, but only for
    the part of the work that is missing, because work that is largely done explains little of what hurts.

    Args:
        triage: the symptoms and the practices that each one points to.
        responses: the respondents' answers.
        missing: the practices that could be to blame, with the share of their work that is missing, 0 to 1.
    """
    points: dict[str, Fraction] = {}
    for symptom, answer in _strong(triage, responses):
        for place, practice in enumerate(each for each in symptom.practices if each in missing):
            share = gravity(symptom, answer) * missing[practice] / (2 if place else 1)
            points[practice] = points.get(practice, Fraction(0)) + share
    return points


def most_reported(triage: Triage, responses: Sequence[Response], missing: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Return the practices that strongly reported symptoms point to most.

    Ties begin with the practice that the loudest symptom names first.
    """
    points = pointed(triage, responses, missing)
    loudest: dict[str, Fraction] = {}
    for symptom, answer in _strong(triage, responses):
        for practice in [each for each in symptom.practices if each in missing][:1]:
            loudest[practice] = max(answer, loudest.get(practice, answer))
    most = max(points.values(), default=Fraction(0))
    found = [each for each in missing if most and points.get(each) == most]
    return tuple(sorted(found, key=lambda each: -loudest.get(each, Fraction(0))))


def _strong(triage: Triage, responses: Sequence[Response]) -> list[tuple[Symptom, Fraction]]:
    """Return the strongly reported symptoms with their answers."""
    answers = mean_answers(triage, responses)
    found = ((symptom, answers.get(symptom.id, Fraction(0))) for symptom in triage.symptoms)
    return [(symptom, answer) for symptom, answer in found if is_strong(answer)]


def urgent_practices(
    current: CurrentStates, triage: Triage, responses: Sequence[Response], causing: Container[str] = ()
) -> tuple[str, ...]:
    """Return the practices that symptoms point to most; none if more than `MOST_URGENT` of them tie.

    Args:
        current: the practices' current states.
        triage: the symptoms and the practices that each one points to.
        responses: the respondents' answers.
        causing: the practices that show the underlying cause. If any of them is below the level that treats the cause,
            all other practices wait. If no symptom points to one of these, those at the lowest level count.
    """
    missing = {
        practice: state.missing_up_to(TREATED)
        for practice, state in current.items()
        if state.assessed and state.level < TREATED
    }
    within = {practice: share for practice, share in missing.items() if practice in causing}
    most = most_reported(triage, responses, within or missing) or _lowest(current, within)
    return most if len(most) <= MOST_URGENT else ()


def _lowest(current: CurrentStates, practices: Collection[str]) -> tuple[str, ...]:
    level = min((current[each].level for each in practices), default=0)
    return tuple(each for each in practices if current[each].level == level)


def treating_levels(diagnosis: Diagnosis | None) -> dict[str, int]:
    """Return the level, 3 at most, at which each practice that shows the underlying cause no longer shows it.

    If a decision treats the cause, these are the levels of its first practice only.
    """
    found: dict[str, int] = {}
    if diagnosis is None:
        return found
    practices = [*diagnosis.cause.signs][: 1 if diagnosis.cause.by_decision else None]
    for statement in (each.statement for each in diagnosis.signs):
        if statement.practice in practices and statement.level <= MOST_TREATING:
            found[statement.practice] = max(statement.level, found.get(statement.practice, 0))
    return found


def easing(catalogue: Catalogue, current: CurrentStates, urgent: Iterable[str]) -> dict[str, int]:
    """Return the levels of assessed practices, reached or not, that ease the next step of urgent ones."""
    found: dict[str, int] = {}
    for practice in urgent:
        for each in catalogue.practice[practice].prerequisites:
            is_next = each.for_level == current[practice].level + 1
            if not each.hard and is_next and current[each.practice].assessed:
                found[each.practice] = max(each.level, found.get(each.practice, 0))
    return found


def _least_weight(mean: Fraction, *, first: bool) -> int:
    """Return the rounded answer: squared for the practice to look at first, and unchanged for the others."""
    answer = nearest_answer(mean) if is_strong(mean) else 0
    return answer**2 if first else answer
