"""The page with the workbooks of an assessment. Nothing in an uploaded file is saved before it is confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus

from flask import abort, current_app, flash, render_template, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from app.answering.attachments import MEGABYTE, safe_name
from app.answering.desk import Desk, DeskFile, desk_of
from app.answering.history import Answerer
from app.answering.stored_answers import StoredAnswers
from app.answering.uploads import save_differences
from app.assessments.states import ANSWERING, require
from app.jobs import queue, startup
from app.jobs.files import file_job, refuse_too_many
from app.storage.accounts import User
from app.storage.assessments import AssessmentRow
from app.storage.uploads import Upload
from app.storage.versions import locked
from app.web import current
from app.web.access import RECORDERS, assessment_member
from app.web.answering.upload import MOST_BYTES, discard, refuse_large
from app.web.pages import Page, go, is_fragment, page
from app.web.services import reading, writing
from app.web.workbooks.blueprint import blueprint
from app.web.workbooks.workbooks_view import workbooks_view
from practices_catalog.faults import Fault, InputError, Place, refuse
from reports.views.figures import count


@blueprint.get("/assessments/<assessment_id>/workbooks")
@assessment_member(*RECORDERS)
def workbooks() -> Page:
    """List the uploaded files with what they would change; while files are being read, the page polls this."""
    return _page()


@blueprint.post("/assessments/<assessment_id>/workbooks")
@assessment_member(*RECORDERS)
def upload() -> Page:
    """Have any number of files read."""
    sent = [each for each in request.files.getlist("file") if each.filename]
    try:
        if not sent:
            raise refuse("no file was chosen", "choose the workbooks that were sent back to you")
        contents = list(_contents(sent))
        with writing() as session:
            require(session, current.assessment().id, ANSWERING)
            _enqueue(session, contents)
    except InputError as error:
        return _page(error.faults)
    startup.file_workers_of(current_app).wake()
    return _back()


@blueprint.post("/assessments/<assessment_id>/workbooks/save")
@assessment_member(*RECORDERS)
def save() -> Page:
    """Save the selected files. A file isn't saved if the respondent's answers have changed since they were shown."""
    selected = set(request.form.getlist("upload"))
    saved, skipped = [], []
    with writing() as session:
        require(session, current.assessment().id, ANSWERING)
        files = [each for each in _desk(session).files if each.row.id in selected and each.response and each.respondent]
        twice = Counter(each.respondent.id for each in files if each.respondent)
        for each in files:
            seen = request.form.get(f"seen:{each.row.id}")
            if each.respondent and twice[each.respondent.id] == 1 and seen == each.fingerprint:
                by = Answerer.by_member(current.assessment(), each.respondent, current.membership())
                save_differences(session, each.changes, by)
                discard(session, each.row)
                saved.append(each)
            else:
                skipped.append(each)
    if saved:
        flash(f"The answers in {count(len(saved), 'file')} have been saved.", "good")
    if skipped:
        names = ", ".join(each.row.file_name for each in skipped)
        flash(
            f"Not saved: {names}. The answers have changed in the meantime, or several files are for the same "
            "respondent. Check the changes and save again.",
            "wrong",
        )
    if not saved and not skipped:
        flash("Select at least one file.", "wrong")
    return _back()


@blueprint.post("/assessments/<assessment_id>/workbooks/<upload_id>/respondent")
@assessment_member(*RECORDERS)
def choose_respondent(upload_id: str) -> Page:
    """Say whose answers a file contains, and show all changes in it."""
    respondent_id = request.form.get("respondent", "")
    with writing() as session:
        desk = _desk(session)
        file = _file(desk, upload_id)
        if respondent_id not in {each.id for each in desk.respondents}:
            flash("Choose the respondent whose answers the file contains.", "wrong")
            return _back()
        require(session, current.assessment().id, ANSWERING)
        file.row.respondent_id = respondent_id
        file.row.seen = StoredAnswers.of(session, respondent_id).versions()
    return go("answering.preview", respondent_id=respondent_id, upload_id=upload_id)


@blueprint.post("/assessments/<assessment_id>/workbooks/<upload_id>/discard")
@assessment_member(*RECORDERS)
def discard_file(upload_id: str) -> Page:
    """Discard a file, and stop reading it."""
    with writing() as session:
        file = _file(_desk(session), upload_id)
        discard(session, file.row)
    flash(f"{file.row.file_name} has been discarded. Nothing in it was saved.", "info")
    return _back()


@blueprint.post("/assessments/<assessment_id>/workbooks/discard")
@assessment_member(*RECORDERS)
def discard_all() -> Page:
    """Discard all files, and stop reading them."""
    with writing() as session:
        for each in _desk(session).files:
            discard(session, each.row)
    flash("All files have been discarded. Nothing in them was saved.", "info")
    return _back()


def _desk(session: Session) -> Desk:
    """Return the user's files; in a writing session, use the current state of the assessment."""
    assessment = session.get(AssessmentRow, current.assessment().id) or abort(HTTPStatus.NOT_FOUND)
    return desk_of(session, assessment, current.user().id)


def _file(desk: Desk, upload_id: str) -> DeskFile:
    found = next((each for each in desk.files if each.row.id == upload_id), None)
    return found or abort(HTTPStatus.NOT_FOUND)


def _contents(sent: list[FileStorage]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file; if a file is too large, the error names it."""
    for each in sent:
        name, data = safe_name(each.filename or ""), each.stream.read(MOST_BYTES + 1)
        try:
            refuse_large(data)
        except InputError as error:
            raise InputError(Fault(Place(name), fault.wrong, fault.mend) for fault in error.faults) from None
        yield name, data


def _enqueue(session: Session, contents: list[tuple[str, bytes]]) -> None:
    """Add a job for each file."""
    user, assessment = current.user(), current.assessment()
    locked(session, User, user.id)  # two requests at once must not both get past the limit
    refuse_too_many(session, user.id, len(contents))
    for name, data in contents:
        job = queue.enqueue(session, file_job(session, assessment, name, data, user.id))
        session.add(Upload(assessment_id=assessment.id, uploaded_by=user.id, job_id=job.id, file_name=name))


def _back() -> Page:
    return go("workbooks.workbooks", assessment_id=current.assessment().id)


def _page(faults: tuple[Fault, ...] = ()) -> Page:
    desk = _desk(reading())
    shown = {"view": workbooks_view(desk), "faults": faults, "anonymous": desk.anonymous}
    shown["most"] = MOST_BYTES // MEGABYTE
    shown["collects"] = current.assessment().state in ANSWERING
    if is_fragment():
        return render_template("workbooks/files.html", **shown)
    text = page(
        "workbooks/workbooks.html", assessment=current.assessment(), organization=current.organization(), **shown
    )
    return (text[0], HTTPStatus.UNPROCESSABLE_ENTITY) if faults and isinstance(text, tuple) else text
