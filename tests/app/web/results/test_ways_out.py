"""FL-031: anonymous answers of too few respondents appear neither on pages nor in files."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from app.assessments.releasing import release
from app.jobs.reports import ReportChoices, report_job, scores_of_request
from app.planning.saved_roadmaps import targets_only
from app.running.content import Content
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow
from app.storage.attachments import Attachment
from reports.document import report_html
from reports.documents.score import score_document
from reports.options import Edition, ReportOptions
from reports.views.subject import Subject
from tests.support.page_client import PageClient
from tests.support.reading_pages import text_of
from tests.support.result_scenes import ResultScene
from tests.support.said import say

ONE = "service-desk.1"
SAID = "the safe behind the stairs"
FILE = "safe-behind-the-stairs.pdf"
PAGES = (
    "",
    "/practices/service-desk",
    "/agreement",
    "/readiness/iso-20000-1",
    "/readiness/iso-20000-1/8.6.1",
    "/workshop?practice=service-desk&show=all",
    "/workshop?practice=service-desk&show=all&names=name",
    "/workshop?practice=service-desk&show=all&names=nobody",
    "/history",
    "/reports",
    "/roadmap",
    "/respondents",
)


def nameless(scene: ResultScene, cell: str, people: tuple[str, ...]) -> list[str]:
    """Answer anonymously, the first time with evidence, a comment and a file; return the files' ids."""
    with scene.make.database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).anonymous = True
    say(scene.make, scene.assessment, {"service-desk": f"{cell} F F F F"}, people)
    with scene.make.database.writing() as session:
        answer = session.scalars(select(AnswerRow).where(AnswerRow.statement_id == ONE)).first()
        assert answer is not None
        answer.evidence, answer.comment = SAID, SAID
    return [attached(scene, name, FILE) for name in people[:1]]


def attached(scene: ResultScene, name: str, file: str, statement: str = ONE) -> str:
    """Attach a file to someone's answer, and return its id."""
    with scene.make.database.reading() as session:
        person = session.scalars(select(RespondentRow.id).where(RespondentRow.name == name)).one()
    row: Attachment = scene.make.add(
        Attachment(
            assessment_id=scene.assessment.id,
            respondent_id=person,
            statement_id=statement,
            name=file,
            media_type="application/octet-stream",
            size=1,
            content=b"x",
        )
    )
    return row.id


def test_no_page_reveals_what_two_anonymous_respondents_said(scene: ResultScene) -> None:
    """No remark, file name or rating of either respondent is shown."""
    nameless(scene, "N/F", ("Anna Berg", "Ben Dahl"))

    for rest in PAGES:
        page = scene.lead.get(scene.url(rest)).text
        for word in (SAID, FILE, "1 \u00d7"):
            assert word not in page, rest


def test_neither_report_nor_document_reveals_it(scene: ResultScene, content: Content) -> None:
    """The data captured for a report job follows the same rule."""
    nameless(scene, "N/F", ("Anna Berg", "Ben Dahl"))
    with scene.make.database.reading() as session:
        row = session.get_one(AssessmentRow, scene.assessment.id)
        choices = ReportChoices(targets_only(content.catalogue, row))
        job = report_job(session, content, row, choices, "somebody")
        scores = scores_of_request(content, job.request)

    full = ReportOptions(edition=Edition.FULL)
    report, _ = report_html(Subject(content.catalogue, scores, None, content.triage, full))
    document = json.dumps(score_document(scores)["disagreements"])

    for told in (report, document):
        for word in (SAID, FILE, "Anna", "Ben Dahl", "anonymous-", "1\u00a0\u00d7"):
            assert word not in told
    assert "Anonymous: hidden" in report


def test_a_file_attached_to_a_hidden_answer_cannot_be_downloaded(scene: ResultScene) -> None:
    """The URL gives the same response as an unknown file, until a third respondent answers."""
    [file] = nameless(scene, "N/F", ("Anna Berg", "Ben Dahl"))
    address = scene.url(f"/files/{file}")

    scene.lead.get(address, 404)

    third = scene.make.respondent(scene.assessment, name="Chloe Ek")
    scene.make.add(AnswerRow(assessment_id=scene.assessment.id, respondent_id=third.id, statement_id=ONE, rating="F"))
    with scene.make.database.writing() as session:
        release(session, scene.assessment.id)
    assert scene.lead.get(address).data == b"x"
    assert f'href="{address}"' in scene.lead.get(scene.url("/practices/service-desk")).text


@pytest.mark.parametrize("rest", ["/practices/service-desk", "/workshop?practice=service-desk&show=all", "/agreement"])
def test_a_file_is_linked_beside_the_respondent_who_attached_it(scene: ResultScene, rest: str) -> None:
    """This holds with a remark beside the file, and with the file as the only evidence."""
    say(scene.make, scene.assessment, {"service-desk": "F*/N F F F F"}, ("Anna Berg", "Ben Dahl"))
    files = [attached(scene, name, f"{name} log.csv") for name in ("Anna Berg", "Ben Dahl")]

    page = scene.assessor.get(scene.url(rest)).text

    for file in files:
        assert f'href="{scene.url(f"/files/{file}")}" download' in page
    assert "Evidence: Seen. File: Anna Berg log.csv" in text_of(page)
    assert "Evidence: File:" not in text_of(page)


def test_a_viewer_gets_neither_a_file_nor_its_name(scene: ResultScene) -> None:
    """Only people who set consensus can open the file, because its name may reveal whose it is."""
    say(scene.make, scene.assessment, {"service-desk": "F F F F F"}, ("Anna Berg",))
    file = attached(scene, "Anna Berg", "log.csv")

    page = scene.viewer.get(scene.url("/practices/service-desk")).text

    assert "log.csv" not in page
    assert f"/files/{file}" not in page
    scene.viewer.get(scene.url(f"/files/{file}"), 403)


def test_a_respondent_cannot_download_anyone_elses_file(scene: ResultScene) -> None:
    """The file is available neither under the assessment's URL nor under the respondent's own."""
    say(scene.make, scene.assessment, {"service-desk": "F F F F F"}, ("Anna Berg",))
    file = attached(scene, "Anna Berg", "log.csv")
    other = scene.make.respondent(scene.assessment, name="Second")
    browser = PageClient(scene.lead.app)
    browser.come_by_link(other)

    browser.get(f"/answer/{other.id}/files/{file}", 404)
    assert browser.get(scene.url(f"/files/{file}"), None).headers["Location"].startswith("/sign-in")
