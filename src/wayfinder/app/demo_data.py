"""The sample organization in a database: two assessments a year apart, so that there is something to compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from wayfinder.app import accounts
from wayfinder.app.assessing import sample_files
from wayfinder.app.content import Content
from wayfinder.app.freezing import frozen
from wayfinder.app.storage.accounts import User
from wayfinder.app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow, SymptomRow
from wayfinder.app.storage.organizations import Membership, Organization, Role
from wayfinder.questionnaires.answers.assessments import read_assessment
from wayfinder.questionnaires.answers.model import Answer, Assessment, Response
from wayfinder.questionnaires.model import SCALE, Rating
from wayfinder.questionnaires.scoring.model import Method

LEAD = "Alex Morgan"
ADDRESS = "lead@northfield.example"


def load_demo(session: Session, content: Content) -> User:
    """Return the lead of the sample organization, after adding both where they are not there yet."""
    lead = accounts.find_user(session, ADDRESS)
    if lead:
        return lead
    lead = accounts.add_user(session, name=LEAD, address=ADDRESS, administrator=True)
    present = read_assessment(sample_files(), content.catalogue, content.questionnaires, content.triage)
    described = present.organization
    organization = Organization(name=described.name, industry=described.industry, it_staff=described.it_staff)
    organization.memberships = [Membership(user_id=lead.id, role=Role.LEAD)]
    session.add(organization)
    session.flush()
    for assessment in (earlier(present), present):
        add_assessment(session, content, organization, lead, assessment)
    return lead


def earlier(assessment: Assessment) -> Assessment:
    """Return what was said a year before: in two of three practices, each rating one step lower, and no consensus."""
    day = date.fromisoformat(assessment.assessed_on)
    practices = sorted({statement.partition(".")[0] for each in assessment.responses for statement in each.answers})
    lowered = {practice for number, practice in enumerate(practices) if number % 3}
    return replace(
        assessment,
        assessed_on=day.replace(year=day.year - 1).isoformat(),
        responses=tuple(replace(each, answers=_lower(each, lowered)) for each in assessment.responses),
        consensus={},
    )


def _lower(response: Response, practices: set[str]) -> dict[str, Answer]:
    return {
        statement: replace(answer, rating=_step_down(answer.rating))
        if statement.partition(".")[0] in practices
        else answer
        for statement, answer in response.answers.items()
    }


def _step_down(rating: Rating | None) -> Rating | None:
    return SCALE[max(0, rating.step - 1)] if rating and rating.on_scale else rating


def add_assessment(
    session: Session, content: Content, organization: Organization, lead: User, assessment: Assessment
) -> None:
    """Store an assessment with all that was said in it."""
    questionnaire = next(each for each in content.questionnaires if each.id == assessment.questionnaire)
    day = date.fromisoformat(assessment.assessed_on)
    row = AssessmentRow(
        organization_id=organization.id,
        name=f"Quick scan of {day.year}",
        assessed_on=day,
        questionnaire=frozen(questionnaire),
        questionnaire_id=questionnaire.id,
        questionnaire_version=questionnaire.version,
        method=Method.ISO_33020.value,
        created_by=lead.id,
    )
    session.add(row)
    session.flush()
    for response in assessment.responses:
        _add_response(session, row, response)
    session.add_all(
        ConsensusRow(
            assessment_id=row.id,
            statement_id=statement,
            rating=consensus.rating.value,
            note=consensus.note,
            evidence=consensus.evidence,
            set_by=lead.id,
        )
        for statement, consensus in assessment.consensus.items()
    )


def _add_response(session: Session, row: AssessmentRow, response: Response) -> None:
    said = response.respondent
    respondent = RespondentRow(assessment_id=row.id, name=said.name, role=said.role)
    session.add(respondent)
    session.flush()
    ids = {"assessment_id": row.id, "respondent_id": respondent.id}
    session.add_all(
        AnswerRow(
            **ids,
            statement_id=statement,
            rating=answer.rating.value if answer.rating else None,
            evidence=answer.evidence,
            comment=answer.comment,
            reason=answer.reason,
        )
        for statement, answer in response.answers.items()
    )
    session.add_all(SymptomRow(**ids, symptom_id=symptom, value=value) for symptom, value in response.triage.items())
