"""Reads uploaded files in tests without child processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask

from app.answering.uploads import FileReading
from app.jobs import queue
from app.jobs.files import read_file
from app.jobs.kinds import FILE_LIMITS
from app.jobs.startup import file_workers_of
from app.running.content import Content
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.base import new_id
from app.storage.database import Database
from app.storage.jobs import FILE, Job, JobState
from app.storage.uploads import Upload
from questionnaires.answers.model import Answer, Respondent, Response
from tests.support.applications import shipped_content
from tests.support.factories import Make


def read_in_place(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read uploaded files within the request, using the function that the child process runs."""
    workers = file_workers_of(app)
    monkeypatch.setattr(workers, "wake", lambda: read_waiting(workers.database, shipped_content()))


def read_waiting(database: Database, content: Content) -> None:
    """Read all waiting files."""
    while True:
        with database.writing() as session:
            claimed = queue.claim(session, FILE_LIMITS, [FILE])
        if claimed is None:
            return
        read = read_file(content, claimed.request, lambda _stage, _progress: None)
        with database.writing() as session:
            queue.finish(session, claimed, read)


def upload_of(make: Make, respondent: RespondentRow, answers: Mapping[str, Answer], **values: Any) -> Upload:
    """Add a respondent's upload that has been read but not applied."""
    whose = {"assessment_id": respondent.assessment_id}
    with make.database.reading() as session:
        organization = session.get_one(AssessmentRow, respondent.assessment_id).organization_id
    response = Response("quick-scan", Respondent(respondent.id, respondent.name), answers=answers)
    done = {"state": JobState.DONE, "result": FileReading(response).document()}
    job = make.add(Job(**whose, **done, organization_id=organization, kind=FILE, key=new_id(), request={}))
    return make.add(Upload(**whose, respondent_id=respondent.id, job_id=job.id, file_name="answers.yaml", **values))
