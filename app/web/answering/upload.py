"""The page that uploads a filled-in file. Nothing in the file is saved before its preview has been confirmed."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request
from sqlalchemy import delete

from app.answering.attachments import MEGABYTE, safe_name
from app.answering.scope import full_questionnaire, respondent_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.answering.uploads import UploadedAnswers, read_upload, uploaded_answers
from app.assessments.states import ANSWERING, require
from app.storage.uploads import Upload
from app.web import current
from app.web.access import respondent_self
from app.web.answering.blueprint import blueprint
from app.web.pages import Page, go
from app.web.services import content, reading, writing
from practices_catalog.faults import Fault, InputError, refuse

MOST_BYTES = 5 * MEGABYTE
MOST_FAULTS = 200


@blueprint.get("/answer/<respondent_id>/upload")
@respondent_self
def upload() -> Page:
    """Show the form for a file."""
    return _page(())


@blueprint.post("/answer/<respondent_id>/upload")
@respondent_self
def read_file() -> Page:
    """Read a file and redirect to its preview."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise refuse("no file was chosen", "choose the workbook that you filled in")
        file = _read(sent.filename, sent.stream.read(MOST_BYTES + 1))
    except InputError as error:
        return _page(error.faults)
    respondent = current.respondent()
    with writing() as session:
        require(session, respondent.assessment_id, ANSWERING)
        session.execute(delete(Upload).where(Upload.respondent_id == respondent.id))
        row = Upload(
            assessment_id=respondent.assessment_id,
            respondent_id=respondent.id,
            file_name=safe_name(sent.filename),
            content=file.document(),
            seen=StoredAnswers.of(session, respondent.id).versions(),
        )
        session.add(row)
        session.flush()
    return go("answering.preview", respondent_id=respondent.id, upload_id=row.id)


def _read(name: str, sent: bytes) -> UploadedAnswers:
    if len(sent) > MOST_BYTES:
        mend = "upload only the answers, without pictures or other sheets"
        raise refuse(f"the file is larger than {MOST_BYTES // MEGABYTE} MB", mend)
    assessment, respondent = current.assessment(), current.respondent()
    response = read_upload(name, sent, content(), full_questionnaire(reading(), assessment))
    return uploaded_answers(response, respondent_questionnaire(reading(), assessment, respondent), respondent.id)


def _page(faults: tuple[Fault, ...]) -> Page:
    shown = {
        "faults": faults[:MOST_FAULTS],
        "more": max(0, len(faults) - MOST_FAULTS),
        "most": MOST_BYTES // MEGABYTE,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render_template("answering/upload.html", **shown), status
