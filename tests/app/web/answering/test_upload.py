"""Answering by file: download, upload, preview, and saving only after confirmation."""

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
from app.web.answering import download
from app.web.long_work import Places
from questionnaires.answers.reading import read_response

if TYPE_CHECKING:
    from .conftest import Answering

ONE, TWO = "incident-management.1", "incident-management.2"


def upload(answering: Answering, name: str, data: bytes, status: int = 303) -> str:
    """Upload a file, and return the URL of its preview or the page with the errors."""
    sent = answering.send_file("/upload", "file", name, data, status=None)
    if sent.status_code != 303:
        assert sent.status_code == status
        return sent.text
    page = answering.client.get(sent.headers["Location"], status if status != 303 else 200)
    return sent.headers["Location"] if status == 303 else page.text


def document(answers: dict[str, object], **rest: object) -> bytes:
    """Return a JSON file of answers."""
    return json.dumps({"wayfinder": "answers/1", "questionnaire": "quick-scan", "answers": answers, **rest}).encode()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "yaml", "json"])
def test_a_downloaded_file_contains_the_answers(
    answering: Answering, content: Content, tmp_path: Path, ending: str
) -> None:
    """Uploading it again changes nothing."""
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
    assert "3 unchanged. Nothing" in page
    assert "The file contains the same answers as those already saved." in page


