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
    assert shown.notes == ("2 cell notes in the file will be saved as comments.",)
    assert with_others.notes[1:] == ("1 note on rows without a comment, such as symptoms, will be ignored.",)


def test_the_preview_says_which_names_were_read_as_which_practices() -> None:
    """Names of ITIL v3 and in other languages; a practice's own name needs no remark, in whatever case."""
    content = load_content()
    quick_scan = content.questionnaires[0]
    text = (
        "statement,rating\nSt\u00f6rungsmanagement.1,F\nst\u00f6rungsmanagement.2,L\nChange Management.1,F\n"
        "SERVICE DESK.1,F\nGestion des probl\u00e8mes.1,\n"
    )
    response = read_upload("answers.csv", text.encode(), content, quick_scan)

    shown = uploaded_answers(response, quick_scan, "r1")

    assert shown.answers.keys() == {
        *("incident-management.1", "incident-management.2", "change-enablement.1", "service-desk.1"),
    }
    (note,) = shown.notes
    assert note == (
        "Names read as practices: \u201cChange Management\u201d as Change enablement, "
        "\u201cSt\u00f6rungsmanagement\u201d as Incident management, "
        "\u201cst\u00f6rungsmanagement\u201d as Incident management."
    )
