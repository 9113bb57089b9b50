"""The view model of an approach's page."""

from __future__ import annotations

from dataclasses import dataclass

from app.running.content import Content
from app.web.catalogue.practice_view import role_in_approach
from practices_catalog.model import Approach, Practice
from reports.views.first_days import FirstDaysView, before_assessment


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A symptom that points to the approach."""

    symptom: str
    question: str
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class WeightedPractice:
    """A practice, its role in the approach, and its weight."""

    id: str
    name: str
    role: str
    weight: int


@dataclass(frozen=True, slots=True)
class ApproachPage:
    """An approach; `weighted` has all practices, highest weight first."""

    id: str
    name: str
    promise: str
    entry: tuple[Practice, ...]
    supporting: tuple[Practice, ...]
    first_days: FirstDaysView
    signals: tuple[SignalRow, ...]
    weighted: tuple[WeightedPractice, ...]


def approach_page(content: Content, approach: Approach) -> ApproachPage:
    """Return the page of an approach."""
    practices = content.catalogue.practice
    return ApproachPage(
        id=approach.id,
        name=approach.name,
        promise=approach.promise,
        entry=tuple(practices[each] for each in approach.entry),
        supporting=tuple(practices[each] for each in approach.supporting),
        first_days=before_assessment(content.catalogue, content.questionnaires[0], approach.id),
        signals=_signals(content, approach),
        weighted=_weighted(content, approach),
    )


def _signals(content: Content, approach: Approach) -> tuple[SignalRow, ...]:
    symptoms = content.triage.symptom
    return tuple(
        SignalRow(symptoms[each.symptom].short, symptoms[each.symptom].question, each.weight, each.why)
        for each in approach.signals
    )


def _weighted(content: Content, approach: Approach) -> tuple[WeightedPractice, ...]:
    found = [
        WeightedPractice(each.id, each.name, role_in_approach(approach, each.id), approach.weights[each.id])
        for each in content.catalogue.practices
        if each.id in approach.weights
    ]
    return tuple(sorted(found, key=lambda each: -each.weight))
