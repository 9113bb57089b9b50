"""The preview of an uploaded file: waiting until the file is read, showing what would change, and saving it."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, render_template, request
from sqlalchemy import or_
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.answering.scope import respondent_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.answering.uploads import (
    Differences,
    FileReading,
    UploadedAnswers,
    differences,
    save_differences,
    uploaded_answers,
)
from app.assessments.states import ANSWERING, require
from app.storage.jobs import UNFINISHED, Job, JobState
from app.storage.uploads import Upload, uploads_with_jobs
from app.web import current
from app.web.access import respondent_or_recorder
from app.web.answering.blueprint import answerer, blueprint
from app.web.answering.preview_view import upload_preview
from app.web.answering.upload import discard, upload_page
from app.web.pages import Page, go, is_fragment
from app.web.services import content, reading, writing
from practices_catalog.fault_groups import FaultList
from questionnaires.model import Questionnaire


@blueprint.get("/answer/<respondent_id>/upload/<upload_id>")
@respondent_or_recorder
def preview(upload_id: str) -> Page:
    """Show what an uploaded file would change. While the file is being read, the page polls this."""
    found = _upload(reading(), upload_id)
    if found is None:
        return _gone()
    row, job = found
    if job.state in UNFINISHED:
        template = "answering/waiting_part.html" if is_fragment() else "answering/waiting.html"
        return render_template(template, upload=row, job=job, percent=round(job.progress * 100))
    if is_fragment():  # the page that waited becomes the preview
        return Response("", mimetype="text/html", headers={"HX-Refresh": "true"})
    if job.state is not JobState.DONE:
        return upload_page(failed=job.error)
    read = FileReading.of(job.result or b"")
    if read.response is None:
        return upload_page(FaultList(read.faults, read.more))
    return _page(row, _uploaded(read), StoredAnswers.of(reading(), current.respondent().id), HTTPStatus.OK)


@blueprint.post("/answer/<respondent_id>/upload/<upload_id>")
@respondent_or_recorder
def save_upload(upload_id: str) -> Page:
    """Save everything in the preview, or nothing if the stored answers have changed since."""
    with writing() as session:
        found = _upload(session, upload_id)
        read = FileReading.of(found[1].result or b"{}") if found else FileReading()
        if found is None or read.response is None:
            return _gone()
        require(session, found[0].assessment_id, ANSWERING)
        row, file = found[0], _uploaded(read)
        stored = StoredAnswers.of(session, current.respondent().id)
        if any(stored.changed_since(row.seen)):
            return _page(row, file, stored, HTTPStatus.CONFLICT)
        changes = _differences(file, stored)
        save_differences(session, changes, answerer())
        discard(session, row)
    flash(f"The answers in {row.file_name} have been saved: {changes.in_words()}.", "good")
    return _to_uploads() if current.recorder() else go("answering.overview", respondent_id=current.respondent().id)


@blueprint.post("/answer/<respondent_id>/upload/<upload_id>/compare")
@respondent_or_recorder
def compare(upload_id: str) -> Page:
    """Compare a file with the answers that are stored now."""
    with writing() as session:
        found = _upload(session, upload_id)
        if found is None:
            return _gone()
        require(session, found[0].assessment_id, ANSWERING)
        found[0].seen = StoredAnswers.of(session, current.respondent().id).versions()
    return go("answering.preview", respondent_id=current.respondent().id, upload_id=upload_id)


@blueprint.post("/answer/<respondent_id>/upload/<upload_id>/cancel")
@respondent_or_recorder
def cancel_upload(upload_id: str) -> Page:
    """Discard an upload, and stop reading its file."""
    with writing() as session:
        found = _upload(session, upload_id)
        if found is not None:
            discard(session, found[0])
    flash("The upload has been canceled. Nothing was saved.", "info")
    return _to_uploads()


def _upload(session: Session, upload_id: str) -> tuple[Upload, Job] | None:
    """Return an upload of the person who makes the request, with its job.

    Leads and assessors who are respondents may have uploaded their own file together with other people's files.
    """
    recorder, uploader = current.recorder(), Upload.uploaded_by
    own = or_(uploader.is_(None), uploader == current.respondent().user_id)
    query = uploads_with_jobs().where(
        Upload.id == upload_id,
        Upload.respondent_id == current.respondent().id,
        uploader == recorder.user_id if recorder else own,
    )
    found = session.execute(query).one_or_none()
    return (found[0], found[1]) if found else None


def _gone() -> Page:
    flash("This upload has already been saved or replaced by another one. Upload the file again if necessary.", "info")
    return _to_uploads()


def _to_uploads() -> Page:
    """Redirect to the page for uploads; for a lead or assessor, that is the workbooks of all respondents."""
    if current.recorder():
        return go("workbooks.workbooks", assessment_id=current.assessment().id)
    return go("answering.upload", respondent_id=current.respondent().id)


def _questionnaire() -> Questionnaire:
    return respondent_questionnaire(reading(), current.assessment(), current.respondent())


def _uploaded(read: FileReading) -> UploadedAnswers:
    assert read.response is not None  # noqa: S101 - the views have checked
    respondent = current.respondent()
    name = respondent.name if current.recorder() else ""
    return uploaded_answers(read.response, _questionnaire(), respondent.id, name)


def _removes_empty(file: UploadedAnswers) -> bool:
    """Return whether to remove answers left empty in the file: as chosen, or by default if it was downloaded here."""
    chosen = request.values.get("remove_empty")
    # A file sent by email is often older than the latest answers.
    return file.is_own and not current.recorder() if chosen is None else chosen == "yes"


def _differences(file: UploadedAnswers, stored: StoredAnswers) -> Differences:
    remove_empty = _removes_empty(file)
    return differences(file, _questionnaire(), stored.answers, stored.symptoms, remove_empty=remove_empty)


def _page(row: Upload, file: UploadedAnswers, stored: StoredAnswers, status: HTTPStatus) -> Page:
    changed = stored.changed_since(row.seen)
    view = upload_preview(content(), _questionnaire(), _differences(file, stored), stored, changed)
    shown = {"upload": row, "notes": file.notes, "removes_empty": _removes_empty(file), "view": view}
    return render_template("answering/preview.html", **shown), status
