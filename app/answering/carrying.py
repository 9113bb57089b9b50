"""Starting an assessment from an earlier one: its respondents and answers are carried over.

An answer that is carried over keeps its text, its date and, if the statement has changed, the old wording and level.
The answer counts as open until someone confirms it, unless the assessment's setting says otherwise. Anything that a
respondent saves for the statement confirms the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.answering.saving import answer_of, answer_text
from app.answering.scope import full_questionnaire, is_in_scope
from app.assessments.anonymity import anonymous_respondents
from app.assessments.states import OPEN, require
from app.people.members import members_of
from app.storage.accounts import User
from app.storage.assessments import ORDER_ADDED, AnswerRow, AssessmentRow, RespondentRow
from app.storage.base import now
from app.storage.history import HistoryEntry
from questionnaires.model import Questionnaire, Statement
from reports.views.figures import count

KIND = "carried over"


def carry_respondents(session: Session, old: AssessmentRow, new: AssessmentRow) -> dict[str, RespondentRow]:
    """Add the respondents of an earlier assessment, and return them by their earlier ids. They get no links yet."""
    members = {each.user_id for each in members_of(session, old.organization_id)}
    query = select(RespondentRow).where(RespondentRow.assessment_id == old.id)
    present = set(session.scalars(select(RespondentRow.user_id).where(RespondentRow.assessment_id == new.id)))
    practices = full_questionnaire(session, new).by_practice
    made = {}
    for row in session.scalars(query.order_by(*ORDER_ADDED)):
        if row.user_id and row.user_id in present:
            continue
        asked = [each for each in row.practices if each in practices and each not in new.left_out]
        if row.practices and not asked:  # an empty list would ask about everything
            continue
        made[row.id] = RespondentRow(
            assessment_id=new.id,
            user_id=row.user_id if row.user_id in members else None,
            name=row.name,
            role=row.role,
            email=row.email,
            email_key=row.email_key,
            practices=asked,
            symptoms_only=row.symptoms_only,
            # The list of respondents is ordered by time.
            created_at=now(),
        )
        session.add(made[row.id])
    session.flush()
    return made


def carry_answers(
    session: Session, old: AssessmentRow, new: AssessmentRow, people: Mapping[str, RespondentRow], user: User
) -> int:
    """Carry over respondents' ratings as unconfirmed, and return the number of ratings.

    Statements keep their ids across versions of a questionnaire. Answers to statements that no longer exist aren't
    carried over. Neither are anonymous answers, because the person who creates the respondent's new link could read
    them.
    """
    before, after = full_questionnaire(session, old).statement, full_questionnaire(session, new)
    hidden = anonymous_respondents(session, [old])
    query = select(AnswerRow).where(AnswerRow.assessment_id == old.id, AnswerRow.rating.is_not(None))
    made = 0
    for row in session.scalars(query).all():
        person, statement = people.get(row.respondent_id), after.statement.get(row.statement_id)
        if person is None or statement is None or row.respondent_id in hidden:
            continue
        if is_in_scope(new, person, statement.practice):
            session.add(_carried(row, person, old, before.get(row.statement_id), statement))
            made += 1
    if made:
        after_words = f"{count(made, 'answer')} from {old.name}, unconfirmed"
        ids = {"assessment_id": new.id, "user_id": user.id, "who": user.name}
        session.add(HistoryEntry(**ids, kind=KIND, subject="answers", after=after_words))
    return made


def _carried(
    row: AnswerRow, person: RespondentRow, old: AssessmentRow, before: Statement | None, after: Statement
) -> AnswerRow:
    source = {"assessment": old.name, "on": row.saved_at.date().isoformat()}
    if before is not None and before.text != after.text:
        source["text"] = before.text
    if before is not None and before.level != after.level:
        source["level"] = str(before.level)
    return AnswerRow(
        assessment_id=person.assessment_id,
        respondent_id=person.id,
        statement_id=row.statement_id,
        rating=row.rating,
        evidence=row.evidence,
        comment=row.comment,
        reason=row.reason,
        # An answer that was never confirmed keeps its original date.
        carried={**source, **{key: row.carried[key] for key in ("assessment", "on") if row.carried}},
    )


def confirm(session: Session, assessment: AssessmentRow, user: User, statements: Iterable[str]) -> int:
    """Confirm all respondents' answers to some statements on their behalf, as an assessor; return how many.

    Anonymous answers can only be confirmed by the respondents themselves.

    Raises:
        Frozen: the assessment is closed.
    """
    require(session, assessment.id, OPEN)
    rows = [row for row, _name in unconfirmed_answers(session, assessment, statements)]
    for row in rows:
        words = answer_text(answer_of(row))
        ids = {"assessment_id": assessment.id, "user_id": user.id, "who": user.name}
        entry = HistoryEntry(**ids, respondent_id=row.respondent_id, kind="answer", subject=row.statement_id)
        entry.before, entry.after = f"{words}\n(carried over, unconfirmed)", f"{words}\n(confirmed)"
        session.add(entry)
        row.carried = None
    return len(rows)


def unconfirmed_answers(
    session: Session, assessment: AssessmentRow, statements: Iterable[str]
) -> list[tuple[AnswerRow, str]]:
    """Return the unconfirmed answers to some statements that an assessor may confirm, with the respondents' names."""
    hidden = anonymous_respondents(session, [assessment])
    query = (
        select(AnswerRow, RespondentRow.name)
        .join(RespondentRow, RespondentRow.id == AnswerRow.respondent_id)
        .where(AnswerRow.assessment_id == assessment.id, AnswerRow.carried.is_not(None))
        .where(AnswerRow.statement_id.in_(list(statements)))
        .order_by(AnswerRow.statement_id, RespondentRow.created_at, RespondentRow.id)
    )
    return [(row, name) for row, name in session.execute(query) if row.respondent_id not in hidden]


def unconfirmed_counts(session: Session, assessments: Sequence[str]) -> dict[str, int]:
    """Return the number of unconfirmed answers to statements by assessment id, without assessments that have none."""
    query = (
        select(AnswerRow.assessment_id, func.count())
        .where(AnswerRow.assessment_id.in_(assessments), AnswerRow.carried.is_not(None))
        .group_by(AnswerRow.assessment_id)
    )
    return {assessment: many for assessment, many in session.execute(query)}  # noqa: C416 - rows aren't pairs


def dropped(session: Session, new: AssessmentRow, old: AssessmentRow, after: Questionnaire) -> list[Statement]:
    """Return the answered statements of an earlier assessment that are missing from a later one's questionnaire."""
    before = full_questionnaire(session, old)
    if new.questionnaire_version == old.questionnaire_version and new.questionnaire_id == old.questionnaire_id:
        return []
    query = select(AnswerRow.statement_id).where(AnswerRow.assessment_id == old.id, AnswerRow.rating.is_not(None))
    answered = set(session.scalars(query.distinct()))
    return [each for each in before.statements if each.id in answered and each.id not in after.statement]
