"""Answering by a file: the one to fill in, and the preview of a filled-in one before anything is written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from flask import abort, flash, render_template, request, send_file
from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.answering import saving
from app.answering.attachments import MEGABYTE, safe_name
from app.answering.saving import ANSWERS, SYMPTOMS, Given
from app.answering.scope import asked_questionnaire, whole_questionnaire
from app.answering.uploads import NOTHING, Differences, Uploaded, UploadEffect, differences, read_upload, uploaded
from app.storage.uploads import Upload
from app.web import current
from app.web.access import respondent_self
from app.web.answering.blueprint import answerer, blueprint
from app.web.answering.upload_view import Kept, Wording
from app.web.pages import REFUSED, Page, go
from app.web.services import content, reading, writing
from practices_catalog.faults import Fault, InputError, refuse
from questionnaires.answers import model
from questionnaires.answers.text import slug
from questionnaires.answers.writing import response_bytes
from questionnaires.model import Questionnaire

CONFLICT = 409
MOST_BYTES = 5 * MEGABYTE
MOST_FAULTS = 200
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "yaml": "application/yaml",
    "json": "application/json",
}


@blueprint.get("/answer/<respondent_id>/answers.<ending>")
@respondent_self
def download(ending: str) -> Response:
    """Hand out a file to be filled in, with what was said already."""
    if ending not in MEDIA_TYPES:
        abort(404)
    assessment, respondent = current.assessment(), current.respondent()
    name = "-".join(slug(each) for each in (assessment.organization.name, assessment.name, respondent.name))
    file = response_bytes(Path(f"answers.{ending}"), _asked(), content().catalogue, content().triage, _response())
    return send_file(BytesIO(file), MEDIA_TYPES[ending], as_attachment=True, download_name=f"{name[:120]}.{ending}")


@blueprint.get("/answer/<respondent_id>/upload")
@respondent_self
def upload() -> Page:
    """Ask for a filled-in file."""
    return _upload_page(())


@blueprint.post("/answer/<respondent_id>/upload")
@respondent_self
def read_file() -> Page:
    """Read a filled-in file and lead to its preview; nothing of it is taken over yet."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise refuse("no file was chosen", "choose the workbook that you filled in")
        file = _read(sent.filename, sent.stream.read(MOST_BYTES + 1))
    except InputError as error:
        return _upload_page(error.faults)
    respondent = current.respondent()
    with writing() as session:
        session.execute(delete(Upload).where(Upload.respondent_id == respondent.id))
        row = Upload(
            assessment_id=respondent.assessment_id,
            respondent_id=respondent.id,
            file_name=safe_name(sent.filename),
            content=file.document(),
            seen=Kept.of(session, respondent.id).versions(),
        )
        session.add(row)
        session.flush()
    return go("answering.preview", respondent_id=respondent.id, upload_id=row.id)


@blueprint.get("/answer/<respondent_id>/upload/<upload_id>")
@respondent_self
def preview(upload_id: str) -> Page:
    """Show what a file would change."""
    row = _upload(reading(), upload_id)
    if row is None:
        return _gone()
    return _preview(row, Kept.of(reading(), row.respondent_id), 200)


@blueprint.post("/answer/<respondent_id>/upload/<upload_id>")
@respondent_self
def take_over(upload_id: str) -> Page:
    """Write all that the preview showed, or nothing where what is stored has changed since."""
    with writing() as session:
        row = _upload(session, upload_id)
        if row is None:
            return _gone()
        kept = Kept.of(session, row.respondent_id)
        if any(kept.changed_since(row.seen)):
            return _preview(row, kept, CONFLICT)
        found = _differences(row, kept)
        _save(session, found)
        session.delete(row)
    counts = [
        f"{found.count(effect)} {effect.value}" for effect in UploadEffect if effect is not UploadEffect.UNCHANGED
    ]
    flash(f"The answers of {row.file_name} are taken over: {', '.join(counts)}.", "good")
    return go("answering.overview", respondent_id=row.respondent_id)


