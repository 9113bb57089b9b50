"""The symptoms of an assessment that its lead reports: those brought from the triage, and those said later."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.answering.history import Answerer
from app.answering.member_respondents import as_respondent
from app.answering.saving import SYMPTOMS, Submitted, save
from app.running.content import Content
from app.storage.assessments import AssessmentRow
from app.storage.base import now
from app.storage.organizations import Role
from app.web import current
from app.web.access import assessment_member
from app.web.assessments.blueprint import blueprint
from app.web.assessments.forms import LEFT_OUT, SYMPTOMS_ONLY, NewAssessment
from app.web.pages import Page, go
from app.web.services import writing
from app.web.start.triage_questions import TriageAnswers
from questionnaires.answers.model import Respondent, Response
from questionnaires.triage import triage_result
from reports.views.figures import listed


@dataclass(frozen=True, slots=True)
class Brought:
    """What the form says of the answers that came along.

    Attributes:
        recommended: the name of an approach, "" where no symptom occurs.
        wrong: the symptoms whose answers cannot be used, listed.
    """

    answered: int
    asked: int
    recommended: str
    wrong: str


@blueprint.post("/assessments/<assessment_id>/own-symptoms")
@assessment_member(Role.LEAD)
def own_symptoms() -> Page:
    """Lead to one's own page of symptoms; whoever was not asked anything becomes a respondent for them alone."""
    with writing() as session:
        respondent = as_respondent(session, current.assessment().id, current.membership(), symptoms_only=True)
    return go("answering.symptoms", respondent_id=respondent.id)


def brought(content: Content, sent: TriageAnswers) -> Brought | None:
    """Return what came along, None where nothing did."""
    if not sent.answers and not sent.wrong:
        return None
    response = Response(content.questionnaires[0].id, Respondent("lead"), triage=sent.answers)
    result = triage_result(content.catalogue.approaches, content.triage, [response])
    recommended = result.recommended if result else None
    return Brought(
        answered=len(sent.answers),
        asked=len(content.triage.symptoms),
        recommended=content.catalogue.approach[recommended].name if recommended else "",
        wrong=listed([f"“{content.triage.symptom[each].short}”" for each in sent.wrong]),
    )


def may_be_taken(form: NewAssessment, sent: TriageAnswers) -> bool:
    """Return whether the answers that came along can be used, or are to be left out."""
    if sent.wrong and form.symptoms.data != LEFT_OUT:
        form.refuse("symptoms", "Not all of them can be used. Change the answers, or leave them out.")
    return not form.has_faults


def are_taken(form: NewAssessment, sent: TriageAnswers) -> bool:
    """Whether answers came along that are to go into the assessment."""
    return bool(sent.answers) and form.symptoms.data != LEFT_OUT


def take(session: Session, form: NewAssessment, row: AssessmentRow, sent: TriageAnswers) -> None:
    """Keep the answers as those of the lead who begins the assessment, with their entries in the history."""
    only = form.symptoms.data == SYMPTOMS_ONLY
    respondent = as_respondent(session, row.id, current.membership(), symptoms_only=only)
    respondent.finished_at = now() if only else None
    given = [Submitted(symptom, 0, value) for symptom, value in sent.answers.items()]
    save(session, SYMPTOMS, Answerer.of(row, respondent), given)
