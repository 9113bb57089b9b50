"""The members of an organization, which always has a lead."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.people import accounts
from app.people.sealing import seal
from app.storage.accounts import User, email_key
from app.storage.assessments import AssessmentRow, RespondentRow
from app.storage.organizations import Membership, OrganizationRow, Role
from app.storage.roadmaps import RoadmapRow, TrackedStep
from practices_catalog.faults import Fault, InputError, Place

FORMER_MEMBER = "a former member"


@dataclass(frozen=True, slots=True)
class MemberDetails:
    """The details of a new member, as entered by the lead."""

    id: str
    name: str
    email: str
    role: Role


@dataclass(frozen=True, slots=True)
class AddedMember:
    """A member who has been added; `link_token` is for setting a password, "" for an existing account.

    `is_new` is false if the form had been sent before.
    """

    membership: Membership
    link_token: str = ""
    is_new: bool = True


def members_of(session: Session, organization_id: str) -> list[Membership]:
    """Return the members of an organization, leads first, then by name."""
    query = select(Membership).where(Membership.organization_id == organization_id)
    roles = list(Role)
    found = session.scalars(query).all()
    return sorted(found, key=lambda each: (roles.index(each.role), each.shown_name.casefold(), each.id))


def name_of(membership: Membership | None) -> str:
    """Return the name to show for a member; former members stay unnamed."""
    return membership.shown_name if membership else FORMER_MEMBER


def leads_of(session: Session, organization_id: str) -> list[str]:
    """Return the names of an organization's leads."""
    return [each.shown_name for each in members_of(session, organization_id) if each.role is Role.LEAD]


def find_member(session: Session, organization_id: str, membership_id: str) -> Membership | None:
    """Return a member of an organization by id."""
    query = select(Membership).where(Membership.id == membership_id, Membership.organization_id == organization_id)
    return session.scalars(query).one_or_none()


def member_of(session: Session, organization_id: str, user_id: str | None) -> Membership | None:
    """Return the membership of a user in an organization."""
    query = select(Membership).where(Membership.user_id == user_id, Membership.organization_id == organization_id)
    return session.scalars(query).one_or_none()


def add_member(session: Session, organization_id: str, new: MemberDetails) -> AddedMember:
    """Add a member by email address, with a new account if there is none. A form submitted twice adds one member.

    Raises:
        InputError: the email address already belongs to a member; the error names the field.
    """
    # The form has the id of the new row, so a second submission is detected here.
    sent_before = session.get(Membership, new.id)
    if sent_before and sent_before.organization_id == organization_id:
        return AddedMember(sent_before, is_new=False)
    if sent_before:
        raise InputError([Fault(Place(key="new_id"), "this page is out of date", "reload it and try again")])
    user = accounts.find_user(session, new.email)
    if user and _is_member(session, organization_id, user):
        wrong, mend = f"{new.email} is already a member", "change the role in the list of members"
        raise InputError([Fault(Place(key="email"), wrong, mend)])
    # People with an account already have a password, and a link would let the lead set it.
    is_new = user is None
    user = user or accounts.add_user(session, name=new.name, email=new.email)
    membership = Membership(
        id=new.id, organization_id=organization_id, user=user, role=new.role, name=new.name, email=new.email
    )
    session.add(membership)
    _let_answer(session, organization_id, user)
    return AddedMember(membership, accounts.make_link(session, user) if is_new else "")


def is_only_lead(session: Session, membership: Membership) -> bool:
    """Return whether a member is the only lead; lock the leads until the transaction ends."""
    leads = session.scalars(
        select(Membership.id)
        .where(Membership.organization_id == membership.organization_id, Membership.role == Role.LEAD)
        .with_for_update()
    ).all()
    return list(leads) == [membership.id]


def organizations_of(session: Session, user_id: str) -> list[OrganizationRow]:
    """Return the organizations of a user, ordered by name."""
    query = (
        select(OrganizationRow)
        .join(Membership, Membership.organization_id == OrganizationRow.id)
        .where(Membership.user_id == user_id)
        .order_by(func.lower(OrganizationRow.name), OrganizationRow.id)
    )
    return list(session.scalars(query))


def led_only_by(session: Session, user_id: str) -> set[str]:
    """Return the ids of the organizations whose only lead is the user; also lock their leads."""
    mine = select(Membership.organization_id).where(Membership.user_id == user_id, Membership.role == Role.LEAD)
    query = select(Membership.organization_id, Membership.user_id).where(
        Membership.organization_id.in_(mine), Membership.role == Role.LEAD
    )
    leads = session.execute(query.with_for_update()).all()
    return {organization for organization, _ in leads} - {organization for organization, who in leads if who != user_id}


def make_lead(session: Session, organization_id: str, user: User) -> None:
    """Make a user the lead of an organization, as a new member if necessary."""
    membership = member_of(session, organization_id, user.id)
    if membership is None:
        membership = Membership(organization_id=organization_id, user_id=user.id, role=Role.LEAD)
        session.add(membership)
    membership.role = Role.LEAD
    session.flush()


def release_steps(session: Session, organization_id: str, user_id: str) -> None:
    """Keep only the name of a departing member as the owner of steps."""
    roadmaps = (
        select(RoadmapRow.id)
        .join(AssessmentRow, AssessmentRow.id == RoadmapRow.assessment_id)
        .where(AssessmentRow.organization_id == organization_id)
    )
    theirs = (TrackedStep.owner_id == user_id) & TrackedStep.roadmap_id.in_(roadmaps)
    session.execute(update(TrackedStep).where(theirs).values(owner_id=None, version=TrackedStep.version + 1))


def answers_given(session: Session, organization_id: str, user_id: str) -> int:
    """Return the number of an organization's assessments in which a user is a respondent."""
    query = (
        select(func.count())
        .select_from(RespondentRow)
        .join(AssessmentRow, AssessmentRow.id == RespondentRow.assessment_id)
        .where(AssessmentRow.organization_id == organization_id, RespondentRow.user_id == user_id)
    )
    return session.execute(query).scalar_one()


def _is_member(session: Session, organization_id: str, user: User) -> bool:
    query = select(Membership.id).where(Membership.organization_id == organization_id, Membership.user_id == user.id)
    return session.execute(query).first() is not None


def _let_answer(session: Session, organization_id: str, user: User) -> None:
    """Connect a new member with the respondents that already have their email address."""
    ours = select(AssessmentRow.id).where(AssessmentRow.organization_id == organization_id)
    found = session.scalars(
        select(RespondentRow).where(
            RespondentRow.assessment_id.in_(ours),
            RespondentRow.email_key == email_key(user.email),
            RespondentRow.user_id.is_(None),
        )
    ).all()
    # The lead entered the address, so the account may not belong to the person who answered.
    seal(session, found)
    for each in found:
        each.user_id = user.id
