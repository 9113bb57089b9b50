"""Decisions about dates in the answers, and about practices that guard against rare but serious events."""

from __future__ import annotations

import re
from collections.abc import Mapping

from practices_catalog.model import Effort
from questionnaires.telling import SENTENCE, weight
from reports.findings.evidence import About, lacking, quote_text
from reports.findings.remedies import effort_of_next
from reports.findings.wording import name
from reports.findings.words import first_half
from reports.views import figures
from reports.views.milestones import early_action, reached
from reports.views.named_dates import NamedDate
from reports.views.subject import MANAGED, Subject
from roadmaps.model import Roadmap
from roadmaps.wording import in_sentence, range_of_days

MOST = 2
"""The most practices that the decisions name of those that prevent rare but serious events."""
BRIEF = 100
"""The most characters of a quotation if the page is full."""
NOTICE = re.compile(r"\b(notice|renews?|renewed)\b", re.IGNORECASE)
"""Says that a contract continues unless somebody acts."""


def date_decision(subject: Subject, named: NamedDate, grave: Effort | None, *, brief: bool) -> str:
    """Return what to do about a date by which the roadmap achieves nothing in its practice.

    Args:
        subject: the subject of the report.
        named: the date.
        grave: the effort of the practice's next level if it is marked `grave` and the roadmap doesn't raise it.
        brief: whether to give only the first sentence of what to do.
    """
    head = f"By {named.day}: {named.words} ({name(subject, named.practice)})."
    week, _, early = named.early.partition(": ")
    do = early or in_sentence(named.start)
    do = _first_sentence(do) if brief else do
    task = f": {do}".rstrip(".") if do else ""
    more = f" {_next_level(subject, named.practice, grave)}." if grave and not brief else ""
    if NOTICE.search(named.words):
        begins = f"work on it begins in {week}" if week else f"the roadmap {_too_late(named)}, so assign it now"
        return f"{head} Give notice or agree on better terms before then; {begins}."
    if week:
        return f"{head} Assign it now; first task, in {week}{task}.{_too_late_for(named)}{more}"
    task = f"; first task{task}" if task else ""
    return f"{head} The roadmap {_too_late(named)}, so assign it now{task}.{more}"


def _first_sentence(text: str) -> str:
    return SENTENCE.split(text)[0]


def _too_late_for(named: NamedDate) -> str:
    """Return that the practice's step ends after the date, and what phase 1 does of it; "" without a step."""
    if named.reaches is None:
        return ""
    ends = f"ends only on {figures.day(named.reaches)}, after the date"
    return f" Phase 1 does the first {named.ahead} of its step, which {ends}." if named.ahead else f" Its step {ends}."


def _too_late(named: NamedDate) -> str:
    """Return when the roadmap begins with the practice, which is too late for the date."""
    if named.begins is None:
        return "doesn't work on it"
    begins = figures.day(named.begins)
    if named.begins > named.on or named.reaches is None:
        return f"begins with it only on {begins}"
    return f"begins with it on {begins} and reaches the next level only on {figures.day(named.reaches)}"


def grave_practices(subject: Subject, roadmap: Roadmap) -> dict[str, Effort]:
    """Return practices below level 2 that prevent rare but serious events and that the roadmap doesn't raise.

    Each has the effort of its next level.
    """
    seen = checked(roadmap)
    found: dict[str, Effort] = {}
    for score in subject.assessed:
        practice, effort = score.practice, effort_of_next(subject, score.practice)
        low = (score.level or 0) < MANAGED and reached(roadmap, practice) is None and practice not in seen
        if low and effort and subject.catalogue.practice[practice].grave:
            found[practice] = effort
    return found


def grave_decisions(subject: Subject, grave: Mapping[str, Effort], *, brief: bool) -> tuple[str, ...]:
    """Return what to do now about practices that prevent rare but serious events, one decision for each.

    Only practices that somebody wrote about count, the most telling words first. Nobody is asked to accept the risk.

    Args:
        subject: the subject of the report.
        grave: the practices, with the effort of their next level.
        brief: whether to cut the quotations and leave out the effort.
    """
    told = [(practice, found) for practice in grave if (found := _told(subject, practice))]
    told.sort(key=lambda each: -weight(each[1][0].text))
    return tuple(_at_risk(subject, practice, found, grave[practice], brief=brief) for practice, found in told[:MOST])


def _told(subject: Subject, practice: str) -> About | None:
    """Return the weightiest text about what a practice lacks; ties prefer the lowest level."""
    found = lacking(subject, subject.scores.practice[practice], None) if subject.options.quotes else []
    return max(found, key=lambda each: (weight(each[0].text), -each[1].statement.level), default=None)


def _at_risk(subject: Subject, practice: str, found: About, effort: Effort, *, brief: bool) -> str:
    words, about = found
    what, quoted = name(subject, practice), quote_text(first_half(words), BRIEF) if brief else quote_text(words)
    level = "" if brief else f" {_next_level(subject, practice, effort)}."
    if early_action(subject.roadmap, practice):
        return f"After phase 1, review whether the early action was enough for {what}: {quoted}.{level}"
    do = in_sentence(about.statement.start or about.statement.action)
    return f"For {what}, begin now: {_first_sentence(do).rstrip('.')}. {quoted}.{level}"


def _next_level(subject: Subject, practice: str, effort: Effort) -> str:
    level = subject.standings[practice].level + 1
    return f"Level {level}, not in the roadmap, would take {range_of_days(effort.low, effort.high)}"


def checked(roadmap: Roadmap) -> set[str]:
    """Return the practices whose levels the roadmap assumes and has checked."""
    return {check.practice for phase in roadmap.phases for check in phase.checks}
