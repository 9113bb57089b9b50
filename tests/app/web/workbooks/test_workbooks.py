"""Workbooks: one download for all respondents, any number of uploads, and nothing saved before it is confirmed."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from app.assessments import anonymity
from app.storage.assessments import AnswerRow, AssessmentRow, AssessmentState, RespondentRow
from app.storage.audit import AuditEntry, Event
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, Role
from app.storage.uploads import Upload
from app.web.workbooks import archive
from tests.support.factories import Make
from tests.support.page_client import PageClient

ONE, TWO = "incident-management.1", "incident-management.2"


@dataclass(frozen=True)
class DeskPages:
    """The pages of an assessor with two respondents."""

    client: PageClient
    database: Database
    assessment: AssessmentRow
    erik: RespondentRow
    mona: RespondentRow

    def url(self, path: str = "") -> str:
        """Return a URL of the area."""
        return f"/assessments/{self.assessment.id}/workbooks{path}"

    def upload(self, *files: tuple[str, bytes], status: int = 303) -> TestResponse:
        """Upload files in one request."""
        values: MultiDict[str, Any] = MultiDict([("csrf_token", self.client.csrf_token())])
        for name, data in files:
            values.add("file", FileStorage(io.BytesIO(data), name))
        boundary, body = encode_multipart(values)
        answer = self.client.browser.post(
            self.url(), data=body, content_type=f"multipart/form-data; boundary={boundary}"
        )
        assert answer.status_code == status, answer.text
        return answer

    def page(self) -> str:
        """Return the page with the files."""
        return self.client.get(self.url()).text

    def save(self, page: str) -> str:
        """Save the files that are selected on a page, and return the next page."""
        names = re.findall(r'name="upload" value="([^"]+)"[^>]* checked', page)
        seen = dict(re.findall(r'name="(seen:[^"]+)" value="([^"]+)"', page))
        sent = self.client.browser.post(
            self.url("/save"), data={"csrf_token": self.client.csrf_token(), "upload": names, **seen}
        )
        return self.client.follow(sent).text

    def ratings(self, respondent: RespondentRow) -> dict[str, str | None]:
        """Return the stored ratings of a respondent by statement."""
        query = select(AnswerRow.statement_id, AnswerRow.rating).where(AnswerRow.respondent_id == respondent.id)
        with self.database.reading() as session:
            return dict(session.execute(query).all())

    def pending(self) -> int:
        """Return the number of uploads."""
        with self.database.reading() as session:
            return session.execute(select(func.count()).select_from(Upload)).scalar_one()


@pytest.fixture
def desk(app: Flask, make: Make) -> DeskPages:
    """An assessor's “Workbooks” page."""
    ana = make.user("Ana")
    assessment = make.assessment(make.organization(lead=make.user("Lea"), assessor=ana))
    client = PageClient(app)
    client.sign_in(ana)
    erik, mona = (make.respondent(assessment, name=name) for name in ("Erik Lund", "Mona Berg"))
    return DeskPages(client, make.database, assessment, erik, mona)


def file(answers: dict[str, object], respondent_id: str = "", name: str = "") -> bytes:
    """Return a JSON file of answers."""
    content = {"wayfinder": "answers/1", "questionnaire": "quick-scan", "answers": answers}
    return json.dumps(content | {"respondent": {"id": respondent_id, "name": name}}).encode()


def anonymous(desk: DeskPages) -> None:
    """Make the assessment anonymous."""
    with desk.database.writing() as session:
        row = session.get_one(AssessmentRow, desk.assessment.id)
        row.anonymous = True
        entry = {"kind": anonymity.KIND, "subject": "answers", "after": anonymity.switch(anonymous=True)}
        session.add(HistoryEntry(assessment_id=row.id, who="Lea", **entry))


def test_the_archive_has_a_workbook_with_the_id_of_each_respondent(desk: DeskPages) -> None:
    """Two people with the same name get two files."""
    with desk.database.writing() as session:
        session.add(RespondentRow(assessment_id=desk.assessment.id, name="Erik Lund"))

    packed = zipfile.ZipFile(io.BytesIO(desk.client.get(f"{desk.url()}.zip").data))

    assert packed.namelist() == ["erik-lund.xlsx", "mona-berg.xlsx", "erik-lund-2.xlsx"]
    sheet = load_workbook(io.BytesIO(packed.read("mona-berg.xlsx")))["Organization"]
    assert desk.mona.id in {cell.value for row in sheet.iter_rows() for cell in row}


def test_archives_are_packed_one_at_a_time(desk: DeskPages) -> None:
    """Otherwise, sixteen requests for archives would stop all pages for minutes."""
    with archive.packing.place():
        assert "The server is busy" in desk.client.get(f"{desk.url()}.zip", 503).text

    desk.client.get(f"{desk.url()}.zip")


