"""Decisions about dates in the answers, and about practices that guard against rare but serious events."""

from __future__ import annotations

from collections.abc import Mapping

from practices_catalog.model import Effort
from reports.findings.also import WORDS
from reports.findings.evidence import best_quote, quote_text, weak_statements
from reports.findings.remedies import effort_of_next
from reports.findings.wording import name, names
from reports.views import figures
from reports.views.milestones import early_action, reached
from reports.views.named_dates import NamedDate
from reports.views.subject import MANAGED, Subject
from roadmaps.model import Roadmap
from roadmaps.steps import total
from roadmaps.wording import range_of_days


def date_decision(subject: Subject, named: NamedDate, grave: Effort | None, *, brief: bool) -> str:
    """Return a date by which the roadmap doesn't reach anything in its practice, and what that leaves to decide.

    Args:
        subject: the subject of the report.
        named: the date.
        grave: the effort of the practice's next level if it is marked `grave` and the roadmap doesn't raise it.
        brief: whether to leave the text of an early action to the first 90 days.
    """
    effort = f"release {range_of_days(grave.low, grave.high)} to reach the next level" if grave else ""
    rest = f", and {effort} or accept the risk in writing" if effort else ""
    head = f"By {named.day}: {named.words} ({name(subject, named.practice)})."
    if named.early:
        more = f" Also {effort}, or accept the risk in writing." if effort else ""
        what = f"begin in {named.early.partition(':')[0]}." if brief else f"do this in {named.early}"
        return f"{head} Name someone to {what}{more}"
    return f"{head} The roadmap {_too_late(named)}: name someone now to act in time{rest}."


def _too_late(named: NamedDate) -> str:
    """Return when the roadmap begins with the practice, which is too late for the date."""
    if named.begins is None:
        return "doesn't work on it"
    begins = figures.day(named.begins)
    if named.begins > named.on or named.reaches is None:
        return f"begins with it only on {begins}"
    return f"begins with it on {begins} and reaches the next level only on {figures.day(named.reaches)}"


def grave_practices(subject: Subject, roadmap: Roadmap, told: list[str]) -> dict[str, Effort]:
    """Return practices below level 2 that prevent rare but serious events and that the roadmap doesn't raise.

    Each has the effort of its next level.
    """
    seen = {*told, *checked(roadmap)}
    found: dict[str, Effort] = {}
    for score in subject.assessed:
        practice, effort = score.practice, effort_of_next(subject, score.practice)
        low = (score.level or 0) < MANAGED and reached(roadmap, practice) is None and practice not in seen
        if low and effort and subject.catalogue.practice[practice].grave:
            found[practice] = effort
    return found


def separate_decision(subject: Subject, grave: Mapping[str, Effort]) -> str:
    """Return that practices that prevent rare but serious events need a separate decision; "" without any."""
    if not grave:
        return ""
    effort = total(list(grave.values()))
    begun = [each for each in grave if early_action(subject.roadmap, each)]
    only = f"; phase 1 only begins {names(subject, begun) if len(begun) < len(grave) else 'this'}" if begun else ""
    guard, level = ("It guards", "the next level") if len(grave) == 1 else ("They guard", "their next levels")
    return (
        f"Decide separately on {figures.listed([_at_risk(subject, each) for each in grave])}. {guard} against rare but "
        f"serious events: release {range_of_days(effort.low, effort.high)} to reach {level}, or accept the risk in "
        f"writing{only}."
    )


def _at_risk(subject: Subject, practice: str) -> str:
    """Return a practice with its level and the best words about what it lacks."""
    weak = weak_statements(subject.scores.practice[practice])
    words = best_quote(subject, weak) if subject.options.quotes else None
    said = f": {quote_text(words, WORDS)}" if words else ""
    return f"{name(subject, practice)} ({subject.tile(practice).words}{said})"


def checked(roadmap: Roadmap) -> set[str]:
    """Return the practices whose levels the roadmap assumes and has checked."""
    return {check.practice for phase in roadmap.phases for check in phase.checks}
