"""A respondent of the quick scan with a personal link, and what the database stores about that respondent."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.organizations import OrganizationRow
from tests.support.factories import Make
from tests.support.page_client import PageClient


@dataclass(frozen=True)
class Answering:
    """A respondent with a signed-in client."""

    client: PageClient
    database: Database
    organization: OrganizationRow
    assessment: AssessmentRow
    respondent: RespondentRow

    def url(self, path: str = "") -> str:
        """Return a URL of the respondent's pages."""
        return f"/answer/{self.respondent.id}{path}"

    def save(self, statement: str, version: int = 0, status: int = 200, **fields: str) -> dict[str, Any]:
        """Save an answer as the script does, and return the reply."""
        sent = {"version": str(version), **fields}
        reply: dict[str, Any] = self.client.post(self.url(f"/statements/{statement}"), sent, status).get_json()
        return reply

    def save_refused(self, status: int) -> None:
        """Send an answer that is refused with this status."""
        self.client.post(self.url("/statements/incident-management.1"), {"version": "0", "rating": "F"}, status)

    def send_file(self, path: str, field: str, name: str, data: bytes, status: int | None) -> TestResponse:
        """Send a form with a file, encoded here because the client would leave a large temporary file open."""
        values = {"csrf_token": self.client.csrf_token(), field: FileStorage(BytesIO(data), name)}
        boundary, body = encode_multipart(values)
        answer = self.client.browser.post(
            self.url(path), data=body, content_type=f"multipart/form-data; boundary={boundary}"
        )
        assert status in {None, answer.status_code}, answer.text
        return answer

    def attach(self, statement: str, name: str, data: bytes, status: int = 303) -> TestResponse:
        """Attach a file to an answer."""
        return self.send_file(f"/statements/{statement}/files", f"{statement}:file", name, data, status)

    def rows(self) -> dict[str, AnswerRow]:
        """Return the stored answers by statement."""
        query = select(AnswerRow).where(AnswerRow.respondent_id == self.respondent.id)
        with self.database.reading() as session:
            return {row.statement_id: row for row in session.scalars(query)}

    def ratings(self, practice: str) -> str:
        """Return the ratings of a practice by level, with a dot for each missing one."""
        rows = self.rows()
        found = (rows.get(f"{practice}.{level}") for level in range(1, 6))
        return " ".join((row.rating if row else None) or "." for row in found)

    def history(self) -> list[HistoryEntry]:
        """Return all history entries in order."""
        with self.database.reading() as session:
            return list(session.scalars(select(HistoryEntry).order_by(HistoryEntry.id)))


@pytest.fixture
def organization(make: Make) -> OrganizationRow:
    """Return an organization."""
    return make.organization()


@pytest.fixture
def answering(app: Flask, make: Make, database: Database, organization: OrganizationRow) -> Answering:
    """Return a respondent with a signed-in client."""
    assessment = make.assessment(organization)
    respondent = make.respondent(assessment)
    client = PageClient(app)
    client.come_by_link(respondent)
    return Answering(client, database, organization, assessment, respondent)
