"""Tests of requesting, following and downloading reports, and of who may do so."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.jobs import queue
from app.jobs.kinds import JobLimits
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow
from app.storage.database import Database
from app.storage.jobs import Job, JobState
from app.storage.organizations import OrganizationRow
from app.web.reports import reports
from reports.views.contents import TITLES
from tests.support.factories import Make
from tests.support.reading_pages import text_of
from tests.support.scenes import Scene, make_rungs, make_scene

ALL = {part.value: "y" for part in TITLES}
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.usefixtures("asleep")


def ask(scene: Scene, status: int = 303, /, **parts: str) -> Any:
    return scene.lead.post(scene.url("/reports"), parts or ALL, status)


def jobs(database: Database) -> list[Job]:
    with database.reading() as session:
        return list(session.scalars(select(Job).order_by(Job.created_at)))


def change(database: Database, job: Job, **values: Any) -> None:
    with database.writing() as session:
        session.execute(update(Job).where(Job.id == job.id).values(**values))


def make_ready(database: Database, job: Job, result: bytes = b"%PDF-1.7 of this test") -> None:
    change(database, job, state=JobState.DONE, result=result)


def test_before_the_first_report_the_page_explains_reports(scene: Scene) -> None:
    """People with the right role can create a report."""
    assert "No reports yet" in scene.viewer.get(scene.url("/reports")).text
    assert "Create report" in scene.lead.get(scene.url("/reports")).text
    assert "Create report" not in scene.viewer.get(scene.url("/reports")).text


def test_an_approach_that_is_only_a_guess_is_called_one(app: Flask, make: Make, scene: Scene) -> None:
    """Without a saved roadmap, a report plans the recommended approach; one that a person chose needs no notice."""
    few = make_rungs(app, make, incident_management=2, service_desk=1)

    page = few.lead.get(few.url("/reports")).text

    assert "Approach in the report: Best guess: " in page
    assert "This is a guess: it is based on no symptoms" in page
    few.save()
    assert "This is a guess" not in few.lead.get(few.url("/reports")).text
    assert "This is a guess" not in scene.lead.get(scene.url("/reports")).text


def test_a_requested_report_waits(scene: Scene, database: Database) -> None:
    """The job captures all its data when it is requested."""
    ask(scene)

    [job] = jobs(database)
    assert (job.state, job.organization_id, job.assessment_id) == (
        JobState.QUEUED,
        scene.organization.id,
        scene.assessment.id,
    )
    assert job.request["method"] == "iso-33020"
    page = scene.lead.get(scene.url("/reports")).text
    assert "Waiting" in page
    assert 'hx-trigger="every 1s"' in page


def test_a_name_erased_at_the_same_moment_is_not_captured(
    scene: Scene, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An erasure deletes existing reports with the name, so a simultaneous request must not capture it."""

    def after_an_erasure() -> AbstractContextManager[Session]:
        with database.writing() as session:
            session.execute(update(RespondentRow).values(name="Erased person", version=RespondentRow.version + 1))
        return database.writing()

    monkeypatch.setattr(reports, "writing", after_an_erasure)

    ask(scene, 303, **ALL, names="full")

    [job] = jobs(database)
    assert {each["respondent"][1] for each in job.request["assessment"]["responses"]} == {"Erased person"}


def test_a_report_shows_names_as_chosen(scene: Scene, database: Database) -> None:
    """Names that the report doesn't show aren't in the job either, and the list says what each report shows."""
    for names in ("none", "roles", "full"):
        ask(scene, 303, **ALL, names=names)

    with database.reading() as session:
        people = session.execute(select(RespondentRow.name, RespondentRow.role)).all()
    anonymous, by_role, named = jobs(database)
    assert [job.names for job in (anonymous, by_role, named)] == ["none", "roles", "full"]
    assert all(name in str(named.request) for name, _ in people)
    assert not any(name in str(job.request) for name, _ in people for job in (anonymous, by_role))
    assert not any(role in str(anonymous.request) for _, role in people if role)
    page = text_of(scene.lead.get(scene.url("/reports")).text)
    assert all(words in page for words in ("Anonymous. Requested by", "By role. Requested by", "With names. Requested"))


