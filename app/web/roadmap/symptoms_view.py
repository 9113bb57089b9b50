"""What the recommended approach is based on (reported symptoms or levels), and the user's own symptoms."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.answering.member_respondents import respondent_of
from app.running.content import Content
from app.storage.assessments import SymptomRow
from app.storage.organizations import Membership, Role
from questionnaires.scoring.model import Scores
from reports.views.recommendation import RecommendationView, recommendation_view


@dataclass(frozen=True, slots=True)
class OwnSymptoms:
    """The user's own answers about symptoms; `respondent_id` is "" if the user isn't a respondent yet."""

    respondent_id: str
    has_answered: bool


def source(content: Content, scores: Scores) -> RecommendationView:
    """Return the recommendation in words, with the figures it is based on."""
    return recommendation_view(content.catalogue, content.triage, scores.recommendation)


def own_symptoms(session: Session, assessment_id: str, member: Membership) -> OwnSymptoms | None:
    """Return how the user can answer about symptoms, or None for a user who isn't and can't become a respondent."""
    found = respondent_of(session, assessment_id, member.user_id)
    if found is None:
        return OwnSymptoms("", has_answered=False) if member.role is Role.LEAD else None
    answered = exists().where(SymptomRow.respondent_id == found.id, SymptomRow.value.is_not(None))
    return OwnSymptoms(found.id, has_answered=bool(session.scalar(select(answered))))