def test_no_workbook_in_the_archive_replaces_another(desk: DeskPages) -> None:
    """Whatever people are called."""
    names = ("Erik Lund 2", "Erik Lund", "erik-lund", "../Erik/Lund", "Erik Lund 3")
    with desk.database.writing() as session:
        session.add_all(RespondentRow(assessment_id=desk.assessment.id, name=name) for name in names)

    packed = zipfile.ZipFile(io.BytesIO(desk.client.get(f"{desk.url()}.zip").data))

    assert len(set(packed.namelist())) == 2 + len(names)
    assert not any("/" in each or ".." in each for each in packed.namelist())


@pytest.mark.parametrize("id_in_file", [True, False])
def test_an_assessors_own_file_counts_as_their_own(desk: DeskPages, *, id_in_file: bool) -> None:
    """It may be among those of others; nobody records answers in their own name."""
    with desk.database.writing() as session:
        ana = session.scalars(select(Membership).where(Membership.role == Role.ASSESSOR)).one()
        own = RespondentRow(assessment_id=desk.assessment.id, user_id=ana.user_id, name="Ana")
        session.add(own)
    desk.upload(("a.json", file({ONE: "F"}, own.id if id_in_file else "r7")))

    if id_in_file:
        desk.save(desk.page())
    else:
        [upload_id] = re.findall(r"/workbooks/([^/]+)/respondent", desk.page())
        sent = desk.client.post(desk.url(f"/{upload_id}/respondent"), {"respondent": own.id})
        desk.client.post(sent.headers["Location"])

    assert desk.ratings(own) == {ONE: "F"}
    with desk.database.reading() as session:
        assert session.scalars(select(AnswerRow.recorded_name)).all() == [""]
        assert session.scalars(select(HistoryEntry.recorded_for)).all() == [""]


def test_files_are_matched_by_id_and_saved_after_confirmation(desk: DeskPages) -> None:
    """The history names the assessor."""
    files = ("a.json", file({ONE: "F"}, desk.erik.id)), ("b.json", file({ONE: "P", TWO: "L"}, desk.mona.id))
    desk.upload(*files)

    page = desk.page()
    assert "2 files: 2 ready to save." in page
    assert "2 added" in page
    assert desk.ratings(desk.erik) == desk.ratings(desk.mona) == {}

    assert "The answers in 2 files have been saved." in desk.save(page)

    assert desk.ratings(desk.erik) == {ONE: "F"}
    assert desk.ratings(desk.mona) == {ONE: "P", TWO: "L"}
    with desk.database.reading() as session:
        entries = session.scalars(select(HistoryEntry)).all()
    assert {(each.who, each.recorded_for) for each in entries} == {("Ana", "Erik Lund"), ("Ana", "Mona Berg")}
    assert desk.pending() == 0


def test_forty_files_are_uploaded_together(desk: DeskPages) -> None:
    """Each belongs to a different respondent."""
    with desk.database.writing() as session:
        people = [RespondentRow(assessment_id=desk.assessment.id, name=f"Person {number}") for number in range(40)]
        session.add_all(people)
    desk.upload(*((f"{each.name}.json", file({ONE: "L"}, each.id)) for each in people))

    assert "The answers in 40 files have been saved." in desk.save(desk.page())

    assert [desk.ratings(each) for each in people] == [{ONE: "L"}] * 40


def test_a_file_without_a_known_id_waits_for_a_choice(desk: DeskPages) -> None:
    """A matching name is only proposed."""
    desk.upload(("a.json", file({ONE: "F"}, "r7", "erik lund")), ("b.json", file({ONE: "N"}, "r8", "Somebody")))

    page = desk.page()
    assert "2 files: 2 to check." in page
    assert "it names Erik Lund. Check the respondent." in page
    assert "The file is from Somebody, who isn&#39;t a respondent here." in page
    assert f'<option value="{desk.erik.id}" selected>' in page
    assert "Select at least one file." in desk.save(page)
    upload_id = re.findall(r"/workbooks/([^/]+)/respondent", page)[0]
    sent = desk.client.post(desk.url(f"/{upload_id}/respondent"), {"respondent": desk.erik.id})
    preview = sent.headers["Location"]
    previewed = desk.client.get(preview).text
    assert "1 added. Nothing" in previewed
    assert "The file names" not in previewed
    assert desk.ratings(desk.erik) == {}

    desk.client.post(preview)

    assert desk.ratings(desk.erik) == {ONE: "F"}
    assert desk.ratings(desk.mona) == {}


