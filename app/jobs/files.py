"""Reading an uploaded file as a job; the result is the content of the file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.answering.scope import full_questionnaire
from app.answering.uploads import FileReading, read_upload, respondent_id_of
from app.assessments.frozen_questionnaires import frozen, thawed
from app.jobs.child import ReportProgress
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.base import new_id, now
from app.storage.jobs import FILE, UNFINISHED, Job, JobFile
from practices_catalog.faults import InputError, refuse

MOST_WAITING = 100
MOST_AN_HOUR = 400


def file_job(session: Session, row: AssessmentRow, name: str, sent: bytes, owner: str) -> Job:
    """Return the job that reads a file; `owner` is the id of the user or respondent who uploaded it."""
    request = {"name": name, "questionnaire": frozen(full_questionnaire(session, row))}
    return Job(
        organization_id=row.organization_id,
        assessment_id=row.id,
        kind=FILE,
        key=new_id(),
        request=request,
        owner=owner,
        file=JobFile(content=sent),
    )


def refuse_too_many(session: Session, owner: str, files: int) -> None:
    """Refuse more files than one person may upload.

    Raises:
        InputError: states the limit and what to do.
    """
    own = select(func.count()).where(Job.owner == owner, Job.kind == FILE)
    waiting = session.scalar(own.where(Job.state.in_(UNFINISHED))) or 0
    if waiting + files > MOST_WAITING:
        wrong = f"more than {MOST_WAITING} of your files would be waiting to be read"
        raise refuse(wrong, "upload the rest when these have been read")
    recent = session.scalar(own.where(Job.created_at > now() - timedelta(hours=1))) or 0
    if recent + files > MOST_AN_HOUR:
        raise refuse(f"you can upload {MOST_AN_HOUR} files an hour", "try again in an hour")


def read_file(content: Content, request: dict[str, Any], report_progress: ReportProgress) -> bytes:
    """Return the content of a file, or its errors, as a JSON document."""
    report_progress("Reading the file", 0.3)
    questionnaire = thawed(request["questionnaire"])
    name, sent = request["name"], request["file"]
    try:
        reading = FileReading(read_upload(name, sent, content, questionnaire))
    except InputError as error:
        reading = FileReading.of_faults(error.faults, respondent_id_of(name, sent, content, questionnaire))
    report_progress("Comparing the answers", 0.9)
    return reading.document()
