"""Files as evidence beside an answer: attached, handed out, removed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from flask import abort, render_template, request, send_file
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer
from werkzeug.wrappers import Response

from app.answering.attachments import MEDIA_TYPE, MOST_BYTES, attach, detach
from app.assessments.evidence_files import is_hidden
from app.storage.attachments import Attachment
from app.storage.organizations import Role
from app.web import current
from app.web.access import assessment_member, respondent_self
from app.web.answering.blueprint import answerer, asked_statement, blueprint
from app.web.answering.practice_view import files_of
from app.web.pages import REFUSED, Page, go, is_fragment
from app.web.services import database, reading, writing
from practices_catalog.faults import InputError
from questionnaires.answers.text import one_line
from questionnaires.model import Statement


@blueprint.post("/answer/<respondent_id>/statements/<statement_id>/files")
@respondent_self
def add_file(statement_id: str) -> Page:
    """Attach the files that were chosen; all of them, or none with the reason."""
    statement = asked_statement(statement_id)
    with writing() as session:
        refused = attach_sent(session, [statement])
    return _files(statement, refused.get(statement.id))


@blueprint.post("/answer/<respondent_id>/statements/<statement_id>/files/<attachment_id>/remove")
@respondent_self
def remove_file(statement_id: str, attachment_id: str) -> Page:
    """Remove a file."""
    statement = asked_statement(statement_id)
    with writing() as session:
        detach(session, answerer(), statement.id, attachment_id)
    return _files(statement)


@blueprint.get("/answer/<respondent_id>/files/<attachment_id>")
@respondent_self
def file(attachment_id: str) -> Response:
    """Hand out a file of one's own."""
    kept = _found(attachment_id)
    return _handed_out(kept) if kept.respondent_id == current.respondent().id else abort(404)


@blueprint.get("/assessments/<assessment_id>/files/<attachment_id>")
@assessment_member(Role.LEAD, Role.ASSESSOR)
def evidence_file(attachment_id: str) -> Response:
    """Hand out a file that somebody attached, to those who judge by it; none beside an answer that is held back."""
    kept = _found(attachment_id)
    return abort(404) if is_hidden(reading(), current.assessment(), kept) else _handed_out(kept)


def attach_sent(session: Session, statements: Sequence[Statement]) -> dict[str, InputError]:
    """Attach what a form sends for each statement and remove what it says; return what it refuses, by statement.

    Of a statement with a file that is refused, no other file is attached or removed either.
    """
    refused = {}
    for statement in statements:
        try:
            with session.begin_nested():
                _attach(session, statement)
        except InputError as error:
            refused[statement.id] = error
    return refused


def words_of(error: InputError) -> str:
    """Return what stands beside the field for files."""
    return " ".join(f"{fault.wrong}; {fault.mend}." for fault in error.faults)


def _attach(session: Session, statement: Statement) -> None:
    for each in request.files.getlist(f"{statement.id}:file"):
        if each.filename:
            attach(session, answerer(), statement.id, each.filename, each.stream.read(MOST_BYTES + 1))
    if removed := one_line(request.form.get(f"{statement.id}:remove", "")):
        detach(session, answerer(), statement.id, removed)


def _found(attachment_id: str) -> Attachment:
    """Return a file of this assessment with its content."""
    found = select(Attachment).where(
        Attachment.id == attachment_id, Attachment.assessment_id == current.assessment().id
    )
    return reading().scalars(found.options(undefer(Attachment.content))).one_or_none() or abort(404)


def _handed_out(kept: Attachment) -> Response:
    """Return a file as a download that no browser opens by itself, whatever it is."""
    return send_file(BytesIO(kept.content), MEDIA_TYPE, as_attachment=True, download_name=kept.name)


def _files(statement: Statement, error: InputError | None = None) -> Page:
    if not is_fragment() and error is None:
        return go("answering.practice", respondent_id=current.respondent().id, practice_id=statement.practice)
    with database().reading() as session:  # the request's own session does not see what the request has written
        files = files_of(session, current.respondent().id, [statement.id])
    if error is not None and not is_fragment():
        raise error
    values = {"statement": statement, "files": files.get(statement.id, ()), "respondent": current.respondent()}
    wrong = words_of(error) if error else ""
    return render_template("answering/files.html", wrong=wrong, **values), REFUSED if wrong else 200
