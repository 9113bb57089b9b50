"""An assessment with a respondent who came by a link, and a browser of his or hers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from factories import Make
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import select

from wayfinder.app.storage.assessments import AnswerRow, RespondentRow
from wayfinder.app.web import sessions

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


@dataclass(frozen=True)
class Answering:
    """A respondent, and what the database holds of him or her."""

    make: Make
    respondent: RespondentRow

    @property
    def path(self) -> str:
        """Where he or she answers."""
        return f"/answer/{self.respondent.id}"

    def come_by_link(self, context: BrowserContext) -> None:
        """Give a browser the session that the link begins."""
        with self.make.database.writing() as session:
            token = sessions.begin(session, respondent_id=self.respondent.id)
        context.add_cookies([{"name": sessions.ANSWERING_COOKIE, "value": token, "url": self.make.address}])

    def stored(self, statement: str) -> tuple[str | None, str, str, str]:
        """Return rating, evidence, comment and reason of a statement."""
        asked = select(AnswerRow).where(
            AnswerRow.respondent_id == self.respondent.id, AnswerRow.statement_id == statement
        )
        with self.make.database.reading() as session:
            row = session.scalars(asked).one_or_none()
            return (row.rating, row.evidence, row.comment, row.reason) if row else (None, "", "", "")

    def ratings(self, practice: str) -> str:
        """Return the ratings of a practice by level, a dot where there is none."""
        return " ".join(self.stored(f"{practice}.{level}")[0] or "." for level in range(1, 6))


@pytest.fixture
def answering(server: Make) -> Answering:
    """A respondent of the quick scan."""
    return Answering(server, server.respondent(server.assessment(server.organization()), name="Service desk lead"))


@pytest.fixture
def answer_page(answering: Answering, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that opens a page of answering."""

    def opened(path: str = "", **rest: object) -> Page:
        page = open_page(**rest)
        answering.come_by_link(page.context)
        page.goto(answering.path + path)
        return page

    return opened
