"""From rows to the values that the pure packages score: a constant number of statements for each assessment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from wayfinder.app.content import Content
from wayfinder.app.freezing import thawed
from wayfinder.app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow, SymptomRow
from wayfinder.app.storage.attachments import Attachment
from wayfinder.questionnaires.answers.model import (
    Answer,
    Assessment,
    Consensus,
    Organization,
    Respondent,
    Response,
)
from wayfinder.questionnaires.model import Questionnaire, Rating
from wayfinder.questionnaires.scoring.model import Method, Scores
from wayfinder.questionnaires.scoring.score import score

Row = TypeVar("Row", RespondentRow, AnswerRow, SymptomRow, ConsensusRow)
Answered = TypeVar("Answered", AnswerRow, SymptomRow)


def scores_of(session: Session, content: Content, row: AssessmentRow) -> Scores:
    """Return all figures of a stored assessment."""
    questionnaire = questionnaire_of(session, row)
    assessment = assessment_of(session, row)
    return score(content.catalogue, questionnaire, content.triage, assessment, Method(row.method))


def questionnaire_of(session: Session, row: AssessmentRow) -> Questionnaire:
    """Return the questionnaire frozen with an assessment, without the practices that are left out."""
    asked = select(AssessmentRow.questionnaire).where(AssessmentRow.id == row.id)
    return thawed(session.execute(asked).scalar_one(), row.left_out)


def assessment_of(session: Session, row: AssessmentRow) -> Assessment:
    """Return what everybody said, as if it had come by files: respondents who said nothing are left out."""
    respondents = _all(session, RespondentRow, row.id)
    answers = _by_respondent(_all(session, AnswerRow, row.id))
    symptoms = _by_respondent(_all(session, SymptomRow, row.id))
    files = _file_names(session, row.id)
    responses = [
        Response(
            questionnaire=row.questionnaire_id,
            respondent=Respondent(each.id, each.name, each.role),
            organization=_organization(row),
            assessed_on=row.assessed_on.isoformat(),
            answers=_answers(answers.get(each.id, ()), files),
            triage={s.symptom_id: s.value for s in symptoms.get(each.id, ()) if s.value is not None},
        )
        for each in respondents
        if each.id in answers or each.id in symptoms
    ]
    return Assessment(
        questionnaire=row.questionnaire_id,
        organization=_organization(row),
        assessed_on=row.assessed_on.isoformat(),
        responses=tuple(sorted(responses, key=lambda response: response.respondent.id)),
        consensus={
            each.statement_id: Consensus(Rating(each.rating), each.note, each.evidence)
            for each in _all(session, ConsensusRow, row.id)
            if each.rating
        },
    )


def _organization(row: AssessmentRow) -> Organization:
    stored = row.organization
    return Organization(stored.name, stored.industry, stored.it_staff)


def _answers(rows: Sequence[AnswerRow], files: dict[tuple[str, str], str]) -> dict[str, Answer]:
    """Return a respondent's answers; a file stands as evidence where no words do."""
    made = {}
    for row in rows:
        evidence = row.evidence or files.get((row.respondent_id, row.statement_id), "")
        if row.rating or evidence or row.comment:
            rating = Rating(row.rating) if row.rating else None
            made[row.statement_id] = Answer(rating, evidence, row.comment, row.reason)
    return made


def _file_names(session: Session, assessment_id: str) -> dict[tuple[str, str], str]:
    asked = (
        select(Attachment.respondent_id, Attachment.statement_id, Attachment.name)
        .where(Attachment.assessment_id == assessment_id)
        .order_by(Attachment.name)
    )
    names: dict[tuple[str, str], str] = {}
    for respondent, statement, name in session.execute(asked).tuples():
        before = names.get((respondent, statement))
        names[respondent, statement] = f"{before}, {name}" if before else f"File: {name}"
    return names


def _all(session: Session, table: type[Row], assessment_id: str) -> list[Row]:
    asked = select(table).where(table.assessment_id == assessment_id)
    return list(session.scalars(asked))


def _by_respondent(rows: Sequence[Answered]) -> dict[str, list[Answered]]:
    grouped: dict[str, list[Answered]] = {}
    for row in rows:
        grouped.setdefault(row.respondent_id, []).append(row)
    return grouped
