"""The one-page summary for a board: levels, findings, the recommended approach, the first 90 days."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.answers.anonymity import TOO_FEW_ANSWERS
from questionnaires.scoring.evidence import IN_EARNEST, lacks_evidence, share_with_evidence
from reports.findings.findings import findings_of
from reports.findings.model import Finding, Strength, strengths_heading
from reports.findings.wording import names
from reports.views import figures
from reports.views.changes import changes_view
from reports.views.first_days import FirstDaysView, first_days_view
from reports.views.profile import LevelCount, level_counts
from reports.views.recommendation import FitRow, RecommendationView, recommendation_view
from reports.views.roadmap import caution_of, how_chosen
from reports.views.subject import GOOD, MANAGED, Subject

REASONS = 2


@dataclass(frozen=True, slots=True)
class ApproachView:
    """The approach: its promise, how and why it was chosen, the runner-up, and both factors of every approach.

    Attributes:
        caution: how little the recommendation rests on; "" if it is firm, or if a person chose the approach.
        runner_up: the second best; if a person chose another approach than the best, the best.
    """

    heading: str
    chosen: str
    promise: str
    reasons: tuple[str, ...]
    caution: str
    runner_up: str
    fits: tuple[FitRow, ...]


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary.

    Attributes:
        preliminary: that answers are still being collected, or "".
        counted: how many practices are low and how many are good, or why there are no levels.
        aim: whether the roadmap's aim is met; empty without one.
    """

    headline: str
    preliminary: str
    counted: str
    lead: str
    aim: tuple[str, ...]
    counts: tuple[LevelCount, ...]
    glimpse: str
    findings: tuple[Finding, ...]
    strengths: tuple[Strength, ...]
    approach: ApproachView | None
    first_days: FirstDaysView

    @property
    def strengths_heading(self) -> str:
        """What the strengths are called together."""
        return strengths_heading(self.strengths)


def summary_view(subject: Subject) -> SummaryView:
    """Return the summary."""
    found = findings_of(subject)
    return SummaryView(
        headline=found.headline,
        preliminary=subject.options.status if subject.options.is_preliminary else "",
        counted=_no_levels(subject) or _counted(subject),
        lead=" ".join(filter(None, (found.glimpse, _lead(subject)))),
        aim=subject.roadmap.aim.says if subject.roadmap and subject.roadmap.aim else (),
        counts=level_counts(subject),
        glimpse=found.glimpse,
        findings=found.findings,
        strengths=found.strengths,
        approach=_approach(subject),
        first_days=first_days_view(subject),
    )


def _lead(subject: Subject) -> str:
    if none := _no_levels(subject):
        return none
    said = (_counted(subject), _since(subject), _lowest(subject), _unknown(subject), _evidenced(subject))
    return " ".join(filter(None, said))


def _since(subject: Subject) -> str:
    """Return how many practices rose and fell since an earlier assessment; "" without one."""
    changes = changes_view(subject)
    return f"{changes.headline}." if changes else ""


def _no_levels(subject: Subject) -> str:
    """Return why there are no levels; "" if there are some."""
    if _none_applies(subject):
        return "Every statement was answered \u201cnot applicable\u201d, so there are no levels and nothing to plan."
    if subject.assessed:
        return ""
    if subject.scores.assessment.withheld:
        return f"{figures.capital(TOO_FEW_ANSWERS)}: anonymous answers are hidden until more people have answered."
    return "Nobody has rated any statement yet, so there are no figures."


def _counted(subject: Subject) -> str:
    """Return how many practices are low and how many are good; "" for a single practice."""
    levels = [score.level or 0 for score in subject.assessed]
    if len(levels) == 1:
        return f"{subject.practice_name(subject.assessed[0].practice)} is the only practice assessed."
    low, good = sum(level < MANAGED for level in levels), sum(level >= GOOD for level in levels)
    if low == len(levels):
        return f"All {low} assessed practices are below level {MANAGED}."
    if good == len(levels):
        return f"All {good} assessed practices have reached level {GOOD}."
    return (
        f"Of {len(levels)} assessed practices, {low or 'none'} {'is' if low <= 1 else 'are'} below level {MANAGED}, "
        f"and {good or 'none'} {'has' if good <= 1 else 'have'} reached level {GOOD}."
    )


