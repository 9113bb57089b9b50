"""Downloading a respondent's answers as a file to fill in."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

from flask import abort, send_file
from werkzeug.wrappers import Response

from app.answering.downloads import file_stem, file_to_fill_in, stored_response
from app.answering.scope import respondent_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.assessments.anonymity import unrecordable
from app.people.audit import NOBODY, Party
from app.storage.audit import Event
from app.web import auditing, current
from app.web.access import respondent_or_recorder
from app.web.answering.blueprint import blueprint
from app.web.long_work import HALF_THE_THREADS, Places
from app.web.services import content, reading

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "yaml": "application/yaml",
    "json": "application/json",
}

writing_files = Places(HALF_THE_THREADS)


@blueprint.get("/answer/<respondent_id>/answers.<ending>")
@respondent_or_recorder
def download(ending: str) -> Response:
    """Download a file with the answers so far."""
    if ending not in MEDIA_TYPES:
        abort(HTTPStatus.NOT_FOUND)
    assessment, respondent = current.assessment(), current.respondent()
    questionnaire = respondent_questionnaire(reading(), assessment, respondent)
    response = stored_response(assessment, respondent, StoredAnswers.of(reading(), respondent.id))
    with writing_files.turn():
        file = file_to_fill_in(content(), questionnaire, response, ending)
    record_download(f"answers as {ending}")
    name = file_stem(assessment.organization.name, assessment.name, respondent.name)
    return send_file(BytesIO(file), MEDIA_TYPES[ending], as_attachment=True, download_name=f"{name}.{ending}")


def record_download(what: str) -> None:
    """Record that the respondent or a recorder downloads something, unless the respondent must stay anonymous."""
    if current.respondent().id in unrecordable(reading(), current.assessment()):
        return
    whose, whom = ("a respondent's", Party.respondent(current.respondent())) if current.recorder() else ("own", NOBODY)
    auditing.record_download(Event.DATA_EXPORTED, f"{whose} {what} in {current.assessment().name}", whom=whom)
