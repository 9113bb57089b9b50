"""Files attached to answers as evidence: attach, download, remove."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from io import BytesIO

from flask import abort, render_template, request, send_file
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer
from werkzeug.wrappers import Response

from app.answering.attachments import MEDIA_TYPE, MOST_BYTES, attach, detach
from app.assessments.evidence_files import is_hidden
from app.storage.attachments import Attachment
from app.storage.audit import Event
from app.storage.organizations import Role
from app.web import auditing, current
from app.web.access import assessment_member, respondent_or_recorder
from app.web.answering.attachments_view import attached_files, file_message
from app.web.answering.blueprint import answerer, blueprint, statement_in_scope
from app.web.answering.download import record_download
from app.web.pages import Page, go, is_fragment
from app.web.services import database, reading, writing
from practices_catalog.faults import InputError
from questionnaires.answers.text import one_line
from questionnaires.model import Statement


@blueprint.post("/answer/<respondent_id>/statements/<statement_id>/files")
@respondent_or_recorder
def add_file(statement_id: str) -> Page:
    """Attach the chosen files, or none of them if one is rejected."""
    statement = statement_in_scope(statement_id)
    with writing() as session:
        refused = change_files(session, [statement])
    return _files(statement, refused.get(statement.id))


@blueprint.post("/answer/<respondent_id>/statements/<statement_id>/files/<attachment_id>/remove")
@respondent_or_recorder
def remove_file(statement_id: str, attachment_id: str) -> Page:
    """Remove a file."""
    statement = statement_in_scope(statement_id)
    with writing() as session:
        detach(session, answerer(), statement.id, attachment_id)
    return _files(statement)


@blueprint.get("/answer/<respondent_id>/files/<attachment_id>")
@respondent_or_recorder
def file(attachment_id: str) -> Response:
    """Download one of the respondent's own files."""
    attachment = _attachment(attachment_id)
    if attachment.respondent_id != current.respondent().id or attachment.is_sealed:
        abort(HTTPStatus.NOT_FOUND)
    record_download("attached file")
    return _download(attachment)


@blueprint.get("/assessments/<assessment_id>/files/<attachment_id>")
@assessment_member(Role.LEAD, Role.ASSESSOR)
def evidence_file(attachment_id: str) -> Response:
    """Download a respondent's file, unless it is hidden to protect an anonymous respondent.

    The audit trail names neither the file nor its respondent, who may be anonymous.
    """
    attachment = _attachment(attachment_id)
    if is_hidden(reading(), current.assessment(), attachment):
        abort(HTTPStatus.NOT_FOUND)
    auditing.record_download(Event.DATA_EXPORTED, f"a respondent's attached file in {current.assessment().name}")
    return _download(attachment)


def change_files(session: Session, statements: Sequence[Statement]) -> dict[str, InputError]:
    """Attach and remove files as requested in the form, and return the errors by statement.

    If one file of a statement is rejected, the statement's other files don't change either.
    """
    refused = {}
    for statement in statements:
        try:
            with session.begin_nested():
                _change_files(session, statement)
        except InputError as error:
            refused[statement.id] = error
    return refused


def _change_files(session: Session, statement: Statement) -> None:
    for each in request.files.getlist(f"{statement.id}:file"):
        if each.filename:
            attach(session, answerer(), statement.id, each.filename, each.stream.read(MOST_BYTES + 1))
    if removed := one_line(request.form.get(f"{statement.id}:remove", "")):
        detach(session, answerer(), statement.id, removed)


def _attachment(attachment_id: str) -> Attachment:
    """Return a file of this assessment with its content, or respond with 404."""
    query = (
        select(Attachment)
        .where(Attachment.id == attachment_id, Attachment.assessment_id == current.assessment().id)
        .options(undefer(Attachment.content))
    )
    return reading().scalars(query).one_or_none() or abort(HTTPStatus.NOT_FOUND)


def _download(attachment: Attachment) -> Response:
    """Return a file of any type as a download that browsers don't open."""
    return send_file(BytesIO(attachment.content), MEDIA_TYPE, as_attachment=True, download_name=attachment.name)


def _files(statement: Statement, error: InputError | None = None) -> Page:
    if not is_fragment():
        if error is not None:
            raise error
        return go("answering.practice", respondent_id=current.respondent().id, practice_id=statement.practice)
    with database().reading() as session:  # the session of the request doesn't see what the request has written
        files = attached_files(session, current.respondent().id, [statement.id])
    message = file_message(error) if error else ""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if message else HTTPStatus.OK
    shown = {"statement": statement, "files": files.get(statement.id, ()), "message": message}
    return render_template("answering/files.html", **shown), status
