"""Erasing a person's data in an organization: name and address go; the answers stay without them, or go too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from app.answering.history import OWN_WORDS
from app.assessments import anonymity
from app.assessments.anonymity import anonymous_respondents
from app.assessments.scores import fresh_scores, scores_of_all
from app.people.directory import Person
from app.running.content import Content
from app.storage.accounts import SignIn
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, Invitation, RespondentRow
from app.storage.history import HistoryEntry
from app.storage.jobs import Job
from app.storage.roadmaps import RoadmapRow, TrackedStep
from app.storage.uploads import Upload
from questionnaires.answers.text import fold
from questionnaires.scoring.model import PracticeScore

ERASED = "Erased person"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What the figures of a practice would become without somebody's answers."""

    practice: str
    before: PracticeScore
    after: PracticeScore


@dataclass(frozen=True, slots=True)
class ErasureEffect:
    """What deleting somebody's answers does to an assessment; `changes` is None where telling would name ratings."""

    assessment: AssessmentRow
    answers: int
    changes: tuple[FigureChange, ...] | None


def effects(session: Session, content: Content, person: Person) -> list[ErasureEffect]:
    """Return what deleting a person's answers does to each assessment in which there are any."""
    counts = _answers_of(session, person)
    rows = session.scalars(select(AssessmentRow).where(AssessmentRow.id.in_(counts))).all()
    ids = {each.id for each in person.respondents}
    anonymous = anonymous_respondents(session, rows)
    untold = {each.assessment_id for each in person.respondents if each.id in anonymous}
    told = [row for row in rows if row.id not in untold]
    now, then = scores_of_all(session, content, told), fresh_scores(session, content, told, without=ids)
    return [
        ErasureEffect(
            row,
            counts[row.id],
            None if row.id in untold else _changes(now[row.id].practices, then[row.id].practices),
        )
        for row in sorted(rows, key=lambda row: (row.assessed_on, row.id))
    ]


def erase(session: Session, organization_id: str, person: Person, *, with_answers: bool) -> None:
    """Take a person's name and address out of an organization's data, and the answers too if that was chosen.

    Entries of the history stay, and name nobody. Finished reports of the assessments go, since they bear the name.
    """
    assessments = select(AssessmentRow.id).where(AssessmentRow.organization_id == organization_id)
    # locked, so that no report is taken down in between
    ours = session.scalars(assessments.order_by(AssessmentRow.id).with_for_update()).all()
    respondents = [each.id for each in person.respondents]
    _forget_in_history(session, ours, person, with_answers=with_answers)
    _forget_in_roadmaps(session, ours, person)
    _forget_account(session, ours, person)
    session.execute(delete(Job).where(Job.assessment_id.in_({each.assessment_id for each in person.respondents})))
    session.execute(delete(SignIn).where(SignIn.respondent_id.in_(respondents)))
    session.execute(delete(Invitation).where(Invitation.respondent_id.in_(respondents)))
    session.execute(delete(Upload).where(Upload.respondent_id.in_(respondents)))
    if with_answers:
        session.execute(delete(RespondentRow).where(RespondentRow.id.in_(respondents)))
    else:
        session.execute(
            update(RespondentRow)
            .where(RespondentRow.id.in_(respondents))
            .values(name=ERASED, role="", email="", email_key=None, user_id=None, version=RespondentRow.version + 1)
        )


def _answers_of(session: Session, person: Person) -> dict[str, int]:
    query = select(AnswerRow.assessment_id).where(
        AnswerRow.respondent_id.in_([each.id for each in person.respondents]), AnswerRow.rating.is_not(None)
    )
    counts: dict[str, int] = {}
    for assessment_id in session.scalars(query):
        counts[assessment_id] = counts.get(assessment_id, 0) + 1
    return counts


def _changes(before: Iterable[PracticeScore], after: Iterable[PracticeScore]) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(was.practice, was, becomes)
        for was, becomes in zip(before, after, strict=True)
        if _figures(was) != _figures(becomes)
    )


def _figures(score: PracticeScore) -> tuple[object, ...]:
    return score.status, score.level, score.level_upper, score.level_evidenced, score.index, score.index_upper


def _forget_in_history(session: Session, ours: Sequence[str], person: Person, *, with_answers: bool) -> None:
    respondents = [each.id for each in person.respondents]
    theirs: ColumnElement[bool] = HistoryEntry.respondent_id.in_(respondents)
    if with_answers:
        own_words = theirs & HistoryEntry.kind.in_(OWN_WORDS)
        session.execute(update(HistoryEntry).where(own_words).values(before="", after=""))
    if person.user:
        theirs = or_(theirs, HistoryEntry.user_id == person.user.id)
    session.execute(
        update(HistoryEntry)
        .where(HistoryEntry.assessment_id.in_(ours), theirs)
        .values(who=ERASED, user_id=None, respondent_id=None)
    )
    pattern = _any_of(person.names)
    plans = select(HistoryEntry).where(
        HistoryEntry.assessment_id.in_(ours), HistoryEntry.kind.not_in((*OWN_WORDS, "consensus", anonymity.KIND))
    )
    for entry in session.scalars(plans):
        entry.before, entry.after = pattern.sub(ERASED, entry.before), pattern.sub(ERASED, entry.after)


def _forget_in_roadmaps(session: Session, ours: Sequence[str], person: Person) -> None:
    """Leave a step that was the person's without an owner; beside others, and in notes, the name alone goes."""
    roadmaps = select(RoadmapRow.id).where(RoadmapRow.assessment_id.in_(ours))
    pattern, names = _any_of(person.names), {fold(name) for name in person.names}
    for step in session.scalars(select(TrackedStep).where(TrackedStep.roadmap_id.in_(roadmaps))):
        step.owner = "" if fold(step.owner) in names else pattern.sub(ERASED, step.owner)
        step.reason, step.notes = pattern.sub(ERASED, step.reason), pattern.sub(ERASED, step.notes)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds each of some names as a whole, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))


def _forget_account(session: Session, ours: Sequence[str], person: Person) -> None:
    """Let nothing of the organization refer to the account, which itself is not the organization's."""
    if person.user is None:
        return
    user_id = person.user.id
    where = ((ConsensusRow, "set_by"), (RoadmapRow, "saved_by"), (Job, "requested_by"))
    for table, column in where:
        named = table.assessment_id.in_(ours) & (getattr(table, column) == user_id)
        session.execute(update(table).where(named).values({column: None}))
    created = AssessmentRow.id.in_(ours) & (AssessmentRow.created_by == user_id)
    session.execute(update(AssessmentRow).where(created).values(created_by=None))
    if person.membership:
        session.execute(delete(type(person.membership)).where(type(person.membership).id == person.membership.id))
