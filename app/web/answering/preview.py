"""The preview of an uploaded file: what would change, and saving it."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, render_template, request
from sqlalchemy.orm import Session

from app.answering import saving
from app.answering.saving import ANSWERS, SYMPTOMS, Submitted
from app.answering.scope import respondent_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.answering.uploads import Differences, UploadedAnswers, UploadEffect, differences
from app.storage.uploads import Upload
from app.web import current
from app.web.access import respondent_self
from app.web.answering.blueprint import answerer, blueprint
from app.web.answering.preview_view import upload_preview
from app.web.pages import Page, go
from app.web.services import content, reading, writing
from questionnaires.model import Questionnaire


@blueprint.get("/answer/<respondent_id>/upload/<upload_id>")
@respondent_self
def preview(upload_id: str) -> Page:
    """Show what an uploaded file would change."""
    row = _upload(reading(), upload_id)
    if row is None:
        return _gone()
    return _page(row, StoredAnswers.of(reading(), row.respondent_id), HTTPStatus.OK)


@blueprint.post("/answer/<respondent_id>/upload/<upload_id>")
@respondent_self
def save_upload(upload_id: str) -> Page:
    """Save everything in the preview, or nothing if the stored answers have changed since."""
    with writing() as session:
        row = _upload(session, upload_id)
        if row is None:
            return _gone()
        stored = StoredAnswers.of(session, row.respondent_id)
        if any(stored.changed_since(row.seen)):
            return _page(row, stored, HTTPStatus.CONFLICT)
        found = _differences(row, stored)
        _save(session, found)
        session.delete(row)
    effects = [each for each in UploadEffect if each is not UploadEffect.UNCHANGED]
    counts = ", ".join(f"{found.count(each)} {each.value}" for each in effects)
    flash(f"The answers in {row.file_name} have been saved: {counts}.", "good")
    return go("answering.overview", respondent_id=row.respondent_id)


@blueprint.post("/answer/<respondent_id>/upload/<upload_id>/compare")
@respondent_self
def compare(upload_id: str) -> Page:
    """Compare a file with the answers that are stored now."""
    with writing() as session:
        row = _upload(session, upload_id)
        if row is None:
            return _gone()
        row.seen = StoredAnswers.of(session, row.respondent_id).versions()
    return go("answering.preview", respondent_id=row.respondent_id, upload_id=row.id)


def _upload(session: Session, upload_id: str) -> Upload | None:
    row = session.get(Upload, upload_id)
    return row if row and row.respondent_id == current.respondent().id else None


def _gone() -> Page:
    flash("This upload has already been saved or replaced by another one. Upload the file again if necessary.", "info")
    return go("answering.upload", respondent_id=current.respondent().id)


def _questionnaire() -> Questionnaire:
    return respondent_questionnaire(reading(), current.assessment(), current.respondent())


def _removes_empty(file: UploadedAnswers) -> bool:
    """Return whether to remove answers left empty in the file: as chosen, or by default if it was downloaded here."""
    chosen = request.values.get("remove_empty")
    return file.is_own if chosen is None else chosen == "yes"


def _differences(row: Upload, stored: StoredAnswers) -> Differences:
    file = UploadedAnswers.of(row.content)
    remove_empty = _removes_empty(file)
    return differences(file, _questionnaire(), stored.answers, stored.symptoms, remove_empty=remove_empty)


def _save(session: Session, found: Differences) -> None:
    answers = [Submitted(each.subject, each.version, each.after) for each in found.answers]
    symptoms = [Submitted(each.subject, each.version, each.after) for each in found.symptoms]
    saving.save(session, ANSWERS, answerer(), answers)
    saving.save(session, SYMPTOMS, answerer(), symptoms)


def _page(row: Upload, stored: StoredAnswers, status: HTTPStatus) -> Page:
    file = UploadedAnswers.of(row.content)
    changed = stored.changed_since(row.seen)
    view = upload_preview(content(), _questionnaire(), _differences(row, stored), stored, changed)
    shown = {"upload": row, "notes": file.notes, "removes_empty": _removes_empty(file), "view": view}
    return render_template("answering/preview.html", **shown), status
