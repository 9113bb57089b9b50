"""How much one respondent, or several together, have answered, and which practice to answer next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.scope import full_questionnaires, is_in_scope
from app.storage.assessments import ORDER_ADDED, AnswerRow, AssessmentRow, RespondentRow
from questionnaires.answers.model import Answer
from questionnaires.model import Questionnaire
from reports.views.figures import whole_per_cent


@dataclass(frozen=True, slots=True)
class AnswerProgress:
    """The answered statements out of all statements in scope, and the minutes that the open ones will take."""

    answered: int
    total: int
    minutes: int

    @property
    def per_cent(self) -> int:
        """The share of statements answered, as a whole percentage."""
        return whole_per_cent(Fraction(self.answered, self.total)) if self.total else 0

    @property
    def complete(self) -> bool:
        """Whether every statement in scope has been answered."""
        return self.answered == self.total


@dataclass(frozen=True, slots=True)
class RespondentProgress:
    """A respondent and that person's progress."""

    respondent: RespondentRow
    progress: AnswerProgress


def is_answered(answer: Answer | None) -> bool:
    """Return whether a statement counts as answered: "don't know" counts, evidence or a comment alone doesn't."""
    return answer is not None and answer.rating is not None


def progress(
    full: Questionnaire, assessment: AssessmentRow, respondent: RespondentRow, answered: Collection[str]
) -> AnswerProgress:
    """Return a respondent's progress.

    Args:
        full: the complete questionnaire of the assessment.
        assessment: the assessment, for its scope.
        respondent: the respondent, for the practices assigned.
        answered: ids of the statements with a rating, in scope or not.
    """
    statements = [
        each.id
        for practice, group in full.by_practice.items()
        if is_in_scope(assessment, respondent, practice)
        for each in group
    ]
    still_open = sum(each not in answered for each in statements)
    return AnswerProgress(len(statements) - still_open, len(statements), full.minutes_for(still_open))


def overall(several: Iterable[RespondentProgress]) -> AnswerProgress:
    """Return the combined progress of several respondents."""
    each = [one.progress for one in several]
    return AnswerProgress(sum(p.answered for p in each), sum(p.total for p in each), sum(p.minutes for p in each))


def progress_of(
    session: Session, assessments: Sequence[AssessmentRow], *, with_sealed: bool = True
) -> dict[str, list[RespondentProgress]]:
    """Return the progress of all respondents by assessment id; the number of queries is constant.

    Sealed answers count, except on pages that the respondent sees.
    """
    by_id = {row.id: row for row in assessments}
    questionnaires = full_questionnaires(session, assessments)
    answered = _answered(session, list(by_id), with_sealed=with_sealed)
    found: dict[str, list[RespondentProgress]] = {key: [] for key in by_id}
    for respondent in _respondents(session, list(by_id)):
        key = respondent.assessment_id
        own = progress(questionnaires[key], by_id[key], respondent, answered.get(respondent.id, ()))
        found[key].append(RespondentProgress(respondent, own))
    return found


def first_open(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> str | None:
    """Return the first practice with an open statement, or None."""
    for practice, statements in questionnaire.by_practice.items():
        if not all(is_answered(answers.get(each.id)) for each in statements):
            return practice
    return None


def _respondents(session: Session, assessment_ids: Sequence[str]) -> Sequence[RespondentRow]:
    query = select(RespondentRow).where(RespondentRow.assessment_id.in_(assessment_ids)).order_by(*ORDER_ADDED)
    return session.scalars(query).all()


def _answered(session: Session, assessment_ids: Sequence[str], *, with_sealed: bool) -> dict[str, set[str]]:
    query = select(AnswerRow.respondent_id, AnswerRow.statement_id).where(
        AnswerRow.assessment_id.in_(assessment_ids), AnswerRow.rating.is_not(None), AnswerRow.carried.is_(None)
    )
    if not with_sealed:
        query = query.where(AnswerRow.is_sealed.is_(False))
    found: dict[str, set[str]] = {}
    for respondent, statement in session.execute(query):
        found.setdefault(respondent, set()).add(statement)
    return found