@blueprint.post("/answer/<respondent_id>/upload/<upload_id>/compare")
@respondent_self
def compare(upload_id: str) -> Page:
    """Compare a file anew with what is stored now."""
    with writing() as session:
        row = _upload(session, upload_id)
        if row is None:
            return _gone()
        row.seen = Kept.of(session, row.respondent_id).versions()
    return go("answering.preview", respondent_id=row.respondent_id, upload_id=row.id)


def _asked() -> Questionnaire:
    return asked_questionnaire(reading(), current.assessment(), current.respondent())


def _response() -> model.Response:
    """Return what was said as a file has it; a file beside an answer is no text of it, and stays out."""
    assessment, respondent, organization = current.assessment(), current.respondent(), current.organization()
    kept = Kept.of(reading(), respondent.id)
    return model.Response(
        questionnaire=assessment.questionnaire_id,
        respondent=model.Respondent(respondent.id, respondent.name, respondent.role),
        organization=model.Organization(organization.name, organization.industry, organization.it_staff),
        assessed_on=assessment.assessed_on.isoformat(),
        answers={each: stored.content for each, stored in kept.answers.items() if stored.content != NOTHING},
        triage={each: stored.content for each, stored in kept.symptoms.items() if stored.content is not None},
    )


def _read(name: str, sent: bytes) -> Uploaded:
    if len(sent) > MOST_BYTES:
        mend = "hand in the answers alone, without pictures and other sheets"
        raise refuse(f"the file is larger than {MOST_BYTES // MEGABYTE} MB", mend)
    whole = whole_questionnaire(reading(), current.assessment())
    return uploaded(read_upload(name, sent, content(), whole), _asked(), current.respondent().id)


def _upload_page(faults: tuple[Fault, ...]) -> Page:
    values = {
        "assessment": current.assessment(),
        "respondent": current.respondent(),
        "faults": faults[:MOST_FAULTS],
        "more": max(0, len(faults) - MOST_FAULTS),
        "most": MOST_BYTES // MEGABYTE,
    }
    return render_template("answering/upload.html", **values), REFUSED if faults else 200


def _upload(session: Session, upload_id: str) -> Upload | None:
    row = session.get(Upload, upload_id)
    return row if row and row.respondent_id == current.respondent().id else None


def _gone() -> Page:
    flash("That file was taken over already, or another one was uploaded since. Upload it again if need be.", "info")
    return go("answering.upload", respondent_id=current.respondent().id)


def _emptying(file: Uploaded) -> bool:
    """Return whether what is empty in the file is removed: as was chosen, else if it began as one's own download."""
    chosen = request.values.get("emptying")
    return file.is_own if chosen is None else chosen == "yes"


def _differences(row: Upload, kept: Kept) -> Differences:
    file = Uploaded.of(row.content)
    return differences(file, _asked(), kept.answers, kept.symptoms, emptying=_emptying(file))


def _save(session: Session, found: Differences) -> None:
    answers = [Given(each.subject, each.version, each.after) for each in found.answers]
    symptoms = [Given(each.subject, each.version, each.after) for each in found.symptoms]
    saving.save(session, ANSWERS, answerer(), answers)
    saving.save(session, SYMPTOMS, answerer(), symptoms)


def _preview(row: Upload, kept: Kept, status: int) -> Page:
    file, found = Uploaded.of(row.content), _differences(row, kept)
    wording = Wording(content(), _asked())
    values = {
        "assessment": current.assessment(),
        "respondent": current.respondent(),
        "upload": row,
        "notes": file.notes,
        "emptying": _emptying(file),
        "found": found,
        "counts": [(effect.value, found.count(effect)) for effect in UploadEffect],
        "parts": wording.changes(found),
        "since": wording.now(kept, *kept.changed_since(row.seen)),
        "is_overtaken": any(kept.changed_since(row.seen)),
    }
    return render_template("answering/preview.html", **values), status
