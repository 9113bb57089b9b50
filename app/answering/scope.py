"""What a respondent is asked: the statements frozen with the assessment, in scope and asked of this person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.frozen_questionnaires import thawed
from app.running.cache import StateCache
from app.storage.assessments import AssessmentRow, RespondentRow
from questionnaires.answers.model import Answer
from questionnaires.model import Questionnaire
from reports.views.figures import whole_per_cent


@dataclass(frozen=True, slots=True)
class AnswerProgress:
    """How far a respondent has come; `minutes` are those that are left."""

    answered: int
    asked: int
    minutes: int

    @property
    def per_cent(self) -> int:
        """The share answered."""
        return whole_per_cent(Fraction(self.answered, self.asked)) if self.asked else 0

    @property
    def complete(self) -> bool:
        """Whether nothing is open."""
        return self.answered == self.asked


# A frozen questionnaire never changes; but a form sent again after a deletion makes another assessment by the same id.
_FROZEN: StateCache[str, Questionnaire] = StateCache(100)


def whole_questionnaire(session: Session, assessment: AssessmentRow) -> Questionnaire:
    """Return all that was frozen with an assessment, whoever is asked."""

    def make(missing: Sequence[str]) -> dict[str, Questionnaire]:
        query = select(AssessmentRow.id, AssessmentRow.questionnaire).where(AssessmentRow.id.in_(missing))
        return {each: thawed(document) for each, document in session.execute(query)}

    return _FROZEN.get_all({assessment.id: assessment.created_at}, make)[assessment.id]


def asks(assessment: AssessmentRow, respondent: RespondentRow, practice: str) -> bool:
    """Return whether a respondent is asked about a practice of the questionnaire."""
    if respondent.symptoms_only or practice in assessment.left_out:
        return False
    return not respondent.practices or practice in respondent.practices


def asked_questionnaire(session: Session, assessment: AssessmentRow, respondent: RespondentRow) -> Questionnaire:
    """Return the questionnaire with the statements that a respondent is asked about."""
    whole = whole_questionnaire(session, assessment)
    asked = tuple(each for each in whole.statements if asks(assessment, respondent, each.practice))
    return replace(whole, statements=asked)


def progress(whole: Questionnaire, asked: Questionnaire, answers: Mapping[str, Answer]) -> AnswerProgress:
    """Return how far a respondent is; the minutes left are the questionnaire's, by the share that is open."""
    open_statements = [each for each in asked.statements if not is_answered(answers.get(each.id))]
    count = len(asked.statements)
    share = Fraction(len(open_statements), len(whole.statements)) if whole.statements else Fraction(0)
    return AnswerProgress(count - len(open_statements), count, ceil(whole.minutes * share))


def is_answered(answer: Answer | None) -> bool:
    """Return whether a statement has its answer; *don't know* is one, words without a rating are none."""
    return answer is not None and answer.rating is not None


def first_open(asked: Questionnaire, answers: Mapping[str, Answer], after: str = "") -> str | None:
    """Return the first practice with an open statement, looking on from one if it is named, or None."""
    practices = list(asked.by_practice)
    start = practices.index(after) + 1 if after in practices else 0
    for practice in practices[start:] + practices[:start]:
        if any(not is_answered(answers.get(each.id)) for each in asked.by_practice[practice]):
            return practice
    return None
