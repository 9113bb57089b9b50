"""The people an organization knows: members, former members, and respondents without an account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, CompoundSelect, and_, or_, select, union
from sqlalchemy.orm import Session

from app.storage.accounts import User
from app.storage.assessments import ORDER_ADDED, AssessmentRow, ConsensusRow, RespondentRow
from app.storage.audit import AuditEntry
from app.storage.history import HistoryEntry
from app.storage.organizations import Membership
from app.storage.roadmaps import RoadmapRow

# The columns in which an assessment refers to an account, in addition to its creator.
TRACES = (
    (RespondentRow.user_id, RespondentRow.assessment_id),
    (ConsensusRow.set_by, ConsensusRow.assessment_id),
    (RoadmapRow.saved_by, RoadmapRow.assessment_id),
    (HistoryEntry.user_id, HistoryEntry.assessment_id),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with data in an organization; `id` is the account's, or the respondent's if there is no account."""

    id: str
    name: str
    user: User | None
    membership: Membership | None
    respondents: tuple[RespondentRow, ...]

    @property
    def names(self) -> set[str]:
        """All names by which the organization knows the person."""
        known = {self.name, *(each.name for each in self.respondents)}
        return known | ({self.user.name} if self.user else set())


def find_person(session: Session, organization_id: str, person_id: str) -> Person | None:
    """Return a person by the id of an account or of a respondent; None if the organization doesn't know the person.

    An account unknown to the organization takes the same queries as an id that doesn't exist, so that response times
    reveal nothing.
    """
    respondents = _respondents(session, organization_id, RespondentRow.id == person_id)
    user_id = respondents[0].user_id if respondents else person_id
    with_account = _with_account(session, organization_id, user_id) if user_id else None
    if with_account:
        return with_account
    if not respondents:
        return None
    # A person without an account can be a respondent in several assessments.
    key = respondents[0].email_key
    if key:
        respondents = _respondents(session, organization_id, RespondentRow.email_key == key)
    return Person(person_id, respondents[0].name, None, None, tuple(respondents))


def former_members(session: Session, organization_id: str) -> list[Person]:
    """Return people with data in an organization who are no longer members, ordered by name."""
    still = select(Membership.user_id).where(Membership.organization_id == organization_id)
    query = select(User).where(User.id.in_(_traces(organization_id)), User.id.not_in(still))
    users = session.scalars(query).all()
    theirs = _respondents(session, organization_id, RespondentRow.user_id.in_([user.id for user in users]))
    people = [_person(user, None, [each for each in theirs if each.user_id == user.id]) for user in users]
    return sorted(people, key=lambda person: (person.name.casefold(), person.id))


def organizations_knowing(session: Session, user_id: str) -> list[str]:
    """Return the ids of the organizations that an account belongs to, or that have data about it."""
    left_in = union(*(select(assessment).where(named == user_id) for named, assessment in TRACES))
    traces = select(AssessmentRow.organization_id).where(
        or_(AssessmentRow.created_by == user_id, AssessmentRow.id.in_(left_in))
    )
    belongs = select(Membership.organization_id).where(Membership.user_id == user_id)
    return sorted(session.scalars(union(belongs, traces)))


def _with_account(session: Session, organization_id: str, user_id: str) -> Person | None:
    belongs = and_(Membership.user_id == User.id, Membership.organization_id == organization_id)
    query = (
        select(User, Membership)
        .outerjoin(Membership, belongs)
        .where(User.id == user_id, or_(Membership.id.is_not(None), User.id.in_(_traces(organization_id))))
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    user, membership = found
    same = or_(RespondentRow.user_id == user.id, RespondentRow.email_key == user.email_key)
    return _person(user, membership, _respondents(session, organization_id, same))


def _person(user: User, membership: Membership | None, respondents: Sequence[RespondentRow]) -> Person:
    """Return a person with the name that the organization knows, or the account's own name if nobody has entered one.

    A lead who adds a member by email address must not learn the name of an account that already existed.
    """
    known = membership.shown_name if membership else respondents[-1].name if respondents else user.name
    return Person(user.id, known, user, membership, tuple(respondents))


def _respondents(session: Session, organization_id: str, which: ColumnElement[bool]) -> list[RespondentRow]:
    query = (
        select(RespondentRow)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .where(AssessmentRow.organization_id == organization_id, which)
        .order_by(*ORDER_ADDED)
    )
    return list(session.scalars(query))


def _traces(organization_id: str) -> CompoundSelect[str | None]:
    """Return the query for the accounts that the organization's data refers to."""
    ours = select(AssessmentRow.id).where(AssessmentRow.organization_id == organization_id)
    return union(
        select(AssessmentRow.created_by).where(AssessmentRow.organization_id == organization_id),
        select(AuditEntry.user_id).where(AuditEntry.organization_id == organization_id),
        select(AuditEntry.whom_id).where(AuditEntry.organization_id == organization_id),
        *(select(named).where(assessment.in_(ours), named.is_not(None)) for named, assessment in TRACES),
    )
