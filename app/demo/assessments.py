"""The sample organization: two assessments a year apart, with answers, consensus, roadmaps and history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.answering import saving
from app.assessments import consensus, states
from app.assessments.files import sample_files
from app.assessments.frozen_questionnaires import frozen
from app.demo.roadmaps import add_roadmap
from app.people import accounts
from app.running.content import Content
from app.storage.accounts import User
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow, SymptomRow
from app.storage.base import Base
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership, OrganizationRow, Role
from questionnaires.answers.assessments import read_assessment
from questionnaires.answers.model import Answer, Assessment, Consensus, Response
from questionnaires.model import SCALE, Method, Rating

LEAD = "Alex Morgan"
EMAIL = "lead@northfield.example"
FELL = ("knowledge-management",)


def load_demo(session: Session, content: Content) -> User:
    """Add the sample organization unless it exists, and return its lead."""
    lead = accounts.find_user(session, EMAIL)
    if lead:
        return lead
    lead = accounts.add_user(session, name=LEAD, email=EMAIL, administrator=True)
    # The same files as `wayfinder demo`, so both show the same figures.
    present = read_assessment(sample_files(), content.catalogue, content.questionnaires, content.triage)
    described = present.organization
    organization = OrganizationRow(name=described.name, industry=described.industry, it_staff=described.it_staff)
    organization.memberships = [Membership(user_id=lead.id, role=Role.LEAD)]
    session.add(organization)
    session.flush()
    last_year = earlier(present)
    for assessment in (last_year, present):
        row = add_assessment(session, content, organization, lead, assessment)
        add_roadmap(session, content, row, lead)
        if assessment is last_year:
            _close(session, row, lead)
    return lead


def _close(session: Session, row: AssessmentRow, lead: User) -> None:
    """Close an assessment a week after its date, on behalf of its lead."""
    row.state, row.state_by, row.state_at = states.CLOSED, lead.id, _morning(row.assessed_on + timedelta(days=7))
    for before, after in ((states.COLLECTING, states.IN_REVIEW), (states.IN_REVIEW, states.CLOSED)):
        entry = HistoryEntry(assessment_id=row.id, at=row.state_at, user_id=lead.id, who=lead.name, kind=states.KIND)
        entry.subject, entry.before, entry.after = states.KIND, states.NAMES[before], states.NAMES[after]
        session.add(entry)


def earlier(assessment: Assessment) -> Assessment:
    """Return the assessment from a year earlier, without consensus.

    In two of three practices, each rating was one step lower. For the practices in `FELL`, it was one step higher.
    """
    day = date.fromisoformat(assessment.assessed_on)
    practices = sorted({statement.partition(".")[0] for each in assessment.responses for statement in each.answers})
    steps = {practice: -1 for number, practice in enumerate(practices) if number % 3} | dict.fromkeys(FELL, 1)
    return replace(
        assessment,
        assessed_on=day.replace(year=day.year - 1).isoformat(),
        responses=tuple(replace(each, answers=_shifted(each, steps)) for each in assessment.responses),
        consensus={},
    )


def _shifted(response: Response, steps: Mapping[str, int]) -> dict[str, Answer]:
    return {
        statement: replace(answer, rating=_step(answer.rating, steps.get(statement.partition(".")[0], 0)))
        for statement, answer in response.answers.items()
    }


def _step(rating: Rating | None, steps: int) -> Rating | None:
    return SCALE[min(max(0, rating.step + steps), len(SCALE) - 1)] if rating and rating.on_scale else rating


def add_assessment(
    session: Session, content: Content, organization: OrganizationRow, lead: User, assessment: Assessment
) -> AssessmentRow:
    """Save an assessment with all of its answers, and return its row."""
    questionnaire = next(each for each in content.questionnaires if each.id == assessment.questionnaire)
    day = date.fromisoformat(assessment.assessed_on)
    row = AssessmentRow(
        organization_id=organization.id,
        name=f"Quick scan of {day.year}",
        assessed_on=day,
        questionnaire=frozen(questionnaire),
        questionnaire_id=questionnaire.id,
        questionnaire_version=questionnaire.version,
        method=Method.ISO_33020.value,  # the progress of the sample's roadmaps matches these levels
        created_by=lead.id,
    )
    session.add(row)
    session.flush()
    # Spread the answers over two weeks, so that the history looks real.
    for number, response in enumerate(assessment.responses):
        _add_response(session, row, response, _morning(day - timedelta(days=14 - number)))
    for number, (statement, agreed) in enumerate(assessment.consensus.items()):
        session.add_all(_consensus(row, lead, statement, agreed, _morning(day, minutes=5 * number)))
    return row


def _morning(day: date, minutes: float = 0) -> datetime:
    return datetime.combine(day, time(9), UTC) + timedelta(minutes=minutes)


def _consensus(row: AssessmentRow, lead: User, statement: str, said: Consensus, at: datetime) -> Iterator[Base]:
    yield ConsensusRow(
        assessment_id=row.id,
        statement_id=statement,
        rating=said.rating.value,
        note=said.note,
        evidence=said.evidence,
        set_by=lead.id,
        set_at=at,
    )
    yield HistoryEntry(
        assessment_id=row.id,
        at=at,
        user_id=lead.id,
        who=lead.name,
        kind=consensus.KIND,
        subject=statement,
        after=consensus.words(said),
    )


def _add_response(session: Session, row: AssessmentRow, response: Response, started: datetime) -> None:
    said = response.respondent
    respondent = RespondentRow(assessment_id=row.id, name=said.name, role=said.role)
    session.add(respondent)
    session.flush()
    ids = {"assessment_id": row.id, "respondent_id": respondent.id}
    for number, (statement, answer) in enumerate(response.answers.items()):
        at = started + timedelta(seconds=20 * number)
        session.add(
            AnswerRow(
                **ids,
                statement_id=statement,
                rating=answer.rating.value if answer.rating else None,
                evidence=answer.evidence,
                comment=answer.comment,
                reason=answer.reason,
                saved_at=at,
            )
        )
        entry = HistoryEntry(**ids, at=at, who=said.name, kind=saving.ANSWERS.name, subject=statement)
        entry.after = saving.answer_text(answer)
        session.add(entry)
    session.add_all(
        SymptomRow(**ids, symptom_id=symptom, value=value, saved_at=started)
        for symptom, value in response.triage.items()
    )
