"""Where the recommendation of a roadmap comes from: the symptoms reported, or the levels; and one's own say in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.answering.member_respondents import respondent_of
from app.planning.main_job import AUTO, choose_approach
from app.running.content import Content
from app.storage.assessments import SymptomRow
from app.storage.organizations import Membership, Role
from questionnaires.scoring.model import Scores
from reports.views import figures
from roadmaps.model import ChosenBy

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class OwnSymptoms:
    """The reader's own answers about symptoms: of the respondent that he or she is, "" where that is to be made."""

    respondent_id: str
    has_answered: bool


def source(content: Content, scores: Scores) -> str:
    """Return in a sentence what the recommendation rests on."""
    approach, by = choose_approach(content, scores, AUTO)
    if by is ChosenBy.SCORES:
        why = "no symptom occurs" if scores.triage else "nobody has answered the questions about symptoms"
        return f"“{approach.name}” is recommended by the levels alone: {why}."
    share = next(each for each in scores.triage.shares if each.approach == approach.id) if scores.triage else None
    named = [f"“{content.triage.symptom[each.symptom].short}”" for each in (share.reasons if share else ())]
    return f"“{approach.name}” is recommended by the symptoms reported: {figures.listed(named, MOST_NAMED)}."


def own_symptoms(session: Session, assessment_id: str, member: Membership) -> OwnSymptoms | None:
    """Return how the reader comes to answer, None for somebody who is not asked, and cannot see to it alone."""
    found = respondent_of(session, assessment_id, member.user_id)
    if found is None:
        return OwnSymptoms("", has_answered=False) if member.role is Role.LEAD else None
    answered = exists().where(SymptomRow.respondent_id == found.id, SymptomRow.value.is_not(None))
    return OwnSymptoms(found.id, has_answered=bool(session.scalar(select(answered))))
