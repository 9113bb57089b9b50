"""People as an organization knows them: members, former ones, and respondents who never had an account."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, CompoundSelect, or_, select, union
from sqlalchemy.orm import Session

from wayfinder.app.storage.accounts import User
from wayfinder.app.storage.assessments import AssessmentRow, ConsensusRow, RespondentRow
from wayfinder.app.storage.history import HistoryEntry
from wayfinder.app.storage.organizations import Membership
from wayfinder.app.storage.roadmaps import RoadmapRow


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with data in an organization; `id` is the account's, or the respondent's where there is none."""

    id: str
    name: str
    user: User | None
    membership: Membership | None
    respondents: tuple[RespondentRow, ...]

    @property
    def names(self) -> set[str]:
        """All names under which the organization knows the person."""
        known = {self.name, *(each.name for each in self.respondents)}
        return known | ({self.user.name} if self.user else set())


def find_person(session: Session, organization_id: str, person_id: str) -> Person | None:
    """Return somebody of an organization by the id of the account or of a respondent; None for everybody else."""
    respondents = _respondents(session, organization_id, RespondentRow.id == person_id)
    user_id = respondents[0].user_id if respondents else person_id
    user = session.get(User, user_id) if user_id else None
    if user:
        return _with_account(session, organization_id, user)
    if not respondents:
        return None
    key = respondents[0].address_key
    if key:
        respondents = _respondents(session, organization_id, RespondentRow.address_key == key)
    return Person(person_id, respondents[0].name, None, None, tuple(respondents))


def former_members(session: Session, organization_id: str) -> list[User]:
    """Return those who left traces in an organization and belong to it no more, by name."""
    still = select(Membership.user_id).where(Membership.organization_id == organization_id)
    asked = select(User).where(User.id.in_(_traces(organization_id)), User.id.not_in(still))
    return sorted(session.scalars(asked), key=lambda user: (user.name.casefold(), user.id))


def _with_account(session: Session, organization_id: str, user: User) -> Person | None:
    asked = select(Membership).where(Membership.organization_id == organization_id, Membership.user_id == user.id)
    membership = session.scalars(asked).one_or_none()
    if membership is None and user.id not in {each.id for each in former_members(session, organization_id)}:
        return None
    same = or_(RespondentRow.user_id == user.id, RespondentRow.address_key == user.address_key)
    respondents = tuple(_respondents(session, organization_id, same))
    return Person(user.id, membership.shown_name if membership else user.name, user, membership, respondents)


def _respondents(session: Session, organization_id: str, which: ColumnElement[bool]) -> list[RespondentRow]:
    asked = (
        select(RespondentRow)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .where(AssessmentRow.organization_id == organization_id, which)
        .order_by(RespondentRow.created_at, RespondentRow.id)
    )
    return list(session.scalars(asked))


def _traces(organization_id: str) -> CompoundSelect[str | None]:
    """Return the accounts that something in the organization names."""
    ours = select(AssessmentRow.id).where(AssessmentRow.organization_id == organization_id)
    return union(
        select(AssessmentRow.created_by).where(AssessmentRow.organization_id == organization_id),
        *(
            select(named).where(assessment.in_(ours), named.is_not(None))
            for named, assessment in (
                (RespondentRow.user_id, RespondentRow.assessment_id),
                (ConsensusRow.set_by, ConsensusRow.assessment_id),
                (RoadmapRow.saved_by, RoadmapRow.assessment_id),
                (HistoryEntry.user_id, HistoryEntry.assessment_id),
            )
        ),
    )
