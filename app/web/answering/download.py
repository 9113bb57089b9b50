"""Downloading a respondent's answers as a file to fill in."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from pathlib import Path

from flask import abort, send_file
from werkzeug.wrappers import Response

from app.answering.saving import NO_ANSWER
from app.answering.scope import respondent_questionnaire
from app.answering.stored_answers import StoredAnswers
from app.assessments.anonymity import anonymous_respondents
from app.storage.audit import Event
from app.web import auditing, current
from app.web.access import respondent_self
from app.web.answering.blueprint import blueprint
from app.web.services import content, reading
from questionnaires.answers import model
from questionnaires.answers.text import slug
from questionnaires.answers.writing import response_bytes

LONGEST_NAME = 120
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "yaml": "application/yaml",
    "json": "application/json",
}


@blueprint.get("/answer/<respondent_id>/answers.<ending>")
@respondent_self
def download(ending: str) -> Response:
    """Download a file with the answers so far."""
    if ending not in MEDIA_TYPES:
        abort(HTTPStatus.NOT_FOUND)
    assessment, respondent = current.assessment(), current.respondent()
    questionnaire = respondent_questionnaire(reading(), assessment, respondent)
    file = response_bytes(Path(f"answers.{ending}"), questionnaire, content().catalogue, content().triage, _response())
    if not is_anonymous():
        auditing.record_download(Event.DATA_EXPORTED, f"own answers in {assessment.name} as {ending}")
    names = (assessment.organization.name, assessment.name, respondent.name)
    name = "-".join(map(slug, names))[:LONGEST_NAME]
    return send_file(BytesIO(file), MEDIA_TYPES[ending], as_attachment=True, download_name=f"{name}.{ending}")


def is_anonymous() -> bool:
    """Return whether the current respondent must stay anonymous, so that nothing may name what this person does."""
    assessment, respondent = current.assessment(), current.respondent()
    return assessment.anonymous or respondent.id in anonymous_respondents(reading(), [assessment])


def _response() -> model.Response:
    """Return the stored answers as a file contains them, without attachments."""
    assessment, respondent, organization = current.assessment(), current.respondent(), current.organization()
    stored = StoredAnswers.of(reading(), respondent.id)
    return model.Response(
        questionnaire=assessment.questionnaire_id,
        respondent=model.Respondent(respondent.id, respondent.name, respondent.role),
        organization=model.Organization(organization.name, organization.industry, organization.it_staff),
        assessed_on=assessment.assessed_on.isoformat(),
        answers={key: each.value for key, each in stored.answers.items() if each.value != NO_ANSWER},
        triage={key: each.value for key, each in stored.symptoms.items() if each.value is not None},
    )
