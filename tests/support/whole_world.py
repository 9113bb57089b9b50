"""Two organizations with one of everything, and a user with full access to the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.uploads import FileReading
from app.people.accounts import make_link
from app.people.invitations import make_invitation
from app.storage.accounts import SignIn, User
from app.storage.assessments import AnswerRow, ConsensusRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.base import new_id
from app.storage.history import HistoryEntry
from app.storage.jobs import Job, JobState
from app.storage.organizations import HouseTemplate, Membership, OrganizationRow, Role
from app.storage.roadmaps import RoadmapRow, TrackedStep
from app.storage.uploads import Upload
from app.web import sessions
from questionnaires.answers.model import Answer, Respondent, Response
from questionnaires.model import Rating
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.scenes import sent

STATEMENT = "incident-management.1"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c6360606000000004000127340a3d0000000049454e44ae426082"
)
SECRETS = ("Secret Elsewhere", "Secret Stranger", "Secret spring", "Secret respondent", "secret.minutes")


@dataclass(frozen=True)
class World:
    """The ids that URLs contain, and the sessions of people.

    Attributes:
        mine: ids in the first organization, by their names in URLs; `member` is its lead and a respondent.
        beside: ids of another assessment in the first organization.
        others: ids of the second organization; all names in it are among `SECRETS`.
        cookies: session tokens of `member` and of `invited`, who used a respondent's personal link.
    """

    mine: Mapping[str, str]
    beside: Mapping[str, str]
    others: Mapping[str, str]
    cookies: Mapping[str, str]

    def client(self, app: Flask, who: str) -> PageClient:
        """Return the browser of `member`, `invited` or `nobody`."""
        client = PageClient(app)
        if who == "member":
            client.browser.set_cookie(sessions.USER_COOKIE, self.cookies[who])
        elif who == "invited":
            client.browser.set_cookie(sessions.ANSWERING_COOKIE, self.cookies[who])
        return client


def build(app: Flask, make: Make) -> World:
    """Create everything."""
    member, colleague = make.user("Dana Member", administrator=True), make.user("Carla Colleague")
    stranger = make.user("Secret Stranger")
    ours = make.organization("Northfield", lead=member, viewer=colleague)
    theirs = make.organization("Secret Elsewhere", lead=stranger)
    mine = _assessment(make, ours, member, "Spring", "Erik")
    client = PageClient(app)
    client.sign_in(member)
    client.post(f"/assessments/{mine['assessment_id']}/roadmap", sent())
    beside = _assessment(make, ours, member, "Autumn", "Erik")
    others = _assessment(make, theirs, stranger, "Secret spring", "Secret respondent")
    with make.database.writing() as session:
        saved = session.scalars(select(RoadmapRow)).one()
        mine["step_id"] = session.scalars(select(TrackedStep.id).limit(1)).one()
        for ids in (beside, others):
            ids["step_id"] = _copied(session, saved, ids["assessment_id"])
        for ids, whose in ((mine, colleague), (others, stranger)):
            ids["membership_id"] = session.scalars(select(Membership.id).where(Membership.user_id == whose.id)).one()
            ids["person_id"] = ids["user_id"] = whose.id
            ids["reset"] = make_link(session, whose)
            ids["sign_in_id"] = _other_session(session, member if ids is mine else stranger)
        cookies = {
            "member": sessions.begin(session, user_id=member.id),
            "invited": sessions.begin(session, respondent_id=mine["invited_id"]),
        }
    return World(mine, beside, others, cookies)


def _assessment(make: Make, organization: OrganizationRow, lead: User, name: str, who: str) -> dict[str, str]:
    """Create an assessment with one of everything, and return the ids."""
    assessment = make.assessment(organization, name)
    respondent, invited = make.respondent(assessment, lead, who), make.respondent(assessment, None, f"{who} by link")
    whose = {"assessment_id": assessment.id, "respondent_id": respondent.id}
    with make.database.writing() as session:
        stored = session.get_one(OrganizationRow, organization.id)
        stored.logo, stored.logo_type = PNG, "image/png"
        _say(session, whose, respondent)
        _say(session, {**whose, "respondent_id": invited.id}, invited)
        things = _things(session, organization, whose)
        token = make_invitation(session, invited.id)
    return {"organization_id": organization.id, **whose, "invited_id": invited.id, "invitation": token, **things}


def _say(session: Session, whose: Mapping[str, str], respondent: RespondentRow) -> None:
    for level, rating in enumerate("FFLPN", 1):
        statement = f"incident-management.{level}"
        session.add(AnswerRow(**whose, statement_id=statement, rating=rating, comment="Said"))
        session.add(HistoryEntry(**whose, who=respondent.name, kind="answer", subject=statement, after=rating))
    session.add(SymptomRow(**whose, symptom_id="repeat-incidents", value=2))


def _things(session: Session, organization: OrganizationRow, whose: dict[str, str]) -> dict[str, str]:
    uploads = {"own": whose["respondent_id"], "strange": "r7"}
    read = {each: _file(organization, whose, respondent_id) for each, respondent_id in uploads.items()}
    session.add_all(read.values())
    session.flush()
    secret = "secret." if organization.name.startswith("Secret") else ""
    of_respondent: dict[str, Any] = {
        "attachment_id": Attachment(
            **whose,
            statement_id=STATEMENT,
            name=f"{secret}minutes.html",
            media_type="text/html",
            size=12,
            content=b"<b>minutes</b>",
        ),
        "upload_id": Upload(**whose, job_id=read["own"].id, file_name=f"{secret}answers.xlsx", seen=_seen()),
        "job_id": Job(
            organization_id=organization.id,
            assessment_id=whose["assessment_id"],
            kind="report",
            key=whose["assessment_id"],
            request={},
            state=JobState.DONE,
            result=b"%PDF-1.7",
            file_name=f"{organization.name}-report.pdf",
            names="none",  # so that viewers may have it too
        ),
    }
    session.add_all(of_respondent.values())
    lead = next(each.user_id for each in organization.memberships if each.role is Role.LEAD)
    desk = {"assessment_id": whose["assessment_id"], "uploaded_by": lead}
    for respondent_id, job in ((whose["respondent_id"], "strange"), (None, "strange")):
        names = {"job_id": read[job].id, "file_name": f"{secret}desk.xlsx"}
        session.add(Upload(**desk, **names, respondent_id=respondent_id))
    session.merge(
        HouseTemplate(organization_id=organization.id, ending=".docx", file_name=f"{secret}house.docx", content=b"")
    )
    consensus = {"assessment_id": whose["assessment_id"], "statement_id": "incident-management.2", "rating": "L"}
    session.add(ConsensusRow(**consensus, note="Agreed"))
    session.flush()
    return {name: row.id for name, row in of_respondent.items()}


def _file(organization: OrganizationRow, whose: dict[str, str], respondent_id: str) -> Job:
    """Return a job that has read a respondent's file."""
    read = FileReading(Response("quick-scan", Respondent(respondent_id), answers={STATEMENT: Answer(Rating.P)}))
    return Job(
        organization_id=organization.id,
        assessment_id=whose["assessment_id"],
        kind="file",
        key=new_id(),
        request={},
        state=JobState.DONE,
        result=read.document(),
    )


def _seen() -> dict[str, dict[str, int]]:
    return {
        "answers": {f"incident-management.{level}": 1 for level in range(1, 6)},
        "symptoms": {"repeat-incidents": 1},
    }


def _copied(session: Session, roadmap: RoadmapRow, assessment_id: str) -> str:
    copy = RoadmapRow(assessment_id=assessment_id, options=roadmap.options, plan=roadmap.plan)
    session.add(copy)
    session.flush()
    first = session.scalars(select(TrackedStep).where(TrackedStep.roadmap_id == roadmap.id).limit(1)).one()
    names = ("practice_id", "from_level", "to_level", "phase", "planned_start", "planned_end")
    step = TrackedStep(roadmap_id=copy.id, **{name: getattr(first, name) for name in names})
    session.add(step)
    session.flush()
    return step.id


def _other_session(session: Session, user: User) -> str:
    sessions.begin(session, user_id=user.id)
    return (
        session.scalars(select(SignIn.id).where(SignIn.user_id == user.id).order_by(SignIn.created_at.desc())).first()
        or ""
    )
