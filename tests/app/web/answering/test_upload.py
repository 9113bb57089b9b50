"""Answers by a file: out with what is there, in by a preview, and nothing written before the word."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.running.content import Content
from app.storage.assessments import RespondentRow, SymptomRow
from app.storage.uploads import Upload
from questionnaires.answers.reading import read_response

if TYPE_CHECKING:
    from .conftest import Answering

ONE, TWO = "incident-management.1", "incident-management.2"


def upload(answering: Answering, name: str, holds: bytes, status: int = 303) -> str:
    """Upload a file; return the address of its preview, or the page that says what is wrong."""
    sent = answering.send_file("/upload", "file", name, holds, status)
    return sent.headers["Location"] if status == 303 else sent.text


def document(answers: dict[str, object], **rest: object) -> bytes:
    """Return a JSON file of answers."""
    return json.dumps({"wayfinder": "answers/1", "questionnaire": "quick-scan", "answers": answers, **rest}).encode()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "yaml", "json"])
def test_what_goes_out_reads_back_as_what_was_said(
    answering: Answering, content: Content, tmp_path: Path, ending: str
) -> None:
    """And uploaded again it changes nothing."""
    answering.save(ONE, rating="L", evidence="=1+1", comment="line one\nline two")
    answering.save(TWO, rating="NA", reason="bought as a service")
    answering.client.post(answering.url("/symptoms/repeat-incidents"), {"version": "0", "value": "2"}, 200)

    got = answering.client.get(answering.url(f"/answers.{ending}"))
    file = tmp_path / f"answers.{ending}"
    file.write_bytes(got.data)
    response = read_response(file, content.catalogue, content.questionnaires, content.triage)

    assert response.respondent.id == answering.respondent.id
    assert (response.answers[ONE].evidence, response.answers[ONE].comment) == ("=1+1", "line one\nline two")
    assert response.triage == {"repeat-incidents": 2}
    page = answering.client.get(upload(answering, file.name, got.data)).text
    assert "0 added, 0 changed, 0 removed, 3 unchanged" in page
    assert "The file says what is stored already." in page


def test_only_what_is_asked_goes_out(answering: Answering) -> None:
    """The workbook of somebody with two practices holds no other."""
    with answering.database.writing() as session:
        session.get_one(RespondentRow, answering.respondent.id).practices = ["service-desk"]

    book = load_workbook(io.BytesIO(answering.client.get(answering.url("/answers.xlsx")).data))

    ids = {str(row[-1].value) for row in book["Answers"].iter_rows()}
    assert {each for each in ids if "." in each} == {f"service-desk.{level}" for level in range(1, 6)}
    assert answering.client.get(answering.url("/answers.pdf"), 404)


def test_a_preview_writes_nothing_and_the_word_writes_all(answering: Answering) -> None:
    """Each change with its entry in the history."""
    answering.save(ONE, rating="F", evidence="tickets")
    preview = upload(answering, "a.json", document({ONE: "P", TWO: "L"}, triage={"repeat-incidents": 3}))
    page = answering.client.get(preview).text
    assert "2 added, 1 changed, 0 removed, 0 unchanged" in page
    assert answering.ratings("incident-management") == "F . . . ."

    taken = answering.client.post(preview, {"emptying": "no"})

    assert "2 added, 1 changed, 0 removed." in answering.client.follow(taken).text
    assert answering.ratings("incident-management") == "P L . . ."
    assert answering.rows()[ONE].evidence == "tickets"
    assert [(each.subject, each.after) for each in answering.history()][1:] == [
        (ONE, "P\nEvidence: tickets"),
        (TWO, "L"),
        ("repeat-incidents", "3"),
    ]


def test_what_is_empty_in_a_file_stays_unless_it_is_ones_own_or_one_says_so(answering: Answering) -> None:
    """A short file removes nothing by itself; a download in which something was emptied does."""
    answering.save(ONE, rating="F", evidence="tickets")
    short = upload(answering, "a.json", document({TWO: "L"}))
    assert "1 added, 0 changed, 0 removed, 1 unchanged" in answering.client.get(short).text
    assert "1 added, 0 changed, 1 removed, 0 unchanged" in answering.client.get(f"{short}?emptying=yes").text

    own = upload(answering, "b.json", document({TWO: "L"}, respondent={"id": answering.respondent.id}))
    assert "1 added, 0 changed, 1 removed, 0 unchanged" in answering.client.get(own).text
    answering.client.post(own, {"emptying": "yes"})

    row = answering.rows()[ONE]
    assert (row.rating, row.evidence) == (None, "")


def test_what_changed_since_the_preview_stops_it_and_is_shown(answering: Answering) -> None:
    """Compared anew, it can be taken over."""
    preview = upload(answering, "a.json", document({ONE: "P"}))
    answering.save(ONE, rating="F", comment="in the other tab")

    page = answering.client.post(preview, {"emptying": "no"}, 409).text

    assert "in the other tab" in page
    assert answering.ratings("incident-management") == "F . . . ."
    again = answering.client.post(f"{preview}/compare").headers["Location"]
    answering.client.post(again, {"emptying": "no"})
    assert answering.ratings("incident-management") == "P . . . ."


def test_a_file_is_taken_over_once(answering: Answering) -> None:
    """A second click says so."""
    preview = upload(answering, "a.json", document({ONE: "P"}))
    answering.client.post(preview)
    answering.save(ONE, 1, rating="F")

    again = answering.client.post(preview)

    assert "was taken over already" in answering.client.follow(again).text
    assert answering.ratings("incident-management") == "F . . . ."


def test_a_new_upload_takes_the_place_of_the_one_before(answering: Answering) -> None:
    """One at a time for each respondent."""
    first = upload(answering, "a.json", document({ONE: "P"}))
    upload(answering, "b.json", document({ONE: "F"}))

    answering.client.get(first, 303)
    with answering.database.reading() as session:
        assert session.execute(select(func.count()).select_from(Upload)).scalar_one() == 1


def test_what_does_not_count_is_told(answering: Answering) -> None:
    """Consensus, practices that are not asked, and another's name."""
    with answering.database.writing() as session:
        session.get_one(RespondentRow, answering.respondent.id).practices = ["service-desk"]
    file = document(
        {"service-desk.1": "F", ONE: "F"},
        respondent={"id": "r9", "name": "Erik"},
        consensus={ONE: {"rating": "L", "note": "agreed"}},
    )

    page = answering.client.get(upload(answering, "a.json", file)).text

    assert "The file names Erik as its respondent" in page
    assert "1 of its answers are about practices that you are not asked about" in page
    assert "1 consensus ratings stay out" in page
    assert "1 added, 0 changed" in page


