"""An answered assessment of the sample organization, and its members."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.assessments.files import sample_files
from app.demo.assessments import add_assessment
from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow
from app.storage.organizations import OrganizationRow, Role
from questionnaires.answers.assessments import read_assessment
from tests.support.factories import Make
from tests.support.page_client import PageClient
from tests.support.prepared import Rows, copy, prepared


@dataclass
class Scene:
    """Northfield with an answered assessment, its lead, its assessor and its viewer."""

    make: Make
    lead: PageClient
    assessor: PageClient
    viewer: PageClient
    organization: OrganizationRow
    assessment: AssessmentRow

    def url(self, rest: str = "") -> str:
        """Return a URL of the assessment."""
        return f"/assessments/{self.assessment.id}{rest}"

    def save(self, **options: Any) -> None:
        """Save a roadmap."""
        self.lead.post(self.url("/roadmap"), sent(**options))


def make_scene(app: Flask, make: Make, name: str = "Northfield Hospitals") -> Scene:
    """Create the scene; another name creates another organization with the same answers."""
    copy(_scene_rows(name), make.database)
    with make.database.reading() as session:
        organization = session.scalars(select(OrganizationRow).where(OrganizationRow.name == name)).one()
        assessment = session.scalars(select(AssessmentRow).where(AssessmentRow.organization == organization)).one()
        users = {each.role: session.get_one(User, each.user_id) for each in organization.memberships}
        session.expunge_all()
    return Scene(
        make=make,
        lead=_signed_in(app, users[Role.LEAD]),
        assessor=_signed_in(app, users[Role.ASSESSOR]),
        viewer=_signed_in(app, users[Role.VIEWER]),
        organization=organization,
        assessment=assessment,
    )


@cache
def _scene_rows(name: str) -> Rows:
    def create(make: Make) -> None:
        users = {role: make.user(f"{role} of {name}") for role in ("lead", "assessor", "viewer")}
        answered(make, make.organization(name, **users), users["lead"])

    return prepared(create)


def _signed_in(app: Flask, user: User) -> PageClient:
    client = PageClient(app)
    client.sign_in(user)
    return client


def answered(make: Make, organization: OrganizationRow, lead: User) -> AssessmentRow:
    """Create an assessment with the answers of the sample organization."""
    content = make.content
    sample = read_assessment(sample_files(), content.catalogue, content.questionnaires, content.triage)
    with make.database.writing() as session:
        add_assessment(session, content, organization, lead, sample)
    with make.database.reading() as session:
        row = session.scalars(select(AssessmentRow).where(AssessmentRow.organization_id == organization.id)).one()
        session.expunge_all()
    return row


def sent(**options: Any) -> dict[str, Any]:
    """Return the planning form as the page sends it, with some options changed."""
    plain = {"version": "0", "approach": "support-quality", "phases": "4", "phase_weeks": "13", "capacity": "120"}
    return {**plain, "start": "2026-03-09", **options}


def make_rungs(app: Flask, make: Make, **rungs: int) -> Scene:
    """Create the scene with one respondent who gives a rung for each practice (`_` replaces `-`)."""
    lead = make.user("Lead of rungs")
    organization = make.organization("Rungs", lead=lead)
    assessment = make.assessment(organization)
    respondent = make.respondent(assessment)
    for practice, rung in rungs.items():
        for level in range(1, 6):
            make.add(
                AnswerRow(
                    assessment_id=assessment.id,
                    respondent_id=respondent.id,
                    statement_id=f"{practice.replace('_', '-')}.{level}",
                    rating="F" if level <= rung else "N",
                )
            )
    client = _signed_in(app, lead)
    return Scene(make, client, client, client, organization, assessment)
