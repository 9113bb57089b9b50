"""The one-page summary for a board: levels, findings, the recommended approach, the first 90 days."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.answers.anonymity import TOO_FEW_ANSWERS
from questionnaires.scoring.evidence import IN_EARNEST, lacks_evidence, share_with_evidence
from reports.findings.findings import findings_of
from reports.findings.model import Finding, Strength, strengths_heading
from reports.findings.underlying import Underlying, underlying
from reports.findings.wording import FAVORABLE, names
from reports.views import figures
from reports.views.approach import ApproachView, approach_view
from reports.views.changes import changes_view
from reports.views.first_days import FirstDaysView, first_days_view
from reports.views.milestones import begun_first
from reports.views.profile import LevelCount, level_counts
from reports.views.subject import GOOD, MANAGED, Subject
from reports.views.symptoms import SymptomRow, rarely_reported, symptom_rows


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary.

    Attributes:
        preliminary: says that answers are still being collected, or is "".
        counted: how many practices are low and how many are good, or why there are no levels.
        since: how many practices rose and fell since an earlier assessment; "" without one.
        aim: whether the roadmap's aim is met; empty without one.
        underlying: what lies behind several findings; None if no such cause fits.
    """

    headline: str
    preliminary: str
    counted: str
    lead: str
    since: str
    aim: tuple[str, ...]
    counts: tuple[LevelCount, ...]
    glimpse: str
    underlying: Underlying | None
    findings: tuple[Finding, ...]
    symptoms: tuple[SymptomRow, ...]
    rarely_reported: str
    strengths: tuple[Strength, ...]
    approach: ApproachView | None
    first_days: FirstDaysView

    @property
    def strengths_heading(self) -> str:
        """The heading of the strengths."""
        return strengths_heading(self.strengths)


def summary_view(subject: Subject) -> SummaryView:
    """Return the summary."""
    found = findings_of(subject)
    return SummaryView(
        headline=found.headline,
        preliminary=subject.options.status if subject.options.is_preliminary else "",
        counted=_no_levels(subject) or _counted(subject),
        lead=" ".join(filter(None, (found.glimpse, _lead(subject)))),
        since=_since(subject),
        aim=subject.roadmap.aim.says if subject.roadmap and subject.roadmap.aim else (),
        counts=level_counts(subject),
        glimpse=found.glimpse,
        underlying=underlying(subject),
        findings=found.findings,
        symptoms=symptom_rows(subject, found.findings),
        rarely_reported=rarely_reported(subject, found.findings),
        strengths=found.strengths,
        approach=approach_view(subject),
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
    """Return a warning if most practices aren't assessed, so that nobody mistakes a few levels for the whole."""
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
        return "No evidence was recorded, so the levels are based on the ratings alone."
    if not any(score.unbacked for score in subject.assessed):
        return "No level lacks evidence."
    practices = subject.scores.practices
    share = share_with_evidence(practices)
    if not share:
        return f"Evidence backs none of the {FAVORABLE}."
    if share < IN_EARNEST:
        return f"Evidence backs only {figures.per_cent(share)} of the {FAVORABLE}."
    lower = [s.practice for s in subject.assessed if lacks_evidence(s, practices)]
    if not lower:
        return f"Evidence backs {figures.per_cent(share)} of the {FAVORABLE}, and no practice lacks it noticeably."
    # Doubts about the levels that the first phase raises come before others.
    begun = begun_first(subject.roadmap)
    lower.sort(key=lambda practice: practice not in begun)
    return f"Evidence is missing for the level{'s' if len(lower) > 1 else ''} of {names(subject, lower, 3)}."
