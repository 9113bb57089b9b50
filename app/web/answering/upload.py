"""The page that uploads a filled-in file. A job reads the file; nothing is saved before its preview is confirmed."""

from __future__ import annotations

from http import HTTPStatus

from flask import current_app, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.attachments import MEGABYTE, safe_name
from app.answering.stored_answers import StoredAnswers
from app.assessments.states import ANSWERING, require
from app.jobs import queue, startup
from app.jobs.files import file_job, refuse_too_many
from app.storage.assessments import RespondentRow
from app.storage.jobs import Job
from app.storage.uploads import Upload
from app.storage.versions import locked
from app.web import current
from app.web.access import respondent_or_recorder
from app.web.answering.blueprint import blueprint
from app.web.pages import Page, go
from app.web.services import writing
from practices_catalog.fault_groups import FaultList, grouped
from practices_catalog.faults import InputError, refuse

MOST_BYTES = 5 * MEGABYTE
NO_FAULTS = FaultList()


@blueprint.get("/answer/<respondent_id>/upload")
@respondent_or_recorder
def upload() -> Page:
    """Show the form for a file."""
    return upload_page()


@blueprint.post("/answer/<respondent_id>/upload")
@respondent_or_recorder
def read_file() -> Page:
    """Have a file read, and redirect to its preview, which waits for the job."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise refuse("no file was chosen", "choose the workbook that you filled in")
        content = sent.stream.read(MOST_BYTES + 1)
        refuse_large(content)
        with writing() as session:
            require(session, current.assessment().id, ANSWERING)
            row = _enqueue(session, safe_name(sent.filename), content)
    except InputError as error:
        return upload_page(grouped(error.faults))
    startup.file_workers_of(current_app).wake()
    return go("answering.preview", respondent_id=current.respondent().id, upload_id=row.id)


def refuse_large(content: bytes) -> None:
    """Refuse a file that is too large to be a questionnaire.

    Raises:
        InputError: states the limit.
    """
    if len(content) > MOST_BYTES:
        mend = "upload only the answers, without images or other sheets"
        raise refuse(f"the file is larger than {MOST_BYTES // MEGABYTE} MB", mend)


def discard(session: Session, row: Upload) -> None:
    """Delete an upload. If its file is still being read, stop reading it."""
    queue.cancel(session, session.get_one(Job, row.job_id))
    session.delete(row)


def upload_page(faults: FaultList = NO_FAULTS, failed: str = "") -> Page:
    """Return the page with the form, and with what is wrong with the last file."""
    shown = {"faults": faults.lines, "more": faults.more, "failed": failed, "most": MOST_BYTES // MEGABYTE}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults.lines or failed else HTTPStatus.OK
    return render_template("answering/upload.html", **shown), status


def _enqueue(session: Session, name: str, content: bytes) -> Upload:
    """Add a job for the file, and discard any earlier upload by the same person for the same respondent."""
    respondent, recorder = current.respondent(), current.recorder()
    recorder_id = recorder.user_id if recorder else None
    owner = recorder_id or respondent.id
    locked(session, RespondentRow, respondent.id)  # two uploads at once must not both get past the limit
    earlier = select(Upload).where(Upload.respondent_id == respondent.id, Upload.uploaded_by == recorder_id)
    for row in session.scalars(earlier):
        discard(session, row)
    refuse_too_many(session, owner, 1)
    job = queue.enqueue(session, file_job(session, current.assessment(), name, content, owner))
    row = Upload(
        assessment_id=respondent.assessment_id,
        respondent_id=respondent.id,
        uploaded_by=recorder_id,
        job_id=job.id,
        file_name=name,
        seen=StoredAnswers.of(session, respondent.id).versions(),
    )
    session.add(row)
    session.flush()
    return row
