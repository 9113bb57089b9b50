"""What the preview of an uploaded file says about the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.answering.uploads import read_upload, uploaded_answers
from app.running.content import load_content

CASE = Path(__file__).parents[2] / "questionnaires/answers/cases/FL-041-notes-on-answers.xlsx"


def test_fl_041_the_preview_says_how_many_notes_become_comments() -> None:
    """And how many don't, as symptoms have no comment."""
    content = load_content()
    quick_scan = content.questionnaires[0]
    response = read_upload(CASE.name, CASE.read_bytes(), content, quick_scan)

    shown = uploaded_answers(response, quick_scan, "r1")
    with_others = uploaded_answers(replace(response, notes_left=1), quick_scan, "r1")

    assert shown.answers["service-desk.2"].comment == "Please ask the night shift first"
    assert shown.notes == ("2 notes on cells of the file will be saved as comments.",)
    assert with_others.notes[1:] == ("1 note on rows without a comment, such as symptoms, will be ignored.",)
