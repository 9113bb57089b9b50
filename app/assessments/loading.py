"""Loading assessments from the database, in a constant number of queries for any number of assessments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.assessments.anonymity import anonymous_respondents
from app.assessments.anonymization import without_names
from app.assessments.evidence_files import as_evidence
from app.assessments.frozen_questionnaires import thawed
from app.assessments.recorded import recordings_of
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, RespondentRow, SymptomRow
from app.storage.attachments import Attachment
from app.storage.base import UtcTime
from questionnaires.answers.anonymity import with_enough_answers
from questionnaires.answers.model import (
    Answer,
    Assessment,
    Consensus,
    Organization,
    Respondent,
    Response,
)
from questionnaires.answers.text import fold
from questionnaires.model import Questionnaire, Rating

Row = TypeVar("Row", RespondentRow, AnswerRow, SymptomRow, ConsensusRow)
Answered = TypeVar("Answered", AnswerRow, SymptomRow)
Grouped = TypeVar("Grouped", RespondentRow, ConsensusRow)
Files = dict[tuple[str, str], str]


def questionnaire_of(session: Session, row: AssessmentRow) -> Questionnaire:
    """Return the questionnaire of an assessment, without the practices that are out of scope."""
    return questionnaires_of(session, [row])[row.id]


def questionnaires_of(session: Session, rows: Sequence[AssessmentRow]) -> dict[str, Questionnaire]:
    """Return the questionnaires of several assessments, by assessment id."""
    left_out = {row.id: row.left_out for row in rows}
    query = select(AssessmentRow.id, AssessmentRow.questionnaire).where(AssessmentRow.id.in_(left_out))
    return {key: thawed(document, left_out[key]) for key, document in session.execute(query)}


def assessment_of(session: Session, row: AssessmentRow) -> Assessment:
    """Return an assessment with all responses; respondents without an answer are left out."""
    return assessments_of(session, [row])[row.id]


def assessments_of(
    session: Session, rows: Sequence[AssessmentRow], without: Collection[str] = ()
) -> dict[str, Assessment]:
    """Return several assessments with all responses, by assessment id."""
    ids = [row.id for row in rows]
    entered = (RespondentRow.created_at, RespondentRow.id)
    respondents = _by_assessment(_all(session, RespondentRow, ids, *entered))
    given = _all(session, AnswerRow, ids)
    counting = {row.id for row in rows if row.counts_unconfirmed}
    anonymous = anonymous_respondents(session, rows)
    answers = _by_respondent([each for each in given if each.carried is None or _counts(each, counting, anonymous)])
    unconfirmed = {row.id: Counter[str]() for row in rows}
    for each in given:
        # A falling number of unconfirmed answers to a statement would show that an anonymous respondent has answered.
        if each.carried is not None and each.respondent_id not in without and each.respondent_id not in anonymous:
            unconfirmed[each.assessment_id][each.statement_id] += 1
    symptoms = _by_respondent(_all(session, SymptomRow, ids))
    consensus = _by_assessment(_all(session, ConsensusRow, ids))
    files = _file_names(session, ids)
    recorded = recordings_of(session, ids) if any(each.recorded_name for each in given) else {}
    made = {}
    for row in rows:
        responses = [
            replace(
                _response(row, each, _given(each, answers, symptoms, files, anonymous)),
                recorded=recorded.get(each.id, ""),
            )
            for each in sorted(respondents.get(row.id, ()), key=lambda each: _place(each, anonymous))
            if each.id not in without and (each.id in answers or each.id in symptoms)
        ]
        asked = {
            each.statement_id
            for respondent in respondents.get(row.id, ())
            if respondent.id in anonymous and respondent.id not in without
            for each in answers.get(respondent.id, ())
            if each.rating
        }
        shown, withheld = with_enough_answers(responses, anonymous)
        released = {key for each in shown if each.respondent.id in anonymous for key in each.answers}
        made[row.id] = Assessment(
            questionnaire=row.questionnaire_id,
            organization=_organization(row),
            assessed_on=row.assessed_on.isoformat(),
            responses=without_names(shown, anonymous),
            consensus={
                each.statement_id: Consensus(Rating(each.rating), each.note, each.evidence)
                for each in consensus.get(row.id, ())
                if each.rating
            },
            left_out=dict(row.left_out),
            unconfirmed=dict(unconfirmed[row.id]),
            counts_unconfirmed=row.counts_unconfirmed,
            withheld=withheld | (asked - released),
        )
    return made


def _counts(unconfirmed: AnswerRow, counting: Container[str], anonymous: Container[str]) -> bool:
    """Return whether an unconfirmed answer counts. If anonymous ones did, figures would show who confirms them."""
    return unconfirmed.assessment_id in counting and unconfirmed.respondent_id not in anonymous


def _response(
    row: AssessmentRow, respondent: RespondentRow, given: tuple[dict[str, Answer], dict[str, int]]
) -> Response:
    return Response(
        questionnaire=row.questionnaire_id,
        respondent=Respondent(respondent.id, respondent.name, respondent.role),
        organization=_organization(row),
        assessed_on=row.assessed_on.isoformat(),
        answers=given[0],
        triage=given[1],
    )


def _given(
    respondent: RespondentRow,
    answers: Mapping[str, Sequence[AnswerRow]],
    symptoms: Mapping[str, Sequence[SymptomRow]],
    files: Files,
    anonymous: Collection[str],
) -> tuple[dict[str, Answer], dict[str, int]]:
    """Return a respondent's current answers or, for an anonymous respondent, the answers last released."""
    said, noticed = answers.get(respondent.id, ()), symptoms.get(respondent.id, ())
    if respondent.id in anonymous:
        frequencies = {each.symptom_id: each.released for each in noticed if each.released is not None}
        return _released(said), frequencies
    return _answers(said, files), {each.symptom_id: each.value for each in noticed if each.value is not None}


