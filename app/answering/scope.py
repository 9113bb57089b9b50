"""The questionnaire stored with an assessment, and the part of it that a respondent answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.frozen_questionnaires import thawed
from app.running.cache import StateCache
from app.storage.assessments import AssessmentRow, RespondentRow
from questionnaires.model import Questionnaire

MOST_CACHED = 200  # about 30 MB of quick scans

# A stored questionnaire never changes, but resubmitting a form can recreate a deleted assessment under the same id.
_CACHE: StateCache[str, Questionnaire] = StateCache(MOST_CACHED)


def full_questionnaires(session: Session, assessments: Sequence[AssessmentRow]) -> Mapping[str, Questionnaire]:
    """Return the complete questionnaires of assessments by assessment id, in at most one query."""

    def load(missing: Sequence[str]) -> dict[str, Questionnaire]:
        query = select(AssessmentRow.id, AssessmentRow.questionnaire).where(AssessmentRow.id.in_(missing))
        return {assessment_id: thawed(document) for assessment_id, document in session.execute(query)}

    return _CACHE.get_all({row.id: row.created_at for row in assessments}, load)


def full_questionnaire(session: Session, assessment: AssessmentRow) -> Questionnaire:
    """Return the complete questionnaire of an assessment, including practices that aren't in scope."""
    return full_questionnaires(session, [assessment])[assessment.id]


def is_in_scope(assessment: AssessmentRow, respondent: RespondentRow, practice: str) -> bool:
    """Return whether a respondent answers a practice of the questionnaire."""
    if respondent.symptoms_only or practice in assessment.left_out:
        return False
    return not respondent.practices or practice in respondent.practices


def respondent_questionnaire(session: Session, assessment: AssessmentRow, respondent: RespondentRow) -> Questionnaire:
    """Return the questionnaire with only the statements that a respondent answers."""
    full = full_questionnaire(session, assessment)
    return full.without([each for each in full.by_practice if not is_in_scope(assessment, respondent, each)])