def test_every_problem_stands_with_its_place(answering: Answering) -> None:
    """And nothing is kept for a preview."""
    file = document({ONE: "3-4", TWO: "NA", "incident-managment.3": "F"})

    page = upload(answering, "a.json", file, 422)

    assert "These stand in the way" in page
    assert "answers.incident-management.1" in page
    assert "&#39;3-4&#39;" in page
    assert "is rated NA without a reason" in page
    assert "incident-management.3" in page
    with answering.database.reading() as session:
        assert session.execute(select(func.count()).select_from(Upload)).scalar_one() == 0


def bomb() -> bytes:
    """Return a small zip that unpacks to much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 80_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "holds", "message"),
    [
        ("", b"", "no file was chosen"),
        ("a.xlsx", b"", "is empty"),
        ("a.xlsx", b"not a zip", "is not an Excel workbook"),
        ("a.xlsx", b"PK\x03\x04broken", "is a damaged or incomplete workbook"),
        ("a.xls", b"x", "is a .xls file"),
        ("a.pdf", b"%PDF-1.7", "is not supported"),
        ("a", b"x", "has no extension"),
        ("../../a.json", b"[" * 50_000, "nested"),
        ("a.json", b'{"a": NaN}', "a.json"),
        ("a.yaml", b"a: &a [x]\nb: [*a, *a]\n", "wayfinder"),
        ("a.yaml", b"\xff\xfe\x00", ""),
        ("a.csv", b'"', ""),
        ("a.xlsx", bomb(), "too much for a questionnaire"),
        ("a.csv", b"x" * (5 * 1024 * 1024 + 1), "is larger than 5 MB"),
    ],
)
def test_hostile_files_get_a_message(answering: Answering, name: str, holds: bytes, message: str) -> None:
    """Never a 500, and nothing is written."""
    page = upload(answering, name, holds, 422)

    assert "Nothing was written." in page
    if message not in {"nested", "a.json"}:
        assert message in page
    assert answering.rows() == {}


def test_a_preview_is_its_respondents_alone(answering: Answering) -> None:
    """By another's address it is not there."""
    preview = upload(answering, "a.json", document({ONE: "P"}))
    with answering.database.writing() as session:
        other = RespondentRow(assessment_id=answering.assessment.id, name="Other")
        session.add(other)
    answering.client.come_by_link(other)

    url = f"/answer/{other.id}/upload/{preview.rpartition('/')[2]}"
    answering.client.get(url, 303)
    answering.client.post(url)

    assert answering.rows() == {}
    with answering.database.reading() as session:
        assert session.execute(select(func.count()).select_from(SymptomRow)).scalar_one() == 0


def test_a_preview_of_many_new_answers_is_folded_and_shows_what_is_replaced(answering: Answering) -> None:
    """Each practice says in its line what the file does there; what replaces an answer stays in sight."""
    answering.save(ONE, rating="F")
    ratings: dict[str, object] = {
        f"{practice}.{level}": "P"
        for practice in ("incident-management", "problem-management", "service-desk")
        for level in range(1, 6)
    }

    page = answering.client.get(upload(answering, "answers.json", document(ratings))).text

    assert '<details class="changes fold" open>\n  <summary>Incident management: 4 added, 1 changed' in page
    assert '<details class="changes fold">\n  <summary>Problem management: 5 added' in page


def test_a_preview_of_few_changes_is_open(answering: Answering) -> None:
    """They are read at a glance."""
    page = answering.client.get(upload(answering, "answers.json", document({ONE: "F", TWO: "P"}))).text

    assert '<details class="changes fold" open>\n  <summary>Incident management: 2 added' in page