def _released(rows: Sequence[AnswerRow]) -> dict[str, Answer]:
    made = {}
    for row in rows:
        rating, evidence, comment, reason = row.released or (None, "", "", "")
        if rating or evidence or comment:
            answer = Answer(Rating(rating) if rating else None, evidence or "", comment or "", reason or "")
            made[row.statement_id] = answer
    return made


def _organization(row: AssessmentRow) -> Organization:
    stored = row.organization
    return Organization(stored.name, stored.industry, stored.it_staff)


def _answers(rows: Sequence[AnswerRow], files: Files) -> dict[str, Answer]:
    """Return a respondent's answers; attached files count as evidence if none was written."""
    made = {}
    for row in rows:
        evidence = row.evidence or files.get((row.respondent_id, row.statement_id), "")
        if row.rating or evidence or row.comment:
            rating = Rating(row.rating) if row.rating else None
            made[row.statement_id] = Answer(rating, evidence, row.comment, row.reason)
    return made


def _file_names(session: Session, assessment_ids: Sequence[str]) -> Files:
    query = select(Attachment.respondent_id, Attachment.statement_id, Attachment.name).where(
        Attachment.assessment_id.in_(assessment_ids)
    )
    names: dict[tuple[str, str], list[str]] = {}
    for respondent, statement, name in session.execute(query):
        names.setdefault((respondent, statement), []).append(name)
    return {key: as_evidence(several) for key, several in names.items()}


def _place(respondent: RespondentRow, anonymous: Container[str]) -> str:
    """Return a key that keeps respondents in the order entered; anonymous ones come last, in a neutral order."""
    return fold(respondent.id) if respondent.id in anonymous else ""


def _all(
    session: Session, table: type[Row], assessment_ids: Sequence[str], *order: InstrumentedAttribute[Any]
) -> list[Row]:
    """Return plain rows, because tracking thousands of objects in the session would take most of the time."""
    # Converting times is slow, and nothing here needs them.
    columns = [each for each in table.__table__.columns if not isinstance(each.type, UtcTime)]
    query = select(*columns).where(table.assessment_id.in_(assessment_ids)).order_by(*order)
    return cast("list[Row]", session.execute(query).all())


def _by_respondent(rows: Sequence[Answered]) -> dict[str, list[Answered]]:
    grouped: dict[str, list[Answered]] = {}
    for row in rows:
        grouped.setdefault(row.respondent_id, []).append(row)
    return grouped


def _by_assessment(rows: Sequence[Grouped]) -> dict[str, list[Grouped]]:
    grouped: dict[str, list[Grouped]] = {}
    for row in rows:
        grouped.setdefault(row.assessment_id, []).append(row)
    return grouped
