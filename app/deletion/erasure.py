"""Erasing a person's data from an organization: the name and email address and, on request, the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from app.answering.history import OWN_WORDS
from app.assessments import anonymity
from app.assessments.anonymity import anonymous_respondents
from app.assessments.scores import fresh_scores, scores_of_all
from app.assessments.states import CLOSED, KIND
from app.people import audit
from app.people.directory import Person
from app.running.content import Content
from app.storage.accounts import SignIn
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, Invitation, RespondentRow, SymptomRow
from app.storage.history import HistoryEntry
from app.storage.jobs import Job
from app.storage.roadmaps import RoadmapRow, TrackedStep
from app.storage.uploads import Upload
from questionnaires.answers.text import fold
from questionnaires.scoring.model import PracticeScore
from reports.views.figures import count

ERASED = "Erased person"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A practice before and after deleting a person's answers."""

    practice: str
    before: PracticeScore
    after: PracticeScore


@dataclass(frozen=True, slots=True)
class ErasureEffect:
    """What deleting a person's answers changes in an assessment; `changes` is None if it would reveal ratings."""

    assessment: AssessmentRow
    answers: int
    changes: tuple[FigureChange, ...] | None


def effects(session: Session, content: Content, person: Person) -> list[ErasureEffect]:
    """Return what deleting a person's answers changes in each assessment that they answered."""
    counts = _answers_of(session, person)
    rows = session.scalars(select(AssessmentRow).where(AssessmentRow.id.in_(counts))).all()
    ids = {each.id for each in person.respondents}
    anonymous = anonymous_respondents(session, rows)
    # The change in a figure would reveal what an anonymous respondent answered.
    hidden = {each.assessment_id for each in person.respondents if each.id in anonymous}
    shown = [row for row in rows if row.id not in hidden]
    now, then = scores_of_all(session, content, shown), fresh_scores(session, content, shown, without=ids)
    return [
        ErasureEffect(
            row,
            counts[row.id],
            None if row.id in hidden else _changes(now[row.id].practices, then[row.id].practices),
        )
        for row in sorted(rows, key=lambda row: (row.assessed_on, row.id))
    ]


def erase(session: Session, organization_id: str, person: Person, *, with_answers: bool) -> None:
    """Erase a person's name and email address from an organization's data, and, if `with_answers`, the answers.

    History entries stay, without the name. Finished reports of the assessments are deleted, because they contain the
    name.
    """
    assessments = select(AssessmentRow.id).where(AssessmentRow.organization_id == organization_id)
    # A report requested in the meantime would contain the name, so requesting one has to wait.
    ours = session.scalars(assessments.order_by(AssessmentRow.id).with_for_update()).all()
    respondents = [each.id for each in person.respondents]
    named_in = {each.assessment_id for each in person.respondents} | _state_set_in(session, ours, person)
    _forget_in_history(session, ours, person, with_answers=with_answers)
    _forget_in_roadmaps(session, ours, person)
    named_in |= _recorded_in(session, ours, person)
    _forget_account(session, ours, person)
    ids = [*respondents, *([person.user.id] if person.user else [])]
    audit.rename(session, ids, ERASED, organization_id)
    session.execute(delete(Job).where(Job.assessment_id.in_(named_in)))
    session.execute(delete(SignIn).where(SignIn.respondent_id.in_(respondents)))
    session.execute(delete(Invitation).where(Invitation.respondent_id.in_(respondents)))
    session.execute(delete(Upload).where(Upload.respondent_id.in_(respondents)))
    if with_answers:
        session.add_all(_changes_of_closed(session, person))
        session.execute(delete(RespondentRow).where(RespondentRow.id.in_(respondents)))
    else:
        session.execute(
            update(RespondentRow)
            .where(RespondentRow.id.in_(respondents))
            .values(name=ERASED, role="", email="", email_key=None, user_id=None, version=RespondentRow.version + 1)
        )


def _state_set_in(session: Session, ours: Sequence[str], person: Person) -> set[str]:
    """Return the ids of the assessments whose state a person has set; reports name that person on the cover."""
    if person.user is None:
        return set()
    query = select(HistoryEntry.assessment_id).where(
        HistoryEntry.assessment_id.in_(ours), HistoryEntry.kind == KIND, HistoryEntry.user_id == person.user.id
    )
    return set(session.scalars(query.distinct()))


