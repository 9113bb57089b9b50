"""An organization with its lead and an assessment, and helpers to answer it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import InstrumentedAttribute

from app.answering.history import Answerer
from app.answering.saving import ANSWERS, Submitted, save
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.base import new_id
from app.storage.database import Database
from app.storage.organizations import OrganizationRow
from questionnaires.answers.model import Answer
from questionnaires.model import Rating
from tests.support.factories import Make
from tests.support.page_client import PageClient


@dataclass(frozen=True)
class Northfield:
    """What most tests start from; `client` is the lead's browser."""

    make: Make
    lead: User
    organization: OrganizationRow
    assessment: AssessmentRow
    client: PageClient

    @classmethod
    def founded(cls, app: Flask, make: Make, **members: User) -> Northfield:
        """Return Northfield, which Dana leads, with an assessment that nobody has answered."""
        lead = make.user("Dana Fischer")
        organization = make.organization("Northfield Hospitals", lead=lead, **members)
        client = PageClient(app)
        client.sign_in(lead)
        return cls(make, lead, organization, make.assessment(organization), client)

    @property
    def database(self) -> Database:
        """The application's database."""
        return self.make.database

    @property
    def pages(self) -> str:
        """The URL of the organization."""
        return f"/organizations/{self.organization.id}"

    @property
    def top(self) -> str:
        """The URL of the assessment."""
        return f"/assessments/{self.assessment.id}"

    def answers(self, respondent: RespondentRow, **said: str) -> None:
        """Answer as a respondent does on the pages: `answers(erik, incident_management_1="F")`."""
        with self.database.writing() as session:
            assessment = session.get_one(AssessmentRow, respondent.assessment_id)
            by = Answerer.of(assessment, respondent)
            given = [
                Submitted(
                    "-".join(key.split("_")[:-1]) + f".{key[-1]}",
                    0,
                    Answer(Rating(rating), reason="R" * (rating == "NA")),
                )
                for key, rating in said.items()
            ]
            outcomes = save(session, ANSWERS, by, given)
        assert all(each.is_saved for each in outcomes)

    def one(self, column: InstrumentedAttribute[Any], **where: object) -> Any:
        """Return one value from the database."""
        table = column.class_
        with self.database.reading() as session:
            return session.execute(select(column).filter_by(**where).select_from(table)).scalar_one()

    def all(self, column: InstrumentedAttribute[Any], **where: object) -> list[Any]:
        """Return values from the database."""
        with self.database.reading() as session:
            return list(session.scalars(select(column).filter_by(**where)))


def new_assessment(northfield: Northfield, *without: str, **values: Any) -> dict[str, Any]:
    """Return the form of a new assessment with all practices selected, except for some."""
    practices = [each.id for each in northfield.make.content.catalogue.practices if each.id not in without]
    return {
        "new_id": new_id(),
        "name": "Autumn",
        "assessed_on": "2026-09-01",
        "questionnaire_id": "quick-scan",
        "method": "iso-33020",
        "scope": practices,
        **values,
    }


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Yield the list of SQL statements that run within the block."""
    ran: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        ran.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield ran
    event.remove(database.engine, "before_cursor_execute", note)
