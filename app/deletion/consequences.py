"""What is deleted together with an assessment or an organization."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow
from app.storage.attachments import Attachment
from app.storage.jobs import REPORT, Job, JobState
from app.storage.organizations import OrganizationRow
from app.storage.roadmaps import RoadmapRow
from reports.views.figures import count

KINDS = (
    (RespondentRow, "respondent", ()),
    # Removed answers and withdrawn consensus ratings are rows without a rating.
    (AnswerRow, "answer", (AnswerRow.rating.is_not(None),)),
    (Attachment, "attached file", ()),
    (ConsensusRow, "consensus rating", (ConsensusRow.rating.is_not(None),)),
    (RoadmapRow, "saved roadmap", ()),
    (Job, "finished report", (Job.kind == REPORT, Job.state == JobState.DONE)),
)


def contents_of_assessment(session: Session, assessment: AssessmentRow) -> list[str]:
    """Return what an assessment contains, such as `3 respondents`."""
    return list(_counted(session, AssessmentRow.id == assessment.id))


def contents_of_organization(session: Session, organization: OrganizationRow) -> list[str]:
    """Return what an organization contains, such as `2 assessments`."""
    within = AssessmentRow.organization_id == organization.id
    assessments = session.scalar(select(func.count(AssessmentRow.id)).where(within)) or 0
    return [count(assessments, "assessment"), *_counted(session, within)] if assessments else []


def _counted(session: Session, within: ColumnElement[bool]) -> Iterator[str]:
    """Yield the number of each kind, from a single query."""
    query = select(
        *(
            select(func.count(table.id))
            .join(AssessmentRow, AssessmentRow.id == table.assessment_id)
            .where(within, *conditions)
            .scalar_subquery()
            for table, _, conditions in KINDS
        )
    )
    for (_, noun, _), many in zip(KINDS, session.execute(query).one(), strict=True):
        if many:
            yield count(many, noun)