def test_a_server_that_writes_too_many_files_says_so(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only some of its threads wait for files; the others keep serving pages."""
    with monkeypatch.context() as full:
        full.setattr(download, "writing_files", Places(0))
        assert "The server is busy" in answering.client.get(answering.url("/answers.xlsx"), 503).text

    answering.client.get(answering.url("/answers.xlsx"))


def test_a_download_contains_only_assigned_practices(answering: Answering) -> None:
    """The workbook of a respondent with one practice has the statements of that practice."""
    with answering.database.writing() as session:
        session.get_one(RespondentRow, answering.respondent.id).practices = ["service-desk"]

    book = load_workbook(io.BytesIO(answering.client.get(answering.url("/answers.xlsx")).data))

    ids = {str(row[-1].value) for row in book["Answers"].iter_rows()}
    assert {each for each in ids if "." in each} == {f"service-desk.{level}" for level in range(1, 6)}
    assert "Consensus" not in book.sheetnames
    assert "takes about 1 minute)" in "\n".join(str(row[0].value) for row in book["Instructions"].iter_rows())
    assert answering.client.get(answering.url("/answers.pdf"), 404)


def test_only_confirming_a_preview_saves_its_answers(answering: Answering) -> None:
    """Each change is recorded in the history."""
    answering.save(ONE, rating="F", evidence="tickets")
    preview = upload(answering, "a.json", document({ONE: "P", TWO: "L"}, triage={"repeat-incidents": 3}))
    page = answering.client.get(preview).text
    assert "2 added, 1 changed. Nothing" in page
    assert answering.ratings("incident-management") == "F . . . ."

    saved = answering.client.post(preview, {"remove_empty": "no"})

    assert "have been saved: 2 added, 1 changed." in answering.client.follow(saved).text
    assert answering.ratings("incident-management") == "P L . . ."
    assert answering.rows()[ONE].evidence == "tickets"
    assert [(each.subject, each.after) for each in answering.history()][1:] == [
        (ONE, "P\nEvidence: tickets"),
        (TWO, "L"),
        ("repeat-incidents", "3"),
    ]


def test_empty_answers_are_removed_only_by_an_own_download_or_on_request(answering: Answering) -> None:
    """A short file removes nothing by default; a download with a deleted answer does."""
    answering.save(ONE, rating="F", evidence="tickets")
    short = upload(answering, "a.json", document({TWO: "L"}))
    assert "1 added, 1 unchanged. Nothing" in answering.client.get(short).text
    assert "1 added, 1 removed. Nothing" in answering.client.get(f"{short}?remove_empty=yes").text

    own = upload(answering, "b.json", document({TWO: "L"}, respondent={"id": answering.respondent.id}))
    assert "1 added, 1 removed. Nothing" in answering.client.get(own).text
    answering.client.post(own, {"remove_empty": "yes"})

    row = answering.rows()[ONE]
    assert (row.rating, row.evidence) == (None, "")


def test_an_answer_that_changed_since_the_preview_is_a_conflict(answering: Answering) -> None:
    """The page shows the answer; after comparing again, the file can be saved."""
    preview = upload(answering, "a.json", document({ONE: "P"}))
    answering.save(ONE, rating="F", comment="in the other tab")

    page = answering.client.post(preview, {"remove_empty": "no"}, 409).text

    assert "in the other tab" in page
    assert answering.ratings("incident-management") == "F . . . ."
    again = answering.client.post(f"{preview}/compare").headers["Location"]
    answering.client.post(again, {"remove_empty": "no"})
    assert answering.ratings("incident-management") == "P . . . ."


def test_a_file_is_saved_only_once(answering: Answering) -> None:
    """A second click shows a message."""
    preview = upload(answering, "a.json", document({ONE: "P"}))
    answering.client.post(preview)
    answering.save(ONE, 1, rating="F")

    again = answering.client.post(preview)

    assert "has already been saved" in answering.client.follow(again).text
    assert answering.ratings("incident-management") == "F . . . ."


def test_a_new_upload_replaces_the_previous_one(answering: Answering) -> None:
    """A respondent has one upload at a time."""
    first = upload(answering, "a.json", document({ONE: "P"}))
    upload(answering, "b.json", document({ONE: "F"}))

    answering.client.get(first, 303)
    with answering.database.reading() as session:
        assert session.execute(select(func.count()).select_from(Upload)).scalar_one() == 1


def test_the_preview_says_what_is_ignored(answering: Answering) -> None:
    """Consensus, practices that aren't assigned, and another person's name."""
    with answering.database.writing() as session:
        session.get_one(RespondentRow, answering.respondent.id).practices = ["service-desk"]
    file = document(
        {"service-desk.1": "F", ONE: "F"},
        respondent={"id": "r9", "name": "Erik"},
        consensus={ONE: {"rating": "L", "note": "agreed"}},
    )

    page = answering.client.get(upload(answering, "a.json", file)).text

    assert "The file names Erik as the respondent" in page
    assert "1 answer about practices that aren&#39;t assigned to you will be ignored." in page
    assert "1 consensus rating will be ignored" in page
    assert "1 added. Nothing" in page


def test_the_preview_says_where_a_rung_has_no_effect(answering: Answering) -> None:
    """Single ratings override a rung, and a changed rung that changes nothing must not stay unnoticed."""
    ratings: dict[str, object] = {f"service-desk.{level}": rating for level, rating in enumerate("FFNNN", 1)}

    page = answering.client.get(upload(answering, "a.json", document(ratings, rung={"service-desk": "4"}))).text

    assert "service-desk: the rung has no effect, because every statement has its own rating." in page


def test_every_error_names_its_place(answering: Answering) -> None:
    """No answer is stored."""
    file = document({ONE: "3-4", TWO: "NA", "incident-managment.3": "F"})

    page = upload(answering, "a.json", file, 422)

    assert "Correct these errors in the file" in page
    assert "answers.incident-management.1" in page
    assert "&#39;3-4&#39;" in page
    assert "is rated NA without a reason" in page
    assert "incident-management.3" in page
    assert answering.rows() == {}


def bomb() -> bytes:
    """Return a small ZIP file that expands to a large one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 80_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("", b"", "no file was chosen"),
        ("a.xlsx", b"", "is empty"),
        ("a.xlsx", b"not a zip", "isn&#39;t an Excel workbook"),
        ("a.xlsx", b"PK\x03\x04broken", "is a damaged or incomplete workbook"),
        ("a.xls", b"x", "is a .xls file"),
        ("a.pdf", b"%PDF-1.7", "isn&#39;t supported"),
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
def test_malicious_files_are_refused_with_a_message(answering: Answering, name: str, data: bytes, message: str) -> None:
    """Nothing is saved, and there is no error 500."""
    page = upload(answering, name, data, 422)

    assert "Nothing was saved." in page
    if message not in {"nested", "a.json"}:
        assert message in page
    assert answering.rows() == {}


def test_nobody_sees_another_respondents_preview(answering: Answering) -> None:
    """It doesn't exist under another respondent's URL."""
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


def test_a_long_preview_folds_new_answers_and_shows_replaced_ones(answering: Answering) -> None:
    """The line of each practice summarizes its changes."""
    answering.save(ONE, rating="F")
    ratings: dict[str, object] = {
        f"{practice}.{level}": "P"
        for practice in ("incident-management", "problem-management", "service-desk")
        for level in range(1, 6)
    }

    page = answering.client.get(upload(answering, "answers.json", document(ratings))).text

    assert '<details class="changes fold" open>\n  <summary>Incident management: 4 added, 1 changed' in page
    assert '<details class="changes fold">\n  <summary>Problem management: 5 added' in page


def test_a_short_preview_is_not_folded(answering: Answering) -> None:
    """All its changes are visible."""
    page = answering.client.get(upload(answering, "answers.json", document({ONE: "F", TWO: "P"}))).text

    assert '<details class="changes fold" open>\n  <summary>Incident management: 2 added' in page
