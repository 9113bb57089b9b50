"""The audit trail: recording events, and finding the ones that a person may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, and_, or_, select, update
from sqlalchemy.orm import Session

from app.storage.accounts import User
from app.storage.assessments import RespondentRow
from app.storage.audit import AuditEntry, Event
from app.storage.base import now
from app.storage.organizations import Membership

COMMAND_LINE = "Command line"
LONGEST_DETAILS = 500
WARNED_FOR = timedelta(days=14)
BY_ADMINISTRATORS = (Event.PASSWORD_LINK, Event.FACTOR_REMOVED, Event.DEACTIVATED, Event.ACTIVATED)
"""Events that don't belong to an organization but affect a user's organizations."""
WARNINGS = (Event.PASSWORD_LINK, Event.FACTOR_REMOVED)
"""Events that users are told about if someone else caused them."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party to an event: a user, a respondent, or the command line, which has no id."""

    id: str | None
    name: str
    is_account: bool = True

    @staticmethod
    def user(user: User) -> Party:
        """Return an account with its own name."""
        return Party(user.id, user.name)

    @staticmethod
    def member(membership: Membership) -> Party:
        """Return a member with the name that the organization knows."""
        return Party(membership.user_id, membership.shown_name)

    @staticmethod
    def respondent(row: RespondentRow) -> Party:
        """Return a respondent, with the account's id if there is an account."""
        return Party(row.user_id or row.id, row.name, is_account=row.user_id is not None)


NOBODY = Party(None, "", is_account=False)
OPERATOR = Party(None, COMMAND_LINE, is_account=False)


@dataclass(frozen=True, slots=True)
class Act:
    """An event to record: who did what to whom; `details` never contain secrets or names."""

    event: Event
    who: Party
    whom: Party = NOBODY
    organization_id: str | None = None
    details: str = ""


def record(session: Session, act: Act) -> None:
    """Add an event, in the transaction that makes the change."""
    session.add(
        AuditEntry(
            event=act.event,
            user_id=act.who.id if act.who.is_account else None,
            who=act.who.name,
            whom_id=act.whom.id,
            whom=act.whom.name,
            organization_id=act.organization_id,
            details=act.details[:LONGEST_DETAILS],
        )
    )


def link_event(user: User) -> Event:
    """Return the event of creating a password link; an account's first link isn't a reset."""
    return Event.PASSWORD_LINK if user.password_hash else Event.FIRST_LINK


def all_entries() -> Select[AuditEntry]:
    """Return the query for every event, newest first."""
    return select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())


def entries_of(organization_id: str) -> Select[AuditEntry]:
    """Return the query for the events of an organization, and for what administrators did to its members' accounts.

    Only events since a person became a member are included. Otherwise, adding a member would reveal whether the email
    address already had an account.
    """
    concerned = (
        select(Membership.id)
        .where(
            Membership.organization_id == organization_id,
            Membership.user_id == AuditEntry.whom_id,
            Membership.created_at <= AuditEntry.at,
        )
        .exists()
    )
    by_others = or_(AuditEntry.user_id.is_(None), AuditEntry.user_id != AuditEntry.whom_id)
    outside = and_(AuditEntry.organization_id.is_(None), AuditEntry.event.in_(BY_ADMINISTRATORS), by_others, concerned)
    return all_entries().where(or_(AuditEntry.organization_id == organization_id, outside))


def warnings_of(session: Session, user: User) -> list[AuditEntry]:
    """Return what someone else has recently done to a user's account, earliest first.

    Signing in doesn't remove a warning, because someone else may have signed in with the new password.
    """
    query = all_entries().where(
        AuditEntry.whom_id == user.id,
        AuditEntry.event.in_(WARNINGS),
        or_(AuditEntry.user_id.is_(None), AuditEntry.user_id != user.id),
        AuditEntry.at > now() - WARNED_FOR,
    )
    return list(reversed(session.scalars(query).all()))


def rename(session: Session, ids: list[str], name: str, organization_id: str | None = None) -> None:
    """Replace a person's name throughout the audit trail, in one organization or everywhere."""
    ours = [AuditEntry.organization_id == organization_id] if organization_id else []
    did, concerns = AuditEntry.user_id.in_(ids), AuditEntry.whom_id.in_(ids)
    # A respondent with a personal link has no account, and is both the actor and the subject of such events.
    by_link = concerns & AuditEntry.user_id.is_(None) & (AuditEntry.who == AuditEntry.whom)
    session.execute(update(AuditEntry).where(by_link, *ours).values(who=name))
    session.execute(update(AuditEntry).where(did, *ours).values(who=name, user_id=None))
    session.execute(update(AuditEntry).where(concerns, *ours).values(whom=name, whom_id=None))


def forget_respondents(session: Session, organization_id: str, name: str) -> None:
    """Replace the names of all people without an account, because their organization is about to be deleted."""
    accounts = select(User.id)
    query = select(AuditEntry.whom_id).where(
        AuditEntry.organization_id == organization_id,
        AuditEntry.whom_id.is_not(None),
        AuditEntry.whom_id.not_in(accounts),
    )
    rename(session, [each for each in session.scalars(query) if each], name, organization_id)
