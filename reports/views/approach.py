"""The approach that a roadmap follows: its promise, why it was chosen, and how well the others would have fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.recommendation import Basis
from questionnaires.weighing import WeighedSymptom, is_strong
from reports.views import figures
from reports.views.milestones import begun_first
from reports.views.recommendation import FitRow, RecommendationView, recommendation_view
from reports.views.roadmap import caution_of, how_chosen, is_misnamed
from reports.views.subject import Subject

REASONS, FIRST_PHASES = 2, 2
RANKS_THE_REST = (
    "The cause behind the findings determines where the roadmap begins. Of the approaches, this one fits the answers "
    "best, and its weights rank the steps that don't treat the cause."
)
_FACTORS = (
    "Symptoms: the share of the approach's symptoms that was reported. "
    "Levels missing: how far the approach's practices are from their targets."
)
COLUMNS = {
    Basis.SYMPTOMS: f"{_FACTORS} Result: the symptoms, reduced if few levels are missing.",
    Basis.LEVELS: f"{_FACTORS} Result: only the levels missing.",
}


@dataclass(frozen=True, slots=True)
class ApproachView:
    """The approach: its promise, how and why it was chosen, the runner-up, and both factors of every approach.

    Attributes:
        promise: what the approach promises, or what it is for if the underlying cause leads.
        caution: how little the recommendation is based on; "" if it is firm, or if a person chose the approach.
        columns: what the table's columns mean, and how the result is calculated.
        runner_up: the second best approach, or the best one if a person chose another.
    """

    heading: str
    chosen: str
    promise: str
    reasons: tuple[str, ...]
    caution: str
    runner_up: str
    columns: str
    fits: tuple[FitRow, ...]


def approach_view(subject: Subject) -> ApproachView | None:
    """Return the approach; None without one.

    If the underlying cause leads and the approach isn't about it, the approach's promise and reasons would contradict
    the conclusion, so they are left out.
    """
    approach, recommendation = subject.approach, subject.scores.recommendation
    if approach is None:
        return None
    view = recommendation_view(subject.catalogue, subject.triage, recommendation)
    own = recommendation.of(approach.id)
    by_hand = subject.is_approach_chosen
    best = recommendation.recommended
    is_best = best is None or best.approach == approach.id
    if is_misnamed(subject):
        return ApproachView(
            heading=f"Closest approach: {approach.name}",
            chosen=figures.capital(how_chosen(subject)),
            promise=RANKS_THE_REST,
            reasons=(),
            caution="",
            runner_up="",
            columns=COLUMNS[recommendation.basis],
            fits=view.rows,
        )
    return ApproachView(
        heading=f"{'Approach' if by_hand or not view.name else _kind(view)}: {approach.name}",
        chosen=figures.capital(how_chosen(subject)),
        promise=approach.promise,
        reasons=tuple(each.why for each in _ordered(subject, own.reasons)[:REASONS]) or (_entry_reason(subject),),
        caution=caution_of(subject),
        runner_up=view.runner_up if is_best else f"{view.mark}: \u201c{view.name}\u201d. {view.why}",
        columns=COLUMNS[recommendation.basis],
        fits=view.rows,
    )


def _ordered(subject: Subject, reasons: Sequence[WeighedSymptom]) -> list[WeighedSymptom]:
    """Return the symptoms that point to the approach, starting with those that the first phases address.

    Strong symptoms of the first practice come first, by that practice's place in their lists. The others are sorted by
    points; ties begin with symptoms that the first phases do something about.
    """
    begun = begun_first(subject.roadmap, FIRST_PHASES)
    known = subject.triage.symptom if subject.triage else {}

    def place(reason: WeighedSymptom) -> tuple[int, Fraction, bool]:
        named = known[reason.symptom].practices if reason.symptom in known else ()
        is_answered = bool(begun) and begun[0] in named and is_strong(reason.answer or Fraction(0))
        first = named.index(begun[0]) if is_answered else len(known)
        return first, -reason.points, set(begun).isdisjoint(named)

    return sorted(reasons, key=place)


def _kind(view: RecommendationView) -> str:
    """Return what to call the approach: without a sound basis, it isn't recommended without reservation."""
    return "Recommended approach" if view.mark == "Recommended" else f"{view.mark} of an approach"


def _entry_reason(subject: Subject) -> str:
    """Return a reason for an approach without matching symptoms: the levels of its entry practices."""
    approach = subject.approach
    known = subject.scores.practice
    entry = approach.entry if approach else ()
    by_level: dict[str, list[str]] = {}
    for score in (known[practice] for practice in entry if practice in known and known[practice].has_figures):
        level = figures.level_in_words(score.level, score.level_upper)
        by_level.setdefault(level, []).append(subject.practice_name(score.practice))
    said = [f"{figures.listed(names)} {'is' if len(names) == 1 else 'are'} at {at}" for at, names in by_level.items()]
    if said:
        return figures.sentence("; ".join(said))
    if entry and all(practice in subject.not_applicable for practice in entry):
        return "None of its entry practices apply."
    return "None of its entry practices have been assessed yet."
