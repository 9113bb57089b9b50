"""The “Workbooks” page in a browser: several files are read in child processes, reviewed and saved."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.storage.assessments import AnswerRow
from app.web import sessions
from tests.support.factories import Make
from tests.support.page_look import check_look

PICTURES = Path(os.environ["WAYFINDER_PICTURES"]) if "WAYFINDER_PICTURES" in os.environ else None


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_files_are_uploaded_reviewed_and_saved(
    server: Make, open_page: Callable[..., Page], tmp_path: Path, width: int, scheme: str
) -> None:
    """The page follows the progress by itself; one file has no known id, and one has an error."""
    lead = server.user("Dana")
    assessment = server.assessment(server.organization(lead=lead))
    erik, mona = (server.respondent(assessment, name=name) for name in ("Erik Lund", "Mona Berg"))
    with server.database.writing() as session:
        token = sessions.begin(session, user_id=lead.id)
    contents = {
        "erik.json": (erik.id, "F"),
        "mona.json": ("r7", "L"),
        "wrong.json": (mona.id, "3-4"),
    }
    files = [tmp_path / name for name in contents]
    for file in files:
        respondent, rating = contents[file.name]
        content = {"wayfinder": "answers/1", "answers": {"service-desk.1": rating}}
        file.write_text(json.dumps(content | {"respondent": {"id": respondent, "name": "Mona Berg"}}))
    page = open_page(width, scheme, token)

    page.goto(f"/assessments/{assessment.id}/respondents")
    page.get_by_role("link", name="Download or upload workbooks").click()
    page.get_by_label("Filled-in files").set_input_files(files)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("#files")).to_contain_text("3 files: 1 ready to save, 2 to check")
    check_look(page, PICTURES)
    page.get_by_role("row").filter(has_text="mona.json").get_by_role("button", name="Review changes").click()
    expect(page.get_by_role("main")).to_contain_text("recording answers for Mona Berg")
    page.get_by_role("button", name="Save these answers").click()
    page.get_by_role("button", name="Save the selected files").click()

    expect(page.locator("#files")).to_contain_text("1 file: 1 to check")
    with server.database.reading() as session:
        found = session.execute(select(AnswerRow.respondent_id, AnswerRow.rating, AnswerRow.recorded_name)).all()
    assert set(found) == {(erik.id, "F", "Dana"), (mona.id, "L", "Dana")}
