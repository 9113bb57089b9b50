"""Tests that create a real report, from the button to the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.assessments.loading import assessment_of, questionnaire_of
from app.assessments.naming import Names
from app.cli import main
from app.jobs.workers import Workers
from app.running.content import Content
from app.storage.accounts import SignIn
from app.storage.assessments import AssessmentRow, AssessmentState
from app.storage.base import now
from app.storage.database import Database
from app.storage.jobs import Job, JobState
from questionnaires.answers.writing import write_response
from reports.views.contents import TITLES
from tests.support.factories import Make
from tests.support.scenes import Scene
from tests.support.waiting import until

ALL = {part.value: "y" for part in TITLES}
OPTIONS = {"phases": "3", "capacity": "90", "pins.service-desk": "2"}


def exported(scene: Scene, database: Database, content: Content, folder: Path) -> list[str]:
    """Export the answers of the assessment to files, with the consensus in the first."""
    with database.reading() as session:
        row = session.get_one(AssessmentRow, scene.assessment.id)
        assessment, questionnaire = assessment_of(session, row), questionnaire_of(session, row)
    paths = []
    for number, response in enumerate(assessment.responses):
        path = folder / f"{number}.yaml"
        extra: dict[str, Any] = {"consensus": assessment.consensus} if number == 0 else {}
        # Respondents from files are ordered by id, those of the database by when they were added.
        extra["respondent"] = replace(response.respondent, id=f"respondent-{number}")
        whole = replace(response, **extra)
        write_response(path, questionnaire, content.catalogue, content.triage, whole)
        paths.append(str(path))
    return paths


def pages_after_cover(file: Path) -> str:
    """Return the text of all pages but the first, with its layout."""
    command = ["pdftotext", "-layout", "-f", "2", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def stored(database: Database) -> Job:
    with database.reading() as session:
        job = session.scalars(select(Job)).one()
        _ = job.result
        session.expunge(job)
    return job


@pytest.mark.usefixtures("awake")
@pytest.mark.parametrize("names", Names)
def test_the_browser_and_the_command_line_make_the_same_report(  # noqa: PLR0913, PLR0917 - fixtures
    scene: Scene,
    database: Database,
    content: Content,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: Names,
) -> None:
    """With the same answers, scope and settings, both files have the same text in the same places.

    The covers differ: only stored assessments have a name and a state.
    """
    with database.writing() as session:
        session.get_one(AssessmentRow, scene.assessment.id).left_out = {"project-management": "The group's projects."}
    scene.save(**OPTIONS)
    with database.writing() as session:
        row = session.get_one(AssessmentRow, scene.assessment.id)
        row.state, row.state_at = AssessmentState.CLOSED, now()
    scene.lead.post(scene.url("/reports"), {**ALL, "names": names.value})
    files = exported(scene, database, content, tmp_path)
    options = ["--approach", "support-quality", "--phases", "3", "--capacity", "90", "--start", "2026-03-09"]
    options += ["--not-in-scope", "project-management=The group's projects.", "--method", "iso-33020"]
    path = tmp_path / "report.pdf"

    command = [
        "wayfinder",
        "report",
        *files,
        *options,
        "--pin",
        "service-desk=2",
        "--names",
        names.value,
        "-o",
        str(path),
    ]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as end:
        main()

    assert not end.value.code
    job = until(lambda: job if (job := stored(database)).state is JobState.DONE else None)
    made = tmp_path / "made.pdf"
    made.write_bytes(job.result or b"")
    assert pages_after_cover(made) == pages_after_cover(path)
    url = f"{scene.url('/reports')}/{job.id}/file"
    assert scene.assessor.get(url).data == job.result


def test_a_report_whose_process_is_killed_is_still_made(scene: Scene, database: Database, awake: Workers) -> None:
    """The job starts again, and the renderer of the killed process ends with its process group."""
    scene.lead.post(scene.url("/reports"), ALL)
    child = until(lambda: next(iter(awake.running.values()), None))

    os.killpg(child.pid, signal.SIGKILL)

    job = until(lambda: job if (job := stored(database)).state in {JobState.DONE, JobState.FAILED} else None)
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert (job.result or b"").startswith(b"%PDF-")


def test_the_pool_of_an_application_removes_what_is_too_old(awake: Workers, database: Database, make: Make) -> None:
    """The pool follows the application's settings as soon as it wakes."""
    dana = make.user("Dana")
    for name, days in (("old", 31), ("new", 29)):
        make.add(SignIn(user_id=dana.id, token_hash=name, expires_at=now() - timedelta(days=days)))

    def left() -> list[str]:
        with database.reading() as session:
            return list(session.scalars(select(SignIn.token_hash).where(SignIn.user_id == dana.id)))

    awake.wake()

    until(lambda: left() == ["new"])