def test_a_choice_must_be_a_respondent_of_the_assessment(desk: DeskPages, make: Make) -> None:
    """Respondents of other assessments and unknown ids are refused."""
    other = make.respondent(make.assessment(make.organization("Elsewhere")))
    desk.upload(("a.json", file({ONE: "F"})))
    upload_id = re.findall(r"/workbooks/([^/]+)/respondent", desk.page())[0]

    for respondent in (other.id, "", "unknown"):
        sent = desk.client.post(desk.url(f"/{upload_id}/respondent"), {"respondent": respondent})
        assert "Choose the respondent" in desk.client.follow(sent).text


def test_two_files_of_one_respondent_are_not_both_saved(desk: DeskPages) -> None:
    """Neither is selected, and even together they aren't saved."""
    desk.upload(("a.json", file({ONE: "F"}, desk.erik.id)), ("b.json", file({ONE: "N"}, desk.erik.id)))

    page = desk.page()

    assert page.count("Another file is for the same respondent") == 2
    assert f"for the same respondent, but {ONE} is N here and F there. Save one" in page
    assert "2 files: 2 to check" in page
    assert "Select at least one file." in desk.save(page)
    assert "Not saved: a.json, b.json." in desk.save(page.replace('" aria-label="Save', '" checked x="'))
    assert desk.ratings(desk.erik) == {}


def test_answers_changed_since_the_upload_are_not_overwritten(desk: DeskPages) -> None:
    """The page then compares with the respondent's new answer."""
    desk.upload(("a.json", file({ONE: "F"}, desk.erik.id)))
    page = desk.page()
    with desk.database.writing() as session:
        session.add(
            AnswerRow(assessment_id=desk.assessment.id, respondent_id=desk.erik.id, statement_id=ONE, rating="N")
        )

    after = desk.save(page)

    assert "Not saved: a.json." in after
    assert "1 changed" in after
    assert desk.ratings(desk.erik) == {ONE: "N"}


def test_answers_missing_from_a_file_are_kept(desk: DeskPages) -> None:
    """A workbook sent by email may be older than the latest answers."""
    with desk.database.writing() as session:
        session.add(
            AnswerRow(assessment_id=desk.assessment.id, respondent_id=desk.erik.id, statement_id=TWO, rating="N")
        )
    desk.upload(("a.json", file({ONE: "F"}, desk.erik.id)))

    desk.save(desk.page())

    assert desk.ratings(desk.erik) == {ONE: "F", TWO: "N"}


def test_a_corrected_file_is_selected_beside_the_one_with_errors(desk: DeskPages) -> None:
    """The one with errors can't be saved, so the other isn't a double; nothing makes it savable either."""
    desk.upload(("bad.json", file({ONE: "3-4"}, desk.erik.id)), ("good.json", file({ONE: "F"}, desk.erik.id)))
    page = desk.page()

    assert "2 files: 1 ready to save, 1 to check" in page
    bad = re.findall(r"/workbooks/([^/]+)/discard", page)[0]
    desk.client.post(desk.url("/save"), {"upload": bad, f"seen:{bad}": ""})
    assert desk.pending() == 2
    desk.save(page)
    assert desk.ratings(desk.erik) == {ONE: "F"}


def test_a_review_leads_back_to_the_workbooks(desk: DeskPages) -> None:
    """Going back keeps the file; discarding it leads to the same page."""
    desk.upload(("a.json", file({ONE: "F"}, desk.erik.id)))
    upload_id = re.findall(r"/workbooks/([^/]+)/respondent", desk.page())[0]
    sent = desk.client.post(desk.url(f"/{upload_id}/respondent"), {"respondent": desk.erik.id})
    preview = sent.headers["Location"]

    page = desk.client.get(preview).text

    assert page.count(f'href="{desk.url()}"') == 2
    assert f'href="/answer/{desk.erik.id}/upload"' not in page
    assert desk.client.post(f"{preview}/cancel").headers["Location"] == desk.url()
    assert desk.pending() == 0


def test_errors_are_shown_for_each_file(desk: DeskPages) -> None:
    """The other files can be saved."""
    desk.upload(("bad.json", file({ONE: "3-4"}, desk.erik.id)), ("good.json", file({ONE: "F"}, desk.mona.id)))

    page = desk.page()

    assert "2 files: 1 ready to save, 1 to check" in page
    assert "answers.incident-management.1" in page
    assert '<td data-head="Respondent">Erik Lund</td>' in page
    assert page.count("Review changes") == 1
    desk.save(page)
    assert desk.ratings(desk.mona) == {ONE: "F"}
    assert desk.pending() == 1