@pytest.mark.parametrize("names", ["roles", "full"])
def test_a_viewer_gets_only_anonymous_reports(scene: Scene, database: Database, names: str) -> None:
    """The list doesn't show others, and their links don't work."""
    ask(scene, 303, **ALL, names=names)
    ask(scene, 303, **ALL, names="none")
    for job in jobs(database):
        make_ready(database, job)
    other, anonymous = jobs(database)

    page = scene.viewer.get(scene.url("/reports")).text

    assert anonymous.file_name in page
    assert other.id not in page
    assert "Requested by" not in page
    scene.viewer.get(scene.url(f"/reports/{anonymous.id}/file"))
    for rest in ("", "/file"):
        scene.viewer.get(scene.url(f"/reports/{other.id}{rest}"), 404)
        scene.assessor.get(scene.url(f"/reports/{other.id}{rest}"))


def test_the_same_report_requested_twice_is_made_once(scene: Scene, database: Database) -> None:
    """A different user's request and a finished report count too."""
    ask(scene)
    scene.assessor.post(scene.url("/reports"), ALL)
    make_ready(database, jobs(database)[0])
    again = ask(scene)

    assert len(jobs(database)) == 1
    assert "This report has already been requested." in scene.lead.follow(again).text


@pytest.mark.parametrize("changed", ["answer", "parts", "roadmap", "name"])
def test_any_change_to_the_content_makes_another_report(scene: Scene, database: Database, changed: str) -> None:
    """Answers, parts left out, roadmap settings and the organization's name all count."""
    ask(scene)
    parts = ALL
    with database.writing() as session:
        if changed == "answer":
            answer = session.scalars(select(AnswerRow).limit(1)).one()
            answer.comment = "changed since"
        elif changed == "name":
            session.get_one(OrganizationRow, scene.organization.id).name = "Northfield"
    if changed == "parts":
        parts = {**ALL}
        del parts["glossary"]
    elif changed == "roadmap":
        scene.save(phases="2")

    ask(scene, 303, **parts)

    assert len({job.key for job in jobs(database)}) == 2


def test_two_organizations_with_the_same_answers_share_nothing(
    scene: Scene, app: Flask, make: Make, database: Database
) -> None:
    """They share neither the job nor the file, and can't tell that the other's exists (FL-024)."""
    other = make_scene(app, make, "Secret Bank")
    with database.writing() as session:
        session.get_one(OrganizationRow, other.organization.id).name = scene.organization.name
    ask(scene)
    ask(other)
    mine, theirs = jobs(database)
    assert mine.id in scene.lead.get(scene.url("/reports")).text
    for job in (mine, theirs):
        make_ready(database, job)

    answers = [
        scene.lead.get(f"{scene.url('/reports')}/{theirs.id}", 404),
        scene.lead.get(f"{scene.url('/reports')}/{theirs.id}/file", 404),
        scene.lead.get(f"{other.url('/reports')}/{theirs.id}/file", 404),
        scene.lead.get(f"{scene.url('/reports')}/never-was/file", 404),
        scene.lead.post(f"{scene.url('/reports')}/{theirs.id}/cancel", status=404),
    ]
    assert len({answer.text.partition("<main")[2] for answer in answers}) == 1
    assert theirs.id not in scene.lead.get(scene.url("/reports")).text


def test_progress_is_shown_in_a_part_that_refreshes_itself(scene: Scene, database: Database) -> None:
    """The part polls until the report is ready, and not afterward."""
    ask(scene)
    [job] = jobs(database)
    url = f"{scene.url('/reports')}/{job.id}"
    change(database, job, state=JobState.RUNNING, stage="Laying out page 12", progress=0.42)

    part = scene.viewer.get(url, headers=HTMX).text
    assert "In progress</strong>: Laying out page 12" in part
    assert 'value="42"' in part
    assert 'hx-trigger="every 1s"' in part
    assert "<html" in scene.viewer.get(url).text

    make_ready(database, job)
    part = scene.viewer.get(url, headers=HTMX).text
    assert "hx-trigger" not in part
    assert f'href="{url}/file"' in part


