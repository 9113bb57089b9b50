"""A signed-in browser with an answered assessment of the sample organization."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page
from sqlalchemy import select

from app.assessments.files import sample_files
from app.demo.assessments import add_assessment, earlier
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.organizations import OrganizationRow
from app.web import sessions
from questionnaires.answers.assessments import read_assessment
from tests.support.factories import Make

OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Sample:
    """Northfield with two assessments a year apart, and its lead."""

    make: Make
    lead: User
    organization: OrganizationRow
    before: AssessmentRow
    now: AssessmentRow

    def url(self, rest: str = "") -> str:
        """Return a URL of the later assessment."""
        return f"/assessments/{self.now.id}{rest}"

    def cookie(self) -> str:
        """Return the cookie of a new session of the lead."""
        with self.make.database.writing() as session:
            return sessions.begin(session, user_id=self.lead.id)


def sample(make: Make) -> Sample:
    """Create the sample organization and return it."""
    lead = make.user("Alex Morgan")
    organization = make.organization("Northfield Hospitals", lead=lead)
    content = make.content
    said = read_assessment(sample_files(), content.catalogue, content.questionnaires, content.triage)
    with make.database.writing() as session:
        for each in (earlier(said), said):
            add_assessment(session, content, organization, lead, each)
    with make.database.reading() as session:
        before, now = session.scalars(select(AssessmentRow).order_by(AssessmentRow.assessed_on))
        return Sample(make, lead, organization, before, now)
