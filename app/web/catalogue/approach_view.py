"""What the page of an approach shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.running.content import Content
from app.web.catalogue.practice_view import part
from practices_catalog.model import Approach, Practice
from reports.views import figures


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some weeks of the first 90 days, and what is done in them."""

    weeks: str
    work: str


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A symptom that speaks for the approach."""

    symptom: str
    question: str
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class Weighted:
    """A practice and what a level of it is worth."""

    id: str
    name: str
    part: str
    weight: int


@dataclass(frozen=True, slots=True)
class ApproachPage:
    """An approach; `weighted` has all practices, the weightiest first."""

    id: str
    name: str
    promise: str
    entry: tuple[Practice, ...]
    supporting: tuple[Practice, ...]
    first_90_days: tuple[Stretch, ...]
    signals: tuple[SignalRow, ...]
    weighted: tuple[Weighted, ...]


def approach_page(content: Content, approach: Approach) -> ApproachPage:
    """Return the page of an approach."""
    practices = content.catalogue.practice
    return ApproachPage(
        id=approach.id,
        name=approach.name,
        promise=approach.promise,
        entry=tuple(practices[each] for each in approach.entry),
        supporting=tuple(practices[each] for each in approach.supporting),
        first_90_days=stretches(approach),
        signals=_signals(content, approach),
        weighted=_weighted(content, approach),
    )


def stretches(approach: Approach) -> tuple[Stretch, ...]:
    """Return the first 90 days in order."""
    return tuple(_stretch(line) for line in approach.first_90_days)


def _stretch(line: str) -> Stretch:
    """Return `Weeks 1 to 2: do this` as its two parts; another text is all work."""
    weeks, colon, work = line.partition(": ")
    return Stretch(weeks, figures.capital(work)) if colon and weeks.startswith("Week") else Stretch("", line)


def _signals(content: Content, approach: Approach) -> tuple[SignalRow, ...]:
    symptoms = content.triage.symptom
    return tuple(
        SignalRow(symptoms[each.symptom].short, symptoms[each.symptom].question, each.weight, each.why)
        for each in approach.signals
    )


def _weighted(content: Content, approach: Approach) -> tuple[Weighted, ...]:
    found = [
        Weighted(each.id, each.name, part(approach.entry, approach.supporting, each.id), approach.weights[each.id])
        for each in content.catalogue.practices
        if each.id in approach.weights
    ]
    return tuple(sorted(found, key=lambda each: -each.weight))
