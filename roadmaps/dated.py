"""Practices about which the answers name a date to come, and the phase in which it falls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from questionnaires.answers.anonymity import is_anonymous
from questionnaires.dates import dates_to_come
from questionnaires.scoring.model import Scores, StatementScore
from roadmaps.model import RoadmapSettings


def dated_practices(scores: Scores, settings: RoadmapSettings) -> dict[str, date]:
    """Return the earliest date to come that somebody with a name, or the assessor, wrote about each practice."""
    assessed_on = scores.assessment.assessed_on
    today = date.fromisoformat(assessed_on) if assessed_on else settings.start
    found = {
        practice.practice: [
            each.on
            for statement in practice.statements
            for text in _texts(statement)
            for each in dates_to_come(text, today)
        ]
        for practice in scores.practices
    }
    return {practice: min(dates) for practice, dates in found.items() if dates}


def phases_by_date(dated: Mapping[str, date], settings: RoadmapSettings) -> dict[str, int]:
    """Return the phase in which each date falls, 1 for one before the roadmap; none for those after it."""
    length = timedelta(weeks=settings.phase_weeks)
    phases = {practice: max((on - settings.start) // length + 1, 1) for practice, on in dated.items()}
    return {practice: phase for practice, phase in phases.items() if phase <= settings.phases}


def _texts(statement: StatementScore) -> Iterator[str]:
    for given in statement.answers:
        if not is_anonymous(given.respondent):
            yield given.answer.evidence
            yield given.answer.comment
    if statement.consensus:
        yield statement.consensus.evidence
        yield statement.consensus.note