def _recorded_in(session: Session, ours: Sequence[str], person: Person) -> set[str]:
    """Return the ids of the assessments in which a person recorded other people's answers."""
    if person.user is None:
        return set()
    query = select(AnswerRow.assessment_id).where(
        AnswerRow.assessment_id.in_(ours), AnswerRow.recorded_by == person.user.id
    )
    return set(session.scalars(query.distinct()))


def _changes_of_closed(session: Session, person: Person) -> Iterator[HistoryEntry]:
    """Yield a history entry for each closed assessment whose figures change, because its ratings are frozen."""
    counts = _answers_of(session, person)
    closed = select(AssessmentRow.id).where(AssessmentRow.id.in_(counts), AssessmentRow.state == CLOSED)
    for assessment_id in session.scalars(closed).all():
        after = f"{count(counts[assessment_id], 'answer')} deleted at a person's request, after closing"
        yield HistoryEntry(assessment_id=assessment_id, who=ERASED, kind="erasure", subject=KIND, after=after)


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
    in_ours, is_recorded = HistoryEntry.assessment_id.in_(ours), HistoryEntry.recorded_for != ""
    # An entry about a recorded answer names two people, and only one of them is erased.
    for_them = update(HistoryEntry).where(in_ours, theirs, is_recorded)
    session.execute(for_them.values(recorded_for=ERASED, respondent_id=None))
    if person.user:
        by_them = HistoryEntry.user_id == person.user.id
        session.execute(update(HistoryEntry).where(in_ours, by_them, is_recorded).values(who=ERASED, user_id=None))
        theirs = or_(theirs, by_them)
    session.execute(
        update(HistoryEntry).where(in_ours, theirs, ~is_recorded).values(who=ERASED, user_id=None, respondent_id=None)
    )
    pattern = _any_of(person.names)
    plans = select(HistoryEntry).where(
        HistoryEntry.assessment_id.in_(ours), HistoryEntry.kind.not_in((*OWN_WORDS, "consensus", anonymity.KIND))
    )
    # Entries about steps quote their owners and notes.
    for entry in session.scalars(plans):
        entry.before, entry.after = pattern.sub(ERASED, entry.before), pattern.sub(ERASED, entry.after)


def _forget_in_roadmaps(session: Session, ours: Sequence[str], person: Person) -> None:
    """Remove the person as the owner of steps; among several owners, and in notes, replace only the name."""
    roadmaps = select(RoadmapRow.id).where(RoadmapRow.assessment_id.in_(ours))
    pattern, names = _any_of(person.names), {fold(name) for name in person.names}
    for step in session.scalars(select(TrackedStep).where(TrackedStep.roadmap_id.in_(roadmaps))):
        is_owner = fold(step.owner) in names or (person.user is not None and step.owner_id == person.user.id)
        step.owner = "" if is_owner else pattern.sub(ERASED, step.owner)
        step.owner_id = None if is_owner else step.owner_id
        step.reason, step.notes = pattern.sub(ERASED, step.reason), pattern.sub(ERASED, step.notes)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the names as whole words, preferring the longest."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))


def _forget_account(session: Session, ours: Sequence[str], person: Person) -> None:
    """Remove references to the account. The account itself doesn't belong to the organization, and stays."""
    if person.user is None:
        return
    user_id = person.user.id
    where = ((ConsensusRow, "set_by"), (RoadmapRow, "saved_by"), (Job, "requested_by"))
    for table, column in where:
        named = table.assessment_id.in_(ours) & (getattr(table, column) == user_id)
        session.execute(update(table).where(named).values({column: None}))
    for answers in (AnswerRow, SymptomRow):
        recorded = answers.assessment_id.in_(ours) & (answers.recorded_by == user_id)
        erased = {"recorded_by": None, "recorded_name": ERASED, "version": answers.version + 1}
        session.execute(update(answers).where(recorded).values(**erased, saved_at=answers.saved_at))
    for column in ("created_by", "state_by"):
        named = AssessmentRow.id.in_(ours) & (getattr(AssessmentRow, column) == user_id)
        session.execute(update(AssessmentRow).where(named).values({column: None}))
    if person.membership:
        session.execute(delete(type(person.membership)).where(type(person.membership).id == person.membership.id))
