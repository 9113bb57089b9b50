"""A respondent in a browser, and the answers that the database has from that respondent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import BrowserContext
from sqlalchemy import select

from app.storage.assessments import AnswerRow, RespondentRow
from app.web import sessions
from tests.support.factories import Make


@dataclass(frozen=True)
class Answering:
    """A respondent of the quick scan with a personal link."""

    make: Make
    respondent: RespondentRow

    @property
    def path(self) -> str:
        """The path of the respondent's answers."""
        return f"/answer/{self.respondent.id}"

    def come_by_link(self, context: BrowserContext) -> None:
        """Give a browser the session that opening the link starts."""
        with self.make.database.writing() as session:
            token = sessions.begin(session, respondent_id=self.respondent.id)
        context.add_cookies([{"name": sessions.ANSWERING_COOKIE, "value": token, "url": self.make.url}])

    def stored(self, statement: str) -> tuple[str | None, str, str, str]:
        """Return the rating, evidence, comment and reason of a statement."""
        query = select(AnswerRow).where(
            AnswerRow.respondent_id == self.respondent.id, AnswerRow.statement_id == statement
        )
        with self.make.database.reading() as session:
            row = session.scalars(query).one_or_none()
            return (row.rating, row.evidence, row.comment, row.reason) if row else (None, "", "", "")

    def ratings(self, practice: str) -> str:
        """Return the ratings of a practice by level, with a dot for each missing one."""
        return " ".join(self.stored(f"{practice}.{level}")[0] or "." for level in range(1, 6))

    def fill_in(self, file: Path, ratings: dict[str, str]) -> None:
        """Write ratings into a downloaded workbook as a spreadsheet program does."""
        book = load_workbook(file)
        sheet = book["Answers"]
        for row in sheet.iter_rows():
            names = [str(cell.value) for cell in row]
            if "Id" in names:
                rating, key = names.index("Rating (optional)"), names.index("Id")
            elif (statement := str(row[-1].value)) in ratings:
                assert statement == str(row[key].value)
                row[rating].value = ratings[statement] or None
        book.save(file)