def _none_applies(subject: Subject) -> bool:
    """Return whether no practice in scope is applicable."""
    return bool(subject.not_applicable) and not subject.assessed and not subject.not_assessed


def _unknown(subject: Subject) -> str:
    """Return a warning if most practices aren't assessed, so that nobody takes a few levels for the whole."""
    many = len(subject.not_assessed) - len(subject.only_dont_know)
    said = [f"{many} other practices aren't assessed."] if many > max(len(subject.assessed), 1) else []
    if subject.only_dont_know:
        unknown = names(subject, list(subject.only_dont_know), 3)
        said.append(f"All answers about {unknown} are \u201cdon't know\u201d.")
    return " ".join(said)


def _lowest(subject: Subject) -> str:
    """Return the practices that are certainly at the lowest level, or "" if all have the same level."""
    certain = [score for score in subject.assessed if not score.is_level_open]
    levels = [score.level or 0 for score in certain]
    if not levels or min(levels) == max(levels):
        return ""
    lowest = [score.practice for score in certain if score.level == min(levels)]
    return f"Lowest, at level {min(levels)}: {names(subject, lowest, 5)}."


def _evidenced(subject: Subject) -> str:
    """Return how far evidence supports the levels."""
    if not any(score.with_evidence for score in subject.assessed):
        return "No evidence was recorded, so the levels rest on the ratings alone."
    if not any(score.unbacked for score in subject.assessed):
        return "The evidence supports every level."
    practices = subject.scores.practices
    share = share_with_evidence(practices)
    if not share:
        return "Evidence backs none of the L and F ratings."
    if share < IN_EARNEST:
        return f"Evidence backs only {figures.per_cent(share)} of the L and F ratings."
    lower = [s.practice for s in subject.assessed if lacks_evidence(s, practices)]
    if not lower:
        return f"Evidence backs {figures.per_cent(share)} of the L and F ratings, and no practice lacks it noticeably."
    return f"Evidence is missing for the level{'s' if len(lower) > 1 else ''} of {names(subject, lower, 3)}."


def _approach(subject: Subject) -> ApproachView | None:
    approach, recommendation = subject.approach, subject.scores.recommendation
    if approach is None:
        return None
    view = recommendation_view(subject.catalogue, subject.triage, recommendation)
    own = recommendation.of(approach.id)
    by_hand = subject.is_approach_chosen
    best = recommendation.recommended
    is_best = best is None or best.approach == approach.id
    return ApproachView(
        heading=f"{'Approach' if by_hand or not view.name else _kind(view)}: {approach.name}",
        chosen=figures.capital(how_chosen(subject)),
        promise=approach.promise,
        reasons=tuple(each.why for each in own.reasons[:REASONS]) or (_entry_reason(subject),),
        caution=caution_of(subject),
        runner_up=view.runner_up if is_best else f"{view.mark}: \u201c{view.name}\u201d. {view.why}",
        fits=view.rows,
    )


def _kind(view: RecommendationView) -> str:
    """Return what to call the approach: what rests on too little isn't recommended without a reservation."""
    return "Recommended approach" if view.mark == "Recommended" else f"{view.mark} of an approach"


def _entry_reason(subject: Subject) -> str:
    """Return a reason for an approach without matching symptoms: the levels of its entry practices."""
    approach = subject.approach
    known = subject.scores.practice
    entry = approach.entry if approach else ()
    by_level: dict[str, list[str]] = {}
    for score in (known[practice] for practice in entry if practice in known and known[practice].has_figures):
        level = figures.level(score.level, score.level_upper)
        by_level.setdefault(level, []).append(subject.practice_name(score.practice))
    said = [
        f"{figures.listed(names)} {'is' if len(names) == 1 else 'are'} at level {at}" for at, names in by_level.items()
    ]
    if said:
        return figures.sentence("; ".join(said))
    if entry and all(practice in subject.not_applicable for practice in entry):
        return "None of its entry practices apply."
    return "None of its entry practices have been assessed yet."
