"""How much of an assessment is answered: by each respondent, and by all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.answering.scope import AnswerProgress, asks
from app.running.cache import StateCache
from app.storage.assessments import AnswerRow, AssessmentRow, RespondentRow


@dataclass(frozen=True, slots=True)
class RespondentProgress:
    """A respondent and how far he or she is."""

    respondent: RespondentRow
    progress: AnswerProgress


@dataclass(frozen=True, slots=True)
class Outline:
    """What progress needs of a frozen questionnaire."""

    minutes: int
    practice_of: Mapping[str, str]


def progress(
    outline: Outline, assessment: AssessmentRow, respondent: RespondentRow, answered: set[str]
) -> AnswerProgress:
    """Return how far a respondent is, by the ids of the statements that have an answer, asked for or not."""
    asked = {each for each, practice in outline.practice_of.items() if asks(assessment, respondent, practice)}
    still_open = asked - answered
    minutes = Fraction(outline.minutes * len(still_open), len(outline.practice_of) or 1)
    return AnswerProgress(len(asked) - len(still_open), len(asked), ceil(minutes))


def overall(several: Iterable[RespondentProgress]) -> AnswerProgress:
    """Return the progress of several respondents together."""
    each = [one.progress for one in several]
    return AnswerProgress(sum(p.answered for p in each), sum(p.asked for p in each), sum(p.minutes for p in each))


def progress_of(session: Session, rows: Sequence[AssessmentRow]) -> dict[str, list[RespondentProgress]]:
    """Return by assessment who has answered how much, in as many statements for one assessment as for fifty."""
    ids = [row.id for row in rows]
    outlines = _outlines(session, rows)
    answered = _answered(session, ids)
    found: dict[str, list[RespondentProgress]] = {row.id: [] for row in rows}
    scope = {row.id: row for row in rows}
    for respondent in _respondents(session, ids):
        key = respondent.assessment_id
        how_far = progress(outlines[key], scope[key], respondent, answered.get(respondent.id, set()))
        found[key].append(RespondentProgress(respondent, how_far))
    return found


def _respondents(session: Session, ids: Sequence[str]) -> list[RespondentRow]:
    query = (
        select(RespondentRow)
        .where(RespondentRow.assessment_id.in_(ids))
        .order_by(RespondentRow.created_at, RespondentRow.id)
    )
    return list(session.scalars(query))


def _answered(session: Session, ids: Sequence[str]) -> dict[str, set[str]]:
    query = select(AnswerRow.respondent_id, AnswerRow.statement_id).where(
        AnswerRow.assessment_id.in_(ids), AnswerRow.rating.is_not(None)
    )
    found: dict[str, set[str]] = {}
    for respondent, statement in session.execute(query):
        found.setdefault(respondent, set()).add(statement)
    return found


# A frozen questionnaire never changes; but a form sent again after a deletion makes another assessment by the same id.
_KNOWN: StateCache[str, Outline] = StateCache(500)


def _outlines(session: Session, rows: Sequence[AssessmentRow]) -> dict[str, Outline]:
    def make(missing: Sequence[str]) -> dict[str, Outline]:
        query = select(AssessmentRow.id, AssessmentRow.questionnaire).where(AssessmentRow.id.in_(missing))
        return {each: _outline(document) for each, document in session.execute(query)}

    return _KNOWN.get_all({row.id: row.created_at for row in rows}, make)


def _outline(document: Mapping[str, object]) -> Outline:
    statements = document["statements"]
    minutes = document["minutes"]
    assert isinstance(statements, list)  # noqa: S101 - as frozen_questionnaires writes it
    assert isinstance(minutes, int)  # noqa: S101
    return Outline(minutes, {each["id"]: each["practice"] for each in statements})


def practices_of(session: Session, assessment: AssessmentRow) -> list[str]:
    """Return the ids of all practices that an assessment's questionnaire asks about, in scope or not, in its order."""
    return list(dict.fromkeys(_outlines(session, [assessment])[assessment.id].practice_of.values()))


def statements_of(session: Session, assessment: AssessmentRow) -> list[str]:
    """Return the ids of all statements of an assessment's questionnaire, in its order."""
    return list(_outlines(session, [assessment])[assessment.id].practice_of)
