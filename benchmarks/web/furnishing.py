"""Adds one of everything that a page can show to an assessment, and returns the values for URLs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.uploads import FileReading
from app.assessments.scores import scores_of
from app.planning.roadmaps import PlanOptions, make_roadmap
from app.planning.saved_roadmaps import NAME, fill, saved_roadmap, tracked_steps
from app.running.content import Content
from app.storage.accounts import ResetLink, SignIn, User, new_token, token_hash
from app.storage.assessments import AnswerRow, AssessmentRow, Invitation, RespondentRow
from app.storage.attachments import Attachment
from app.storage.base import now
from app.storage.jobs import FILE, Job, JobState
from app.storage.organizations import Membership, OrganizationRow
from app.storage.roadmaps import RoadmapRow
from app.storage.uploads import Upload
from questionnaires.answers.model import Answer, Respondent, Response
from questionnaires.model import Rating

FAR_OFF = datetime(2100, 1, 1, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


@dataclass(frozen=True, slots=True)
class BenchmarkWorld:
    """A database, the lead of an organization in it, and the values for URLs.

    Attributes:
        token: the token of the lead's session.
        values: by URL argument, or by `endpoint:argument` if the value differs between pages.
        assessments: the ids of all the organization's assessments, newest first.
    """

    database: str
    token: str
    values: dict[str, str]
    assessments: list[str]


def furnish(
    session: Session, content: Content, lead: User, organization: OrganizationRow, database: str
) -> BenchmarkWorld:
    """Add everything to the newest assessment of an organization; the lead also answers in all of its assessments."""
    organization.logo, organization.logo_type = PNG, "image/png"
    assessments = list(
        session.scalars(
            select(AssessmentRow)
            .where(AssessmentRow.organization_id == organization.id)
            .order_by(AssessmentRow.assessed_on.desc())
        )
    )
    newest, *earlier = assessments
    respondent = _let_answer(session, newest, lead)
    for each in earlier:
        _let_answer(session, each, lead)
    membership = session.scalars(select(Membership).where(Membership.organization_id == organization.id)).all()[-1]
    token, link, reset = new_token(), new_token(), new_token()
    session.add(SignIn(token_hash=token_hash(token), user_id=lead.id, expires_at=FAR_OFF))
    session.add(Invitation(respondent_id=respondent.id, token_hash=token_hash(link), expires_at=FAR_OFF))
    session.add(ResetLink(user_id=lead.id, token_hash=token_hash(reset), expires_at=FAR_OFF))
    values = {
        "organization_id": organization.id,
        "assessment_id": newest.id,
        "respondent_id": respondent.id,
        "person_id": respondent.id,
        "membership_id": membership.id,
        "user_id": lead.id,
        "attachment_id": _add_attachment(session, respondent),
        "upload_id": _add_upload(session, respondent),
        "step_id": tracked_steps(session, _roadmap(session, content, newest, lead))[0].id,
        "job_id": _add_job(session, newest, lead),
        "assessments.invitation:token": link,
        "auth.reset:token": reset,
        **_named(content),
    }
    return BenchmarkWorld(database, token, values, [each.id for each in assessments])


def _let_answer(session: Session, assessment: AssessmentRow, lead: User) -> RespondentRow:
    query = select(RespondentRow).where(RespondentRow.assessment_id == assessment.id).order_by(RespondentRow.name)
    respondent = session.scalars(query).all()[0]
    respondent.user_id = lead.id
    return respondent


def _named(content: Content) -> dict[str, str]:
    """Return the values for the URLs of content and downloads."""
    framework = content.catalogue.frameworks[0]
    statement = content.questionnaires[0].statements[0]
    return {
        "practice_id": statement.practice,
        "statement_id": statement.id,
        "symptom_id": content.triage.symptoms[0].id,
        "framework_id": framework.id,
        "requirement_id": framework.requirements[-1].id,
        "approach_id": content.catalogue.approaches[0].id,
        "ending": "xlsx",
    }


def _roadmap(session: Session, content: Content, assessment: AssessmentRow, lead: User) -> RoadmapRow:
    """Return the saved roadmap of an assessment; the sample organization already has one."""
    if saved := saved_roadmap(session, assessment.id):
        return saved
    options = PlanOptions()
    roadmap = make_roadmap(content, scores_of(session, content, assessment), options)
    row = RoadmapRow(assessment_id=assessment.id, name=NAME)
    fill(session, row, options, roadmap, lead)
    session.flush()
    return row


def _add_attachment(session: Session, respondent: RespondentRow) -> str:
    query = select(AnswerRow.statement_id).where(AnswerRow.respondent_id == respondent.id)
    row = Attachment(
        assessment_id=respondent.assessment_id,
        respondent_id=respondent.id,
        statement_id=min(session.scalars(query)),
        name="minutes.pdf",
        media_type="application/octet-stream",
        size=len(PNG),
        content=PNG,
    )
    return _kept(session, row)


def _add_upload(session: Session, respondent: RespondentRow) -> str:
    query = select(AnswerRow.statement_id, AnswerRow.version).where(AnswerRow.respondent_id == respondent.id)
    seen = {row.statement_id: row.version for row in session.execute(query)}
    answers = dict.fromkeys(seen, Answer(Rating.F))
    read = FileReading(Response("quick-scan", Respondent(respondent.id), answers=answers))
    organization = select(AssessmentRow.organization_id).where(AssessmentRow.id == respondent.assessment_id)
    job = Job(
        organization_id=session.scalars(organization).one(),
        assessment_id=respondent.assessment_id,
        kind=FILE,
        key="a file of this benchmark",
        request={},
        state=JobState.DONE,
        result=read.document(),
    )
    row = Upload(
        assessment_id=respondent.assessment_id,
        respondent_id=respondent.id,
        file_name="answers.xlsx",
        job_id=_kept(session, job),
        seen={"answers": seen, "symptoms": {}},
    )
    return _kept(session, row)


def _add_job(session: Session, assessment: AssessmentRow, lead: User) -> str:
    row = Job(
        organization_id=assessment.organization_id,
        assessment_id=assessment.id,
        kind="report",
        key="of this benchmark",
        request={},
        state=JobState.DONE,
        result=b"%PDF-1.7",
        file_name="report.pdf",
        requested_by=lead.id,
        finished_at=now(),
    )
    return _kept(session, row)


def _kept(session: Session, row: Attachment | Upload | Job) -> str:
    session.add(row)
    session.flush()
    return row.id
