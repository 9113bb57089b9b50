"""Creates rows for tests that need people, organizations and assessments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import TypeVar

from app.assessments.frozen_questionnaires import frozen
from app.running.content import Content
from app.storage.accounts import User, email_key
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.base import Base
from app.storage.database import Database
from app.storage.organizations import Membership, OrganizationRow, Role

Row = TypeVar("Row", bound=Base)


@dataclass
class Make:
    """Creates rows. Each method returns a row with an id, so that a test specifies only what it is about."""

    database: Database
    content: Content
    url: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def add(self, row: Row) -> Row:
        """Store a row."""
        with self.database.writing() as session:
            session.add(row)
        return row

    def user(self, name: str = "", *, administrator: bool = False, password_hash: str | None = None) -> User:
        """Create a user with an account."""
        name = name or f"User {next(self.numbers)}"
        email = f"{name.replace(' ', '.')}@example.org"
        user: User = self.add(
            User(
                name=name,
                email=email,
                email_key=email_key(email),
                is_administrator=administrator,
                password_hash=password_hash,
            )
        )
        return user

    def organization(self, name: str = "Northfield Hospitals", **members: User) -> OrganizationRow:
        """Create an organization: `organization(lead=dana, viewer=erik)`."""
        organization = OrganizationRow(name=name, it_staff=400)
        organization.memberships = [Membership(user_id=user.id, role=Role(role)) for role, user in members.items()]
        self.add(organization)
        return organization

    def assessment(self, organization: OrganizationRow, name: str = "Spring 2026") -> AssessmentRow:
        """Create an assessment with the quick scan."""
        questionnaire = self.content.questionnaires[0]
        row: AssessmentRow = self.add(
            AssessmentRow(
                organization_id=organization.id,
                name=name,
                assessed_on=date(2026, 3, 2),
                questionnaire=frozen(questionnaire),
                questionnaire_id=questionnaire.id,
                questionnaire_version=questionnaire.version,
                method="iso-33020",
            )
        )
        return row

    def respondent(
        self, assessment: AssessmentRow, user: User | None = None, name: str = "Head of IT"
    ) -> RespondentRow:
        """Create a respondent, who is a member or uses a personal link."""
        row: RespondentRow = self.add(
            RespondentRow(assessment_id=assessment.id, user_id=user.id if user else None, name=name)
        )
        return row
