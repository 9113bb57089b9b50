"""Who belongs to an organization, and that somebody always leads it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.people import accounts
from app.storage.accounts import User, address_key
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.organizations import Membership, Organization, Role
from practices_catalog.faults import Fault, InputError, Place

FORMER_MEMBER = "a former member"


@dataclass(frozen=True, slots=True)
class NewMember:
    """Whom a lead adds, as typed."""

    id: str
    name: str
    address: str
    role: Role


@dataclass(frozen=True, slots=True)
class Added:
    """A member who was added; `link_token` sets a password, and is there for a new account only."""

    membership: Membership
    link_token: str = ""


def members_of(session: Session, organization_id: str) -> list[Membership]:
    """Return the members of an organization, leads first, then by name."""
    asked = select(Membership).where(Membership.organization_id == organization_id)
    roles = list(Role)
    found = session.scalars(asked).all()
    return sorted(found, key=lambda each: (roles.index(each.role), each.shown_name.casefold(), each.id))


def name_of(membership: Membership | None) -> str:
    """Return the name by which somebody who did something here is shown; whoever has left has none."""
    return membership.shown_name if membership else FORMER_MEMBER


def leads_of(session: Session, organization_id: str) -> list[str]:
    """Return the names of those who lead an organization."""
    return [each.shown_name for each in members_of(session, organization_id) if each.role is Role.LEAD]


def find_member(session: Session, organization_id: str, membership_id: str) -> Membership | None:
    """Return a member of an organization."""
    asked = select(Membership).where(Membership.id == membership_id, Membership.organization_id == organization_id)
    return session.scalars(asked).one_or_none()


def member_of(session: Session, organization_id: str, user_id: str | None) -> Membership | None:
    """Return a user as a member of an organization."""
    asked = select(Membership).where(Membership.user_id == user_id, Membership.organization_id == organization_id)
    return session.scalars(asked).one_or_none()


def add_member(session: Session, organization_id: str, new: NewMember) -> Added:
    """Add somebody by address: the account that it has, else a new one. The same form sent twice adds one.

    Raises:
        InputError: whoever has the address is a member already; its place names the field.
    """
    sent_before = session.get(Membership, new.id)
    if sent_before and sent_before.organization_id == organization_id:
        return Added(sent_before)
    if sent_before:
        raise InputError([Fault(Place(key="new_id"), "this page is out of date", "reload it and try again")])
    user = accounts.find_user(session, new.address)
    if user and _is_member(session, organization_id, user):
        wrong, mend = f"{new.address} is a member already", "change the role in the list of members"
        raise InputError([Fault(Place(key="address"), wrong, mend)])
    is_new = user is None
    user = user or accounts.add_user(session, name=new.name, address=new.address)
    membership = Membership(
        id=new.id, organization_id=organization_id, user=user, role=new.role, name=new.name, address=new.address
    )
    session.add(membership)
    _let_answer(session, organization_id, user)
    return Added(membership, accounts.make_link(session, user) if is_new else "")


def is_only_lead(session: Session, membership: Membership) -> bool:
    """Return whether nobody else leads the organization; its leads stay locked until the transaction ends."""
    leads = session.scalars(
        select(Membership.id)
        .where(Membership.organization_id == membership.organization_id, Membership.role == Role.LEAD)
        .with_for_update()
    ).all()
    return list(leads) == [membership.id]


def organizations_of(session: Session, user_id: str) -> list[Organization]:
    """Return the organizations that a user belongs to, by name."""
    asked = (
        select(Organization)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.user_id == user_id)
        .order_by(func.lower(Organization.name), Organization.id)
    )
    return list(session.scalars(asked))


def led_alone_by(session: Session, user_id: str) -> set[str]:
    """Return the ids of the organizations that nobody but a user leads; their leads stay locked, too."""
    mine = select(Membership.organization_id).where(Membership.user_id == user_id, Membership.role == Role.LEAD)
    asked = select(Membership.organization_id, Membership.user_id).where(
        Membership.organization_id.in_(mine), Membership.role == Role.LEAD
    )
    leads = session.execute(asked.with_for_update()).all()
    return {organization for organization, _ in leads} - {organization for organization, who in leads if who != user_id}


def make_lead(session: Session, organization_id: str, user: User) -> None:
    """Let a user lead an organization, whether or not he or she belonged to it."""
    membership = member_of(session, organization_id, user.id)
    if membership is None:
        membership = Membership(organization_id=organization_id, user_id=user.id, role=Role.LEAD)
        session.add(membership)
    membership.role = Role.LEAD
    session.flush()


def answers_given(session: Session, organization_id: str, user_id: str) -> int:
    """Return how many respondents of an organization's assessments a user is."""
    asked = (
        select(func.count())
        .select_from(RespondentRow)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .where(AssessmentRow.organization_id == organization_id, RespondentRow.user_id == user_id)
    )
    return session.execute(asked).scalar_one()


def _is_member(session: Session, organization_id: str, user: User) -> bool:
    asked = select(Membership.id).where(Membership.organization_id == organization_id, Membership.user_id == user.id)
    return session.execute(asked).first() is not None


def _let_answer(session: Session, organization_id: str, user: User) -> None:
    """Let a new member go on, signed in, where the address was asked as a respondent before."""
    session.execute(
        update(RespondentRow)
        .where(
            RespondentRow.assessment_id.in_(
                select(AssessmentRow.id).where(AssessmentRow.organization_id == organization_id)
            ),
            RespondentRow.address_key == address_key(user.address),
            RespondentRow.user_id.is_(None),
        )
        .values(user_id=user.id, version=RespondentRow.version + 1)
    )