def test_files_of_anonymous_respondents_are_refused(desk: DeskPages) -> None:
    """This holds even if anonymity is turned on between upload and confirmation. Downloading is refused too."""
    desk.upload(("a.json", file({ONE: "F"}, desk.erik.id)))
    page = desk.page()
    anonymous(desk)

    desk.save(page)

    assert desk.ratings(desk.erik) == {}
    assert "This file belongs to an anonymous respondent." in desk.page()
    desk.client.get(f"{desk.url()}.zip", 404)
    upload_id = re.findall(r"/workbooks/([^/]+)/discard", page)[0]
    sent = desk.client.post(desk.url(f"/{upload_id}/respondent"), {"respondent": desk.erik.id})
    assert "Choose the respondent" in desk.client.follow(sent).text


def test_files_can_be_discarded(desk: DeskPages) -> None:
    """One file or all files can be discarded."""
    desk.upload(*((f"{number}.json", file({ONE: "F"}, desk.erik.id)) for number in range(3)))
    upload_id = re.findall(r"/workbooks/([^/]+)/discard", desk.page())[0]

    desk.client.post(desk.url(f"/{upload_id}/discard"))
    assert desk.pending() == 2
    desk.client.post(desk.url("/discard"))
    assert desk.pending() == 0


def test_nobody_sees_the_files_of_another_assessor(desk: DeskPages, app: Flask) -> None:
    """Each assessor has a separate list."""
    desk.upload(("secret.json", file({ONE: "F"}, desk.erik.id)))
    with desk.database.reading() as session:
        lea = next(
            each.user
            for each in session.get_one(AssessmentRow, desk.assessment.id).organization.memberships
            if each.role.value == "lead"
        )
    upload_id = re.findall(r"/workbooks/([^/]+)/discard", desk.page())[0]
    other = PageClient(app)
    other.sign_in(lea)

    assert "secret.json" not in other.get(desk.url()).text
    other.post(desk.url(f"/{upload_id}/discard"), status=404)
    assert desk.pending() == 1


def test_more_files_than_allowed_are_refused_together(desk: DeskPages, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the limit, and none of the files is read."""
    monkeypatch.setattr("app.jobs.files.MOST_WAITING", 2)

    text = desk.upload(*((f"{number}.json", file({})) for number in range(3)), status=422).text

    assert "more than 2 of your files would be waiting to be read" in text
    assert desk.pending() == 0


def test_an_empty_form_and_a_large_file_are_refused(desk: DeskPages) -> None:
    """The message names a file that is too large."""
    assert "no file was chosen" in desk.upload(status=422).text
    assert (
        "<strong>a.csv:</strong> the file is larger than 5 MB"
        in desk.upload(("a.csv", b"x" * 6_000_000), status=422).text
    )


def test_the_page_depends_on_the_state(desk: DeskPages) -> None:
    """After collecting, nothing can be uploaded or saved, but waiting files can be discarded."""
    desk.upload(("erik.json", file({ONE: "L"}, desk.erik.id)))
    page = desk.page()
    with desk.database.writing() as session:
        session.get_one(AssessmentRow, desk.assessment.id).state = AssessmentState.IN_REVIEW

    desk.upload(("mona.json", file({ONE: "L"}, desk.mona.id)), status=423)
    names = re.findall(r'name="upload" value="([^"]+)"', page)
    desk.client.post(desk.url("/save"), {"upload": names[0]}, 423)
    desk.client.post(desk.url(f"/{names[0]}/respondent"), {"respondent": desk.erik.id}, 423)

    assert (desk.ratings(desk.erik), desk.pending()) == ({}, 1)
    closed = desk.page()
    assert "Answers are no longer being collected" in closed
    assert 'type="file"' not in closed
    assert "Save the selected files" not in closed
    desk.client.post(desk.url("/discard"))
    assert desk.pending() == 0


def test_the_archive_is_recorded_in_the_audit_trail(desk: DeskPages) -> None:
    """Other downloads are recorded too."""
    desk.client.get(desk.url(".zip"))

    with desk.database.reading() as session:
        found = session.scalars(select(AuditEntry).where(AuditEntry.event == Event.DATA_EXPORTED)).one()
    assert found.details == f"workbooks of 2 respondents in {desk.assessment.name}"


def test_an_exact_copy_of_a_file_is_said_and_not_selected(desk: DeskPages) -> None:
    """The first of the two can be saved as if it were alone."""
    same = file({ONE: "F"}, desk.erik.id)
    desk.upload(("a.json", same), ("b.json", same))

    page = desk.page()

    assert page.count("This file is an exact copy of another one. You can discard it.") == 1
    assert "Another file is for the same respondent" not in page
    assert page.count(" checked>") == 1


def test_many_equal_errors_are_one_line(desk: DeskPages) -> None:
    """With their number and the first places."""
    desk.upload(
        ("a.csv", b"statement,rating\n" + b"".join(b"incident-management.%d,3\n" % each for each in range(1, 6)))
    )

    page = desk.page()

    assert "5 errors" in page
    assert "lines 2, 3, 4 and 2 more, column rating:" in page
