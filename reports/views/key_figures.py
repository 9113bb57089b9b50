"""The key figures of the first page: levels, treated symptoms or readiness, days, disagreements and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from questionnaires.scoring.evidence import share_with_evidence, with_evidence
from questionnaires.scoring.leverage import Leverage
from questionnaires.scoring.model import FrameworkScore
from reports.findings.consequences import first_suspect, reported_symptoms
from reports.findings.disputes import undecided
from reports.findings.wording import FAVORABLE, is_frequent
from reports.views import figures
from reports.views.aim import aim_view, unrated
from reports.views.focus import focus_framework
from reports.views.milestones import busy, cost, days_of, effort_of, wanted_and_left_over
from reports.views.priorities import treated
from reports.views.profile import LevelCount
from reports.views.readiness import framework_name
from reports.views.roadmap import met
from reports.views.subject import MANAGED, Subject

HANDFUL, MOST = 10, 4


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in large type, and what it counts."""

    figure: str
    label: str


def key_figures(subject: Subject, lowest: LevelCount, open_ones: Sequence[Leverage]) -> tuple[KeyFigure, ...]:
    """Return up to four figures; unknown figures are left out."""
    practices, days = _levels(subject, lowest), _effort(subject)
    # Readiness matters to readers who aim for a framework; for all others, what hurts means more.
    aims = subject.roadmap is not None and subject.roadmap.settings.aim is not None
    second = (None if aims else _treated(subject)) or _readiness(subject)
    found = (practices, second, days, _disagreements(open_ones), _evidence(subject))
    return tuple(islice(filter(None, found), MOST))


def _levels(subject: Subject, lowest: LevelCount) -> KeyFigure | None:
    levels = [score.level or 0 for score in subject.assessed]
    if not levels:
        return None
    label = f"practices at level {MANAGED} or above"
    return KeyFigure(
        f"{sum(level >= MANAGED for level in levels)} of {len(levels)}",
        f"{label}; {lowest.words}" if lowest.many else label,
    )


def _treated(subject: Subject) -> KeyFigure | None:
    """Return how many frequent symptoms have a likely cause that the roadmap treats; None if there are none.

    The figure promises a level, not that the problem will be solved.
    """
    loud = [each.symptom for each in reported_symptoms(subject) if is_frequent(each)]
    if subject.roadmap is None or not loud:
        return None
    causes = filter(None, (first_suspect(subject, each) for each in loud))
    cured = [end for each in causes if (end := treated(subject.roadmap, each.practice))]
    last = max((end.on for end in cured), default=None)
    noun = "frequent problem" if len(loud) == 1 else "frequent problems"
    label = f"{noun}: the roadmap raises the likely cause to level {MANAGED} or above"
    return KeyFigure(f"{len(cured)} of {len(loud)}", f"{label} by {figures.day(last)}" if last else label)


def _readiness(subject: Subject) -> KeyFigure | None:
    today = focus_framework(subject)
    if today is None or not any(each.rating for each in today.requirements):
        return None
    framework = framework_name(subject.catalogue.framework[today.framework])
    label = f"rated requirements of {framework} fully or largely achieved today"
    unknown = len(unrated(today))
    rest = f"; {unknown} more {'has' if unknown == 1 else 'have'} no rating" if unknown else ""
    return KeyFigure(met(today, today), label + _after(subject, today) + rest)


def _after(subject: Subject, today: FrameworkScore) -> str:
    """Return the projection for the aim's date if the framework is the aim; otherwise, nobody asked for a promise."""
    aimed = aim_view(subject)
    if aimed is None or aimed.framework.id != today.framework:
        return ""
    return f"; {aimed.largely} by {figures.day(aimed.by)}"


def _effort(subject: Subject) -> KeyFigure | None:
    roadmap = subject.roadmap
    if roadmap is None or not busy(roadmap) or not subject.assessed:
        return None
    wanted, left_over = wanted_and_left_over(roadmap)
    if not wanted:
        wanted, left_over = left_over, ()
    days, effort = days_of(wanted), effort_of(wanted)
    money = cost(wanted, roadmap)
    label = f"person-days{' for the targets' if left_over else ''} in {figures.count(len(busy(roadmap)), 'phase')} "
    label += f"({figures.day_range(effort.low, effort.high)})"
    if left_over:
        label += f"; {figures.whole_days(days_of(left_over))} more would use leftover capacity"
    return KeyFigure(figures.whole_days(days), f"{label}; {money}" if money else label)


def _disagreements(open_ones: Sequence[Leverage]) -> KeyFigure | None:
    left = undecided(open_ones)
    if not left:
        return None
    deciding = sum(each.changes_level for each in open_ones)
    noun = "statement" if len(open_ones) == 1 else "statements"
    label = f"{noun} on which respondents disagree"
    if len(left) < len(open_ones):
        label += f"; figures in the answers decide {len(open_ones) - len(left)}"
    elif deciding:
        label += f"; {deciding} could change a level"
    return KeyFigure(str(len(open_ones)), label)


def _evidence(subject: Subject) -> KeyFigure | None:
    if not subject.assessed:
        return None
    shown, good = with_evidence(subject.scores.practices)
    if 0 < good < HANDFUL:  # for a handful of ratings, a count says more than a percentage
        return KeyFigure(f"{shown} of {good}", f"{FAVORABLE} backed by evidence")
    share = share_with_evidence(subject.scores.practices)
    return KeyFigure(figures.per_cent(share), f"of the {FAVORABLE} are backed by evidence")
