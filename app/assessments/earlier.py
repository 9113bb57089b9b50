"""An organization's earlier assessments, and the parts of them that a comparison needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.assessments.naming import Names, renamed
from app.storage.assessments import AnswerRow, AssessmentRow
from questionnaires.answers.model import Answer, Assessment, Consensus


def earlier_assessments(session: Session, row: AssessmentRow) -> Sequence[AssessmentRow]:
    """Return the answered assessments of the same organization before this one, the latest first."""
    before = or_(
        AssessmentRow.assessed_on < row.assessed_on,
        and_(AssessmentRow.assessed_on == row.assessed_on, AssessmentRow.created_at < row.created_at),
    )
    query = (
        select(AssessmentRow)
        .where(AssessmentRow.organization_id == row.organization_id, AssessmentRow.id != row.id, before)
        .where(exists().where(AnswerRow.assessment_id == AssessmentRow.id, AnswerRow.rating.is_not(None)))
        .order_by(AssessmentRow.assessed_on.desc(), AssessmentRow.created_at.desc(), AssessmentRow.id)
    )
    return session.scalars(query).all()


def ratings_alone(assessment: Assessment) -> Assessment:
    """Return an assessment without names and text, because a comparison shows levels and quotes nobody."""
    bare = renamed(assessment, Names.NONE)
    return replace(
        bare,
        responses=tuple(
            replace(
                each,
                answers={
                    statement: Answer(answer.rating, reason=answer.reason and "-")
                    for statement, answer in each.answers.items()
                },
            )
            for each in bare.responses
        ),
        consensus={statement: Consensus(each.rating, "-") for statement, each in bare.consensus.items()},
    )
