"""Answers that a lead or assessor recorded on a respondent's behalf: who recorded them, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.running.time_zones import local
from app.storage.assessments import AnswerRow, AssessmentRow
from app.storage.organizations import OrganizationRow
from reports.views.figures import count, day, listed

RecordedAnswers = Mapping[tuple[str, str], str]
"""Who recorded each answer and when, in words, by respondent and statement."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Who recorded an answer, and on which day."""

    name: str
    on: date


def recorded_answers(session: Session, assessment: AssessmentRow) -> RecordedAnswers:
    """Return the recorded answers of an assessment. Callers show them only for respondents who are named."""
    zone = assessment.organization.time_zone
    return {
        (respondent, statement): f"recorded by {name} on {day(local(at, zone))}"
        for respondent, statement, name, at in session.execute(
            select(AnswerRow.respondent_id, AnswerRow.statement_id, AnswerRow.recorded_name, AnswerRow.saved_at).where(
                AnswerRow.assessment_id == assessment.id, AnswerRow.recorded_name != ""
            )
        )
    }


def recordings_of(session: Session, assessment_ids: Iterable[str]) -> dict[str, str]:
    """Return, in words, how many answers were recorded for each respondent, by whom and when."""
    query = (
        select(AnswerRow.respondent_id, AnswerRow.recorded_name, AnswerRow.saved_at, OrganizationRow.time_zone)
        .join(AssessmentRow, AssessmentRow.id == AnswerRow.assessment_id)
        .join(OrganizationRow, OrganizationRow.id == AssessmentRow.organization_id)
        .where(AnswerRow.assessment_id.in_(assessment_ids), AnswerRow.recorded_name != "")
    )
    found: dict[str, list[Recording]] = {}
    for respondent, name, at, zone in session.execute(query):
        found.setdefault(respondent, []).append(Recording(name, local(at, zone).date()))
    return {respondent: in_words(several) for respondent, several in found.items()}


def in_words(several: Iterable[Recording]) -> str:
    """Return who recorded answers and when, such as `2 answers recorded by Dana on 3 Jun 2026`; "" for none."""
    recordings = list(several)
    if not recordings:
        return ""
    names = listed(sorted({each.name for each in recordings}))
    days = sorted({each.on for each in recordings})
    when = f"on {day(days[0])}" if len(days) == 1 else f"between {day(days[0])} and {day(days[-1])}"
    return f"{count(len(recordings), 'answer')} recorded by {names} {when}"
