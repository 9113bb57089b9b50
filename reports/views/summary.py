"""The one-page summary for a board: levels, findings, the recommended approach, the first 90 days."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.scoring.model import TriageShare
from reports.options import ReportPart
from reports.views import figures
from reports.views.findings import Finding, findings
from reports.views.profile import LevelCount, level_counts
from reports.views.roadmap import CHOSEN_BY
from reports.views.subject import Subject
from roadmaps.model import ChosenBy

REASONS, STEPS = 3, 8


@dataclass(frozen=True, slots=True)
class ApproachView:
    """The approach: its promise, how and why it was chosen, and the runner-up."""

    heading: str
    chosen: str
    promise: str
    reasons: tuple[str, ...]
    runner_up: str


@dataclass(frozen=True, slots=True)
class FirstPhaseStep:
    """A step of the roadmap's first phase."""

    practice: str
    levels: str
    days: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary; `preliminary` says that answers are still being collected, or is ""."""

    headline: str
    preliminary: str
    lead: str
    counts: tuple[LevelCount, ...]
    findings: tuple[Finding, ...]
    approach: ApproachView | None
    first_steps: tuple[FirstPhaseStep, ...]
    first_steps_lead: str
    first_90_days: tuple[str, ...]


def summary_view(subject: Subject) -> SummaryView:
    """Return the summary."""
    steps, lead = _first_steps(subject)
    return SummaryView(
        headline=_headline(subject),
        preliminary=subject.options.status if subject.options.is_preliminary else "",
        lead=_lead(subject),
        counts=level_counts(subject),
        findings=findings(subject),
        approach=_approach(subject),
        first_steps=steps,
        first_steps_lead=lead,
        first_90_days=subject.approach.first_90_days if subject.approach and _has_work(subject) else (),
    )


def _has_work(subject: Subject) -> bool:
    """Return whether any step is planned, or there is no roadmap yet."""
    return subject.roadmap is None or any(phase.steps for phase in subject.roadmap.phases)


def _headline(subject: Subject) -> str:
    """Return the overall state in one sentence."""
    levels = sorted(score.level for score in subject.assessed if score.level is not None)
    if not levels:
        many = len(subject.not_applicable)
        return f"None of the {many} practices apply" if _none_applies(subject) else "No practice has been assessed yet"
    many = len(levels)
    if many == 1:
        name = subject.practice_name(subject.assessed[0].practice)
        return f"{name} is at level {levels[0]}; no other practices are assessed"
    if levels[0] == levels[-1]:
        return f"All {many} assessed practices are at level {levels[0]}"
    below = sum(level < 2 for level in levels)  # noqa: PLR2004 - level 2 is where work is managed
    if below == 0:
        return f"All {many} assessed practices are at level {levels[0]} or above"
    at_three = sum(level >= 3 for level in levels)  # noqa: PLR2004 - level 3 is what frameworks expect
    reach = f"{at_three or 'none'} {'has' if at_three == 1 else 'have'} reached level 3"
    if below == many:
        return f"All {many} assessed practices are below level 2"
    return f"{below} of {many} assessed practices {'is' if below == 1 else 'are'} below level 2, and {reach}"


def _lead(subject: Subject) -> str:
    if _none_applies(subject):
        return "Every statement was answered \u201cnot applicable\u201d, so there are no levels and nothing to plan."
    if not subject.assessed:
        return "Nobody has rated any statement yet, so there are no figures."
    return " ".join(filter(None, (_lowest(subject), _unknown(subject), _evidenced(subject))))


def _none_applies(subject: Subject) -> bool:
    """Return whether no practice in scope is applicable."""
    return bool(subject.not_applicable) and not subject.assessed and not subject.not_assessed


def _unknown(subject: Subject) -> str:
    """Return a warning if most practices aren't assessed, so that nobody takes a few levels for the whole."""
    many = len(subject.not_assessed)
    return f"{many} other practices aren't assessed." if many > max(len(subject.assessed), 1) else ""


def _lowest(subject: Subject) -> str:
    """Return the practices at the lowest level, or "" if all have the same level."""
    levels = [score.level or 0 for score in subject.assessed]
    if min(levels) == max(levels):
        return ""
    names = [subject.practice_name(score.practice) for score in subject.assessed if score.level == min(levels)]
    return f"Lowest, at level {min(levels)}: {figures.listed(names, 5)}."


def _evidenced(subject: Subject) -> str:
    """Return how far evidence supports the levels."""
    if not any(score.with_evidence for score in subject.assessed):
        return "Nobody gave any evidence, so every level is only a claim."
    lower = [s.practice for s in subject.assessed if (s.level_evidenced or 0) < (s.level or 0)]
    if not lower:
        return "The evidence given supports every level."
    names = figures.listed([subject.practice_name(practice) for practice in lower], 3)
    return f"The evidence doesn't support the level{'s' if len(lower) > 1 else ''} claimed for {names}."


def _approach(subject: Subject) -> ApproachView | None:
    approach = subject.approach
    if approach is None:
        return None
    triage = subject.scores.triage
    shares = triage.shares if triage else ()
    own = next((share for share in shares if share.approach == approach.id), None)
    reasons = tuple(reason.why for reason in own.reasons[:REASONS]) if own else ()
    chosen = CHOSEN_BY[subject.roadmap.chosen_by] if subject.roadmap else "recommended by the triage"
    return ApproachView(
        heading=f"{_kind(subject)}: {approach.name}",
        chosen=figures.capital(chosen),
        promise=approach.promise,
        reasons=reasons or (_entry_reason(subject),),
        runner_up=_runner_up(subject, approach.id, shares),
    )


def _kind(subject: Subject) -> str:
    """Return the heading: an approach that a person chose isn't a recommendation."""
    by_hand = subject.roadmap is not None and subject.roadmap.chosen_by is ChosenBy.USER
    return "Approach" if by_hand else "Recommended approach"


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


def _runner_up(subject: Subject, chosen: str, shares: tuple[TriageShare, ...]) -> str:
    others = [share for share in shares if share.approach != chosen and share.share]
    if not others:
        return ""
    second = others[0]
    own = next((share for share in shares if share.approach == chosen), None)
    name = subject.catalogue.approach[second.approach].name
    head = "The triage favors" if own and second.share > own.share else "Runner-up:"
    match = f"The answers match {figures.per_cent(second.share)} of its symptoms"
    if own:
        match += (
            f", compared with {figures.per_cent(own.share)} for \u201c{subject.catalogue.approach[chosen].name}\u201d"
        )
    why = second.reasons[0].why if second.reasons else ""
    return f"{head} \u201c{name}\u201d. {match}. {why}".rstrip()


def _first_steps(subject: Subject) -> tuple[tuple[FirstPhaseStep, ...], str]:
    roadmap = subject.roadmap
    if roadmap is None or not roadmap.phases or not roadmap.phases[0].steps:
        return (), ""
    phase = roadmap.phases[0]
    steps = tuple(
        FirstPhaseStep(
            subject.practice_name(planned.step.practice),
            f"{planned.step.from_level} to {planned.step.to_level}",
            figures.number(planned.effort_days),
        )
        for planned in phase.steps
    )
    lead = f"{figures.period(phase.start, phase.end)}, {figures.number(phase.used)} of {figures.days(phase.capacity)}"
    if len(steps) > STEPS:
        where = "" if ReportPart.ROADMAP in subject.options.left_out else " in the roadmap"
        lead += f"; {figures.count(len(steps) - STEPS, 'more step')}{where}"
    return steps[:STEPS], lead
