"""Practices for which the answers mention an upcoming date, and the phase in which the date falls."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from questionnaires.answers.anonymity import is_anonymous
from questionnaires.dates import DateToCome, dates_to_come
from questionnaires.model import Rating
from questionnaires.scoring.model import Scores, StatementScore
from roadmaps.model import RoadmapSettings
from roadmaps.wording import day

WORD = re.compile(r"[a-z]{5,}")
STEM = 5
"""The number of letters that related words such as *retires* and *retiring* share."""
MONTHS = frozenset({"january", "february", "march", "april", "august", "september", "october", "november", "december"})
"""Months whose names are long enough to be words."""


def dated_practices(scores: Scores, settings: RoadmapSettings) -> dict[str, date]:
    """Return the earliest upcoming date that a named respondent or the assessor wrote about each practice.

    Two kinds of dates don't change the roadmap: somebody must act at once on a date before it begins, and a date in
    evidence for an F has been taken care of.
    """
    found = {
        practice.practice: [on for each in practice.statements for on in _dates(each, scores, settings)]
        for practice in scores.practices
    }
    return {practice: min(dates) for practice, dates in found.items() if dates}


def dated_statement(scores: Scores, settings: RoadmapSettings, practice: str) -> StatementScore | None:
    """Return the statement of a practice about which its date in `dated_practices` was written; None without one."""
    statements = scores.practice[practice].statements
    dated = [(min(dates), each) for each in statements if (dates := _dates(each, scores, settings))]
    return min(dated, key=lambda each: each[0], default=(None, None))[1]


def first_task(statement: StatementScore, on: date, usual: str) -> str:
    """Return how to start before a date that somebody wrote about a statement.

    The usual task of the statement may be about something else than the words, as when they are about a form that an
    insurer wants. If the two have no word in common, the first task is to list what the date requires.
    """
    told = {stem for text in _texts(statement) for stem in _stems(text)}
    if not told or told & _stems(usual):
        return usual
    return f"List what has to be in place by {day(on)}, what is missing, and who provides it."


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(text.casefold()) if word not in MONTHS}


def phases_by_date(dated: Mapping[str, date], settings: RoadmapSettings) -> dict[str, int]:
    """Return the phase in which each date falls; 1 if it is before the roadmap, and none if it is after the roadmap."""
    length = timedelta(weeks=settings.phase_weeks)
    phases = {practice: max((on - settings.start) // length + 1, 1) for practice, on in dated.items()}
    return {practice: phase for practice, phase in phases.items() if phase <= settings.phases}


def written_on(scores: Scores, settings: RoadmapSettings) -> date:
    """Return the day of the answers, or the roadmap's first day if nobody gave one; later dates are upcoming."""
    assessed_on = scores.assessment.assessed_on
    return date.fromisoformat(assessed_on) if assessed_on else settings.start


def day_that_counts(found: DateToCome, settings: RoadmapSettings) -> date:
    """Return the day of a date; if the roadmap begins within its span, the last day of the first month or the span."""
    start = settings.start
    month_ends = start.replace(day=monthrange(start.year, start.month)[1])
    return found.on if found.on >= start else max(found.on, min(month_ends, found.until))


def _dates(statement: StatementScore, scores: Scores, settings: RoadmapSettings) -> list[date]:
    """Return the dates that change the roadmap: those that aren't over before it begins."""
    today = written_on(scores, settings)
    found = (each for text in _texts(statement) for each in dates_to_come(text, today))
    return [on for each in found if (on := day_that_counts(each, settings)) >= settings.start]


def _texts(statement: StatementScore) -> Iterator[str]:
    for given in statement.answers:
        if not is_anonymous(given.respondent):
            yield "" if given.answer.rating is Rating.F else given.answer.evidence
            yield given.answer.comment
    if statement.consensus:
        yield "" if statement.consensus.rating is Rating.F else statement.consensus.evidence
        yield statement.consensus.note
