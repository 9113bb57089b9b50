"""A respondent's answers as a file to fill in."""

from __future__ import annotations

from pathlib import Path

from app.answering.saving import NO_ANSWER
from app.answering.stored_answers import StoredAnswers
from app.running.content import Content
from app.storage.assessments import AssessmentRow, RespondentRow
from questionnaires.answers import model
from questionnaires.answers.template import Template
from questionnaires.answers.text import slug
from questionnaires.answers.writing import response_bytes
from questionnaires.model import Questionnaire

LONGEST_NAME = 120


def file_to_fill_in(
    content: Content,
    questionnaire: Questionnaire,
    response: model.Response,
    ending: str,
) -> bytes:
    """Return a file with a respondent's answers so far; `questionnaire` is the part that the respondent answers."""
    path = Path(f"answers.{ending}")
    template = Template(questionnaire, content.catalogue, content.triage, response, for_assessor=False)
    return response_bytes(path, template)


def stored_response(assessment: AssessmentRow, respondent: RespondentRow, stored: StoredAnswers) -> model.Response:
    """Return the stored answers in the form that files use, without attachments."""
    organization = assessment.organization
    return model.Response(
        questionnaire=assessment.questionnaire_id,
        respondent=model.Respondent(respondent.id, respondent.name, respondent.role),
        organization=model.Organization(organization.name, organization.industry, organization.it_staff),
        assessed_on=assessment.assessed_on.isoformat(),
        answers={key: each.value for key, each in stored.answers.items() if each.value != NO_ANSWER},
        triage={key: each.value for key, each in stored.symptoms.items() if each.value is not None},
    )


def file_stem(*names: str) -> str:
    """Return a file name without its extension, made from names such as the respondent's."""
    return "-".join(map(slug, names))[:LONGEST_NAME]