def test_a_finished_report_is_downloaded_under_a_safe_name(scene: Scene, database: Database) -> None:
    """The file name has the organization and the date; viewers can download the file too."""
    ask(scene)
    [job] = jobs(database)
    assert scene.viewer.get(f"{scene.url('/reports')}/{job.id}/file", 404)
    make_ready(database, job)

    answer = scene.viewer.get(f"{scene.url('/reports')}/{job.id}/file")

    assert answer.data == b"%PDF-1.7 of this test"
    assert answer.mimetype == "application/pdf"
    assert (
        answer.headers["Content-Disposition"]
        == "attachment; filename=Northfield-Hospitals-2026-09-14-management-report.pdf"
    )
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_waiting_report_is_canceled_and_can_be_requested_again(scene: Scene, database: Database) -> None:
    """The job ends immediately, and htmx updates the page in place."""
    ask(scene)
    [job] = jobs(database)

    part = scene.lead.post(f"{scene.url('/reports')}/{job.id}/cancel", status=200, headers=HTMX).text

    assert "Canceled" in part
    ask(scene)
    assert [each.state for each in jobs(database)] == [JobState.CANCELLED, JobState.QUEUED]


def test_a_running_report_can_be_canceled(scene: Scene, database: Database) -> None:
    """The worker notices at its next heartbeat."""
    ask(scene)
    with database.writing() as session:
        claimed = queue.claim(session, JobLimits())
    assert claimed is not None

    scene.lead.post(f"{scene.url('/reports')}/{claimed.id}/cancel")

    assert "Canceling" in scene.lead.get(scene.url("/reports")).text
    with database.writing() as session:
        assert queue.heartbeat(session, claimed, "", 0.5, JobLimits()) is queue.HeartbeatReply.CANCEL


def test_canceling_a_finished_report_changes_nothing(scene: Scene, database: Database) -> None:
    """The request came too late."""
    ask(scene)
    [job] = jobs(database)
    make_ready(database, job)

    scene.lead.post(f"{scene.url('/reports')}/{job.id}/cancel")

    assert jobs(database)[0].state is JobState.DONE


def test_the_reason_for_a_failed_report_is_shown(scene: Scene, database: Database) -> None:
    """The row shows the reason, the date and the requester."""
    ask(scene)
    change(database, jobs(database)[0], state=JobState.FAILED, error="the answer is too long; shorten it")

    page = scene.lead.get(scene.url("/reports")).text

    assert "Failed" in page
    assert "the answer is too long; shorten it" in page
    assert "Requested by lead of Northfield Hospitals on" in page


def test_an_empty_report_is_refused(app: Flask, make: Make, scene: Scene, database: Database) -> None:
    """A report needs answers and at least one part."""
    empty = make_rungs(app, make)

    assert "Nobody has answered yet" in ask(empty, 422).text
    assert "Choose at least one part." in scene.lead.post(scene.url("/reports"), {"left": "all"}, 422).text
    assert jobs(database) == []


def test_a_roadmap_that_can_no_longer_be_planned_is_reported_immediately(scene: Scene, database: Database) -> None:
    """The page shows the error, so no job has to fail later."""
    with database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).targets = {"incident-management": 1}

    page = ask(scene, 422).text

    assert "The roadmap can&#39;t be planned: the target 1 of incident management is below its current level 2" in page
    assert jobs(database) == []


def test_the_page_says_how_long_reports_are_kept(scene: Scene) -> None:
    """The period comes from the settings."""
    ask(scene)

    page = scene.lead.get(scene.url("/reports")).text

    assert "Older reports are kept for 90 days." in page


@pytest.mark.parametrize(("ending", "told"), [(".pdf", True), (".zip", True), (".html", False)])
def test_a_sign_that_the_pdf_cannot_show_is_named_when_the_report_is_requested(
    scene: Scene, database: Database, ending: str, *, told: bool
) -> None:
    """Other formats leave the fonts to the reader's device."""
    with database.writing() as session:
        session.get_one(OrganizationRow, scene.organization.id).name = "House of \U00013153"

    ask(scene, **{**ALL, "ending": ending})
    page = scene.lead.get(scene.url("/reports")).text

    assert ("shows [U+13153] instead; typed once: the organization&#39;s name." in page) == told
